import { describe, expect, it } from 'vitest';
import { findCommunities } from './communities.js';
import { buildIncidence } from './incidence.js';
import { DEFAULT_PARAMETERS } from './parameters.js';
import { buildTables, type TestAccount } from './testing/build-tables.js';
import { clusterOf } from './testing/clusters.js';
import { randomOf, shuffled, strangers } from './testing/worlds.js';

/** A cell of a network: two cards, ten addresses and two templates of its own, and one relay that all cells use. */
function cell(name: string, size: number, seed: number): TestAccount[] {
  const random = randomOf(seed);
  const int = (below: number): number => Math.floor(random() * below);
  return Array.from({ length: size }, (_, at) => ({
    id: `net-${name}${String(at).padStart(3, '0')}`,
    holds: [
      ['payment-method', `card_${name}${int(2)}`],
      ['ip', `ip-${name}-${at % 10}`],
      ['ip', `ip-${name}-${(at + 1 + int(9)) % 10}`],
      ['prompt-template', `${name}-t0`],
      ['prompt-template', `${name}-t1`],
      ['user-agent', 'Relay/1'],
    ],
  }));
}

function communitiesOf(
  accounts: readonly TestAccount[],
  { isMember = isNet, resolution = 1 }: { isMember?: (id: string) => boolean; resolution?: number } = {},
) {
  const tables = buildTables(accounts);
  const incidence = buildIncidence(tables, DEFAULT_PARAMETERS);
  const cluster = clusterOf(incidence, tables, isMember);
  const communities = findCommunities(incidence, cluster, { ...DEFAULT_PARAMETERS, communityResolution: resolution });
  const ids = Array.from(cluster.members, (a) => tables.sightings.accounts[a]);
  const groups = Array.from({ length: communities.count }, (_, c) =>
    ids.filter((__, row) => communities.ofMember[row] === c),
  );
  const communityOf = (value: string): number =>
    communities.ofIndicator[Array.from(cluster.indicators, (e) => tables.sightings.indicatorValue[e]).indexOf(value)];
  return { communities, groups, communityOf };
}

const isNet = (id: string): boolean => id.startsWith('net-');
const idsOf = (accounts: readonly TestAccount[]): string[] => accounts.map((each) => each.id);
const benign = strangers(500, 2);
// Seven cells: what one of them holds must stay below a fifth of the members, or it ties the whole network.
const cells = [50, 46, 42, 38, 34, 30, 26].map((size, at) => cell(`c${at}`, size, at + 3));
const NOWHERE = 65535;

describe('findCommunities', () => {
  it('cuts a network along its cells, the largest first', () => {
    const { groups } = communitiesOf([...benign, ...cells.toReversed().flat()]);
    expect(groups).toEqual(cells.map(idsOf));
  });

  it('leaves a small network whole, with all of its indicators', () => {
    const { communities } = communitiesOf([...benign, ...cell('east', 18, 3), ...cell('west', 17, 4)]);
    expect(communities.count).toBe(1);
    expect([...new Set(communities.ofIndicator)]).toEqual([0]);
  });

  it('keeps a network whole whose members all share the same', () => {
    const one = Array.from({ length: 60 }, (_, at): TestAccount => ({
      id: `net-${at}`,
      holds: [
        ['payment-method', 'card'],
        ['ip', '10.1.1.1'],
        ['prompt-template', 't'],
      ],
    }));
    expect(communitiesOf([...benign, ...one]).communities.count).toBe(1);
  });

  it('gives each indicator to the cell that holds it, and what more than a fifth use to none', () => {
    const twoCells = cells.slice(0, 2).flat();
    const members = cells
      .flat()
      .map((each): TestAccount =>
        twoCells.includes(each) ? { ...each, holds: [...each.holds, ['prompt-template', 'of-two-cells']] } : each,
      );
    const { communityOf } = communitiesOf([...benign, ...members]);
    expect(['card_c00', 'c0-t1', 'ip-c0-3', 'ip-c3-3', 'ip-c6-3'].map(communityOf)).toEqual([0, 0, 0, 3, 6]);
    expect(['of-two-cells', 'Relay/1'].map(communityOf)).toEqual([NOWHERE, NOWHERE]);
  });

  it('lets a cell too small for a community join the one that it shares most with', () => {
    const few = cell('few', 8, 6).map((each): TestAccount => ({
      ...each,
      holds: [...each.holds, ['payment-method', 'card_c30']],
    }));
    const { groups } = communitiesOf([...benign, ...cells.flat(), ...few]);
    expect(groups).toContainEqual([...idsOf(cells[3]), ...idsOf(few)]);
    expect(groups).toHaveLength(7);
  });

  it('puts a member that holds nothing of any cell somewhere, once', () => {
    const bare: TestAccount = {
      id: 'net-zz',
      holds: [['user-agent', 'Relay/1']],
    };
    const { groups } = communitiesOf([...benign, ...cells.flat(), bare]);
    expect(groups.flat().filter((id) => id === 'net-zz')).toHaveLength(1);
    expect(groups.flat()).toHaveLength(cells.flat().length + 1);
  });

  it('makes the same communities under other account names, also where cells blur', () => {
    const random = randomOf(8);
    const blurred = Array.from({ length: 240 }, (_, at): TestAccount => ({
      id: `net-${String(at).padStart(3, '0')}`,
      holds: [
        ...new Set(Array.from({ length: 4 }, () => Math.floor(random() * 60))),
        ...new Set(Array.from({ length: 3 }, () => 100 + (at % 6) * 8 + Math.floor(random() * 12))),
      ].map((value) => ['ip', `ip-${value}`] as const),
    }));
    const world = [...benign, ...blurred];
    const { groups: before } = communitiesOf(world, { resolution: 4 });
    expect(before.length).toBeGreaterThan(1);
    for (let seed = 1; seed < 8; seed++) {
      const { accounts, was } = shuffled(world, seed);
      const isMember = (id: string): boolean => isNet(was.get(id) ?? '');
      const { groups } = communitiesOf(accounts, { isMember, resolution: 4 });
      expect(groups.map((group) => group.map((id) => was.get(id) ?? '').toSorted())).toEqual(before);
    }
  });
});
