import { describe, expect, it } from 'vitest';
import { INDICATOR_KINDS } from '@iolaus/contracts';
import { buildIncidence } from './incidence.js';
import { findByLinks, isOneKind, linkLogP } from './one-kind.js';
import { MEETING } from './one-kind-links.js';
import { barBits } from './membership.js';
import { DEFAULT_PARAMETERS } from './parameters.js';
import { LEAST_LOG_P } from './significance.js';
import { addressUsers, carrierCustomers, ring, sightingsOf } from './testing/address-worlds.js';
import { buildTables, START_MS, type TestAccount } from './testing/build-tables.js';
import { campaign, shuffled, strangers } from './testing/worlds.js';

const DAY_MS = 86_400_000;

function find(accounts: readonly TestAccount[]) {
  const tables = buildTables(accounts);
  const incidence = buildIncidence(tables, DEFAULT_PARAMETERS);
  const clusters = findByLinks(incidence, tables, DEFAULT_PARAMETERS);
  const logP = linkLogP(incidence, tables);
  return {
    incidence,
    clusters,
    groups: clusters.map((each) => Array.from(each.members, (a) => tables.sightings.accounts[a])),
    logP: clusters.map(logP),
  };
}

const idsOf = (accounts: readonly TestAccount[]): string[] => accounts.map((each) => each.id).toSorted();
const users = addressUsers(1500, 4);

describe('isOneKind', () => {
  const isOne = (accounts: readonly TestAccount[]): boolean =>
    isOneKind(buildIncidence(buildTables(accounts), DEFAULT_PARAMETERS));

  it('holds for addresses alone', () => {
    expect(isOne(users)).toBe(true);
  });

  it('does not hold when two families link', () => {
    expect(isOne([...strangers(300, 2), ...campaign('red', 20, 3)])).toBe(false);
  });

  it('does not hold for data without any indicator', () => {
    expect(isOne([{ id: 'a', holds: [] }])).toBe(false);
  });

  it('holds when the other kinds are there but link nobody', () => {
    const withContext = users.map((each, at): TestAccount => ({
      ...each,
      holds: [...each.holds, ['bin', '900001'], ['payment-method', `card_${at}`]],
    }));
    expect(isOne(withContext)).toBe(true);
  });
});

describe('findByLinks', () => {
  it('finds exactly a ring that meets at the same times on the same addresses', () => {
    const planted = ring(14, 6, 9);
    expect(find([...users, ...planted]).groups).toEqual([idsOf(planted)]);
  });

  it('leaves as many accounts alone that use the same addresses at times of their own', () => {
    expect(find([...users, ...carrierCustomers(14, 6, 9)]).groups).toEqual([]);
  });

  it('finds nothing where everybody comes and goes at random', () => {
    for (const seed of [1, 2, 3]) expect(find(addressUsers(1500, seed)).groups).toEqual([]);
  });

  it('asks for meetings on two addresses: being at one place at one time is no link', () => {
    expect(find([...users, ...ring(14, 1, 9)]).groups).toEqual([]);
    expect(find([...users, ...ring(14, 2, 9)]).groups).toHaveLength(1);
  });

  it('asks for the least number of members', () => {
    const least = DEFAULT_PARAMETERS.leastMembers;
    expect(find([...users, ...ring(least - 1, 6, 9)]).groups).toEqual([]);
    expect(find([...users, ...ring(least, 6, 9)]).groups).toHaveLength(1);
  });

  it('finds the same when every account has a row without a time as well', () => {
    const planted = ring(14, 6, 9);
    const { accounts, was } = shuffled([...users, ...planted], 5);
    const halfTimed = accounts.map((each, at): TestAccount => ({
      ...each,
      holds: [['ip', `10.0.1.${at >> 1}`], ...each.holds],
      seenMs: [Number.NaN, ...(each.seenMs ?? [])],
    }));
    expect(find(halfTimed).groups.map((group) => group.map((id) => was.get(id) ?? '').toSorted())).toEqual([
      idsOf(planted),
    ]);
  });

  it('takes one day at one place for no meeting when a dump knows only the day, whatever the names', () => {
    const toTheDay = (accounts: readonly TestAccount[]): TestAccount[] =>
      accounts.map((each) => ({ ...each, seenMs: (each.seenMs ?? []).map((ms) => ms - ((ms - START_MS) % DAY_MS)) }));
    const excursion = Array.from({ length: 10 }, (_, at) =>
      sightingsOf(
        `c${at}`,
        [1, 2, 3].map((k) => [`10.5.0.${k}`, START_MS + k * DAY_MS] as const),
      ),
    );
    expect(find(toTheDay([...users, ...excursion])).groups).toEqual([]);
  });

  it('finds a ring whose times are known to the minute', () => {
    const planted = ring(14, 6, 9).map((each): TestAccount => ({
      ...each,
      seenMs: (each.seenMs ?? []).map((ms) => ms - (ms % 60_000)),
    }));
    expect(find([...users, ...planted]).groups).toEqual([idsOf(planted)]);
  });

  it('finds the same accounts under other names', () => {
    const planted = ring(14, 6, 9);
    const { accounts, was } = shuffled([...users, ...planted], 5);
    expect(find(accounts).groups.map((group) => group.map((id) => was.get(id) ?? '').toSorted())).toEqual([
      idsOf(planted),
    ]);
  });

  it('weighs what the ring shares, and holds its members to the usual bar', () => {
    const { clusters, incidence } = find([...users, ...ring(14, 6, 9)]);
    const [cluster] = clusters;
    expect(cluster.held.filter((held) => held === 14)).toHaveLength(6);
    expect(cluster.barBits).toBe(barBits(14, incidence.accounts));
    expect(Math.min(...cluster.total)).toBeGreaterThan(0);
    expect([...cluster.contested]).toEqual(Array.from(cluster.members, () => -1));
  });
});

describe('linkLogP', () => {
  it('is far from chance for a ring, and never below the floor', () => {
    const [logP] = find([...users, ...ring(14, 6, 9)]).logP;
    expect(logP).toBeLessThan(-10);
    expect(find([...users, ...ring(60, 40, 9)]).logP[0]).toBeGreaterThanOrEqual(LEAST_LOG_P);
  });

  it('grows stronger with every address on which a ring meets', () => {
    const at = (addresses: number): number => find([...users, ...ring(8, addresses, 9)]).logP[0];
    expect(at(3)).toBeLessThan(at(2));
    expect(at(2)).toBeLessThan(-10);
  });

  it('says nothing for a group that met only as often as its links needed', () => {
    const tables = buildTables([...users, ...ring(14, 6, 9)]);
    const incidence = buildIncidence(tables, DEFAULT_PARAMETERS);
    const [cluster] = findByLinks(incidence, tables, DEFAULT_PARAMETERS);
    const via = cluster.indicators;
    const twice = Array.from({ length: 2 * (cluster.members.length - 1) }, (_, at) => at >> 1);
    const chain = (meetings: readonly number[]): number =>
      linkLogP(
        incidence,
        tables,
      )({
        ...cluster,
        links: {
          a: Uint32Array.from(meetings),
          b: Uint32Array.from(meetings, (row) => row + 1),
          via: Uint32Array.from(meetings, (_, at) => via[at % 2]),
          sort: new Uint8Array(meetings.length).fill(MEETING),
        },
      });
    expect(chain(twice)).toBe(0);
    expect(chain([...twice, 3, 3, 5])).toBeLessThan(0);
  });

  it('says nothing for accounts that were not linked one by one', () => {
    const tables = buildTables([...users, ...ring(14, 6, 9)]);
    const incidence = buildIncidence(tables, DEFAULT_PARAMETERS);
    const [{ links: _, ...bare }] = findByLinks(incidence, tables, DEFAULT_PARAMETERS);
    expect(linkLogP(incidence, tables)(bare)).toBe(0);
  });
});

describe('kinds of a mapping', () => {
  it('counts as one kind what a mapping declares alone', () => {
    const badge = { kind: 'badge', label: 'Badge', plural: 'Badges', family: 'identity', reliability01: 0.8 } as const;
    const kinds = [...INDICATOR_KINDS, { ...badge, isDeclared: true }];
    const tables = buildTables(
      users.map((each) => ({ ...each, holds: each.holds.map(([, value]) => ['badge', value] as const) })),
      kinds,
    );
    expect(isOneKind(buildIncidence(tables, DEFAULT_PARAMETERS))).toBe(true);
  });
});
