import { describe, expect, it } from 'vitest';
import { FAMILIES, INDICATOR_KINDS, type IndicatorKind, type LakeTables, networkRecord } from '@iolaus/contracts';
import type { Cluster } from './clusters.js';
import type { Communities } from './communities.js';
import { networkFeatures, unmeasuredIn } from './features.js';
import { buildIncidence } from './incidence.js';
import { FAMILY_COUNTS, WIDTH } from './membership.js';
import { assembleNetwork, heldShare, seenBetween, type Assembled } from './network-record.js';
import { DEFAULT_PARAMETERS } from './parameters.js';
import { riskPoints, riskScore, tierOf } from './risk.js';
import { median } from './statistics.js';
import { buildTables, START_MS, type TestAccount } from './testing/build-tables.js';
import { clusterOf, oneCommunity } from './testing/clusters.js';
import { campaign, strangers } from './testing/worlds.js';
import { buildActivity, scoreTiming } from './timing.js';
import { TEST_MODEL } from './testing/risk-model.js';

interface Change {
  readonly tables?: (tables: LakeTables) => LakeTables;
  readonly cluster?: (cluster: Cluster) => Cluster;
  readonly communities?: (cluster: Cluster) => Communities;
  readonly logQ?: number;
  readonly positionOf?: ReadonlyMap<number, number>;
  readonly kinds?: readonly IndicatorKind[];
}

/** The accounts whose ids begin with "red", assembled as detection does it. */
function assemble(accounts: readonly TestAccount[], change: Change = {}) {
  const built = buildTables(accounts, change.kinds);
  const tables = change.tables?.(built) ?? built;
  const incidence = buildIncidence(tables, DEFAULT_PARAMETERS);
  const plain = clusterOf(incidence, tables, 'red');
  const cluster = change.cluster?.(plain) ?? plain;
  const communities = change.communities?.(cluster) ?? oneCommunity(cluster);
  const activity = buildActivity(tables.activity, incidence.accounts);
  const timing = scoreTiming(activity, cluster.members, { of: communities.ofMember, count: communities.count });
  const features = networkFeatures(incidence, tables, {
    cluster,
    communities,
    timing,
    follows: null,
    unmeasured: unmeasuredIn(tables),
  });
  const points = riskPoints(features, TEST_MODEL);
  const found: Assembled = {
    points,
    score: riskScore(points),
    probability: null,
    cluster,
    communities,
    timing,
    features,
    logQ: change.logQ ?? -30,
    withinStrata: { meetings: 90, expected: 3.21, logP: -40.04 },
    id: 'N-0001',
    name: 'Sedgemere',
    clusterNumber: 0,
    identity: {
      id: 'N-0001',
      name: undefined,
      before: 0,
      lineage: { generation: 1, predecessors: [], event: 'born', certainty: null, bits: null, signals: [] },
    },
  };
  const network = assembleNetwork(incidence, tables, { ...found, positionOf: change.positionOf ?? new Map() });
  return { ...network, tables, incidence, cluster, features, timing };
}

const benign = strangers(600, 2);
const red = campaign('red', 40, 3);
const world = [...benign, ...red];
const found = assemble(world);

const cell = (name: string, size: number, holds: TestAccount['holds']): TestAccount[] =>
  Array.from({ length: size }, (_, at) => ({ id: `${name}${String(at).padStart(3, '0')}`, holds }));

const holders = (accounts: readonly TestAccount[], kind: string, value: string): number =>
  accounts.filter((each) => each.holds.some((held) => held[0] === kind && held[1] === value)).length;

const reasonOf = (network: ReturnType<typeof assemble>, code: string) =>
  network.record.reasons.find((reason) => reason.code === code);

describe('the record', () => {
  it('has the shape that others read', () => {
    expect(networkRecord.parse(found.record)).toEqual(found.record);
  });

  it('sums and spans what the tables say of the members', () => {
    const own = found.tables.accounts;
    const members = [...found.tables.sightings.accounts.keys()].filter((a) =>
      found.tables.sightings.accounts[a].startsWith('red'),
    );
    expect(found.record).toMatchObject({
      accounts: 40,
      exchanges: members.reduce((sum, a) => sum + own.exchanges[a], 0),
      firstMs: Math.min(...members.map((a) => own.firstMs[a])),
      lastMs: Math.max(...members.map((a) => own.lastMs[a])),
    });
  });

  it('knows no first or last exchange where no member has one', () => {
    const untimed = (tables: LakeTables): LakeTables => ({
      ...tables,
      accounts: {
        ...tables.accounts,
        firstMs: tables.accounts.firstMs.map((ms, a) => (a < 600 ? ms : Number.NaN)),
        lastMs: tables.accounts.lastMs.map((ms, a) => (a < 639 ? Number.NaN : ms)),
      },
    });
    expect(assemble(world, { tables: untimed }).record).toMatchObject({
      firstMs: null,
      lastMs: found.tables.accounts.lastMs[639],
    });
  });

  it('takes strength, bar, points, score and tier from where they are made', () => {
    const points = riskPoints(found.features, TEST_MODEL);
    expect(found.record.points).toEqual(points);
    expect(found.record.score).toBe(riskScore(points));
    expect(found.record.tier).toBe(tierOf(riskScore(points), found.features));
    expect(found.record.strength).toBeCloseTo(median(found.cluster.total), 1);
    expect(found.record.barBits).toBeCloseTo(found.cluster.barBits, 1);
    expect(found.record.q).toBeCloseTo(1e-30, 40);
  });

  it('gives the mean bits and the share held of every family that there is', () => {
    FAMILIES.forEach((family, at) => {
      const bits = Array.from(found.cluster.members, (_, row) => found.cluster.byFamily[row * WIDTH + at]);
      const mean = bits.reduce((a, b) => a + b, 0) / bits.length;
      expect(Math.abs((found.record.strengthByFamily[family] ?? 0) - mean)).toBeLessThanOrEqual(0.051);
      const held = bits.filter((each) => each >= FAMILY_COUNTS).length / bits.length;
      expect(found.record.heldBy[family] ?? 0).toBeCloseTo(held, 3);
    });
  });

  it('lists the core by weight, with counts that a recount of the accounts confirms', () => {
    const { core } = found.record;
    expect(core.length).toBeGreaterThan(10);
    for (const each of core)
      expect([each.value, each.members, each.reach]).toEqual([
        each.value,
        holders(red, each.kind, each.value),
        holders(world, each.kind, each.value),
      ]);
    const weights = Array.from(found.coreBits, (bits, at) => bits * core[at].members);
    expect(weights).toEqual(weights.toSorted((x, y) => y - x));
  });

  it('keeps the numbers of core indicators and their bits beside the listed ones', () => {
    const { core } = found.record;
    expect(Array.from(found.core, (e) => found.tables.sightings.indicatorValue[e])).toEqual(
      core.map((each) => each.value),
    );
    core.forEach((each, at) => expect(each.bits).toBeCloseTo(found.coreBits[at], 1));
  });

  it('lists four hundred core indicators and keeps all in the columns', () => {
    const many = cell(
      'red',
      10,
      Array.from({ length: 450 }, (_, at) => ['ip', `10.4.${at >> 8}.${at & 255}`] as const),
    );
    const large = assemble([...benign, ...many]);
    expect([large.record.core.length, large.core.length]).toEqual([400, 450]);
  });
});

describe('member columns', () => {
  it('come best first, every column in the same order', () => {
    const bits = [...found.members.bits];
    expect(bits).toEqual(bits.toSorted((x, y) => y - x));
    found.members.account.forEach((a, at) => {
      const row = found.cluster.members.indexOf(a);
      expect(found.members.bits[at]).toBe(found.cluster.total[row]);
      expect(found.members.timingZ[at]).toBe(found.timing.z[row]);
      expect(found.members.bitsByFamily.subarray(at * WIDTH, (at + 1) * WIDTH)).toEqual(
        found.cluster.byFamily.subarray(row * WIDTH, (row + 1) * WIDTH),
      );
    });
  });

  it('name the runner-up by its place among the networks', () => {
    const contested = (cluster: Cluster): Cluster => ({
      ...cluster,
      contested: cluster.contested.map((_, row) => [-1, 4, 7][row % 3]),
    });
    const network = assemble(world, { cluster: contested, positionOf: new Map([[4, 2]]) });
    network.members.account.forEach((a, at) => {
      const runnerUp = network.cluster.contested[network.cluster.members.indexOf(a)];
      expect(network.members.contested[at]).toBe(runnerUp === 4 ? 2 : -1);
    });
  });
});

describe('heldShare', () => {
  it('counts members for whom the family counts', () => {
    const byFamily = new Float32Array(3 * WIDTH);
    byFamily[1] = FAMILY_COUNTS;
    byFamily[WIDTH + 1] = FAMILY_COUNTS - 0.1;
    byFamily[2 * WIDTH + 1] = 9;
    expect(heldShare({ members: new Uint32Array(3), byFamily }, 1)).toBe(0.667);
    expect(heldShare({ members: new Uint32Array(0), byFamily }, 1)).toBe(0);
  });
});

describe('seenBetween', () => {
  const seen = (...ms: number[]): { firstMs: number | null; lastMs: number | null } => {
    const tables = buildTables(ms.map((each, at) => ({ id: `a${at}`, holds: [['ip', '10.0.0.1']], seenMs: [each] })));
    return seenBetween(buildIncidence(tables, DEFAULT_PARAMETERS), tables, 0);
  };

  it('spans all sightings by anyone', () => {
    expect(seen(START_MS + 5, START_MS, START_MS + 9)).toEqual({ firstMs: START_MS, lastMs: START_MS + 9 });
  });

  it('keeps what is known when another dump carries no time, whichever comes first', () => {
    const known = { firstMs: START_MS, lastMs: START_MS + 9 };
    expect(seen(START_MS, START_MS + 9, Number.NaN)).toEqual(known);
    expect(seen(Number.NaN, START_MS + 9, Number.NaN, START_MS)).toEqual(known);
  });

  it('knows nothing where no sighting carries a time', () => {
    expect(seen(Number.NaN, Number.NaN)).toEqual({ firstMs: null, lastMs: null });
  });
});

describe('communities of a record', () => {
  const parts = (cluster: Cluster): Communities => ({
    count: 101,
    ofMember: Uint16Array.from(cluster.members, (_, row) => row % 101),
    ofIndicator: Uint16Array.from(cluster.indicators, (_, k) => (k === 0 ? 65535 : k % 2)),
  });
  const split = assemble([...benign, ...campaign('red', 202, 3)], { communities: parts });

  it('are labelled by size, and go on with the next letter after ninety-nine', () => {
    const labels = split.communities.map((each) => each.label);
    expect([labels[0], labels[1], labels[98], labels[99], labels[100]]).toEqual([
      'A-01',
      'A-02',
      'A-99',
      'B-01',
      'B-02',
    ]);
    expect(split.record.communities).toBe(101);
  });

  it('hold every member once, with their exchanges and the median of their bits', () => {
    expect(split.communities.reduce((sum, each) => sum + each.accounts, 0)).toBe(202);
    expect(split.communities.reduce((sum, each) => sum + each.exchanges, 0)).toBe(split.record.exchanges);
    const own = Array.from(split.cluster.total).filter((_, row) => row % 101 === 3);
    expect(split.communities[3].bits).toBeCloseTo(median(own), 1);
  });

  it('list their own indicators, most telling first, and none that belongs to no community', () => {
    const listed = split.communities.flatMap((each) => [...each.indicators]);
    expect(listed).toHaveLength(split.cluster.indicators.length - 1);
    expect(listed).not.toContain(split.cluster.indicators[0]);
    const weights = Array.from(split.communities[1].indicators, (e) => {
      const k = split.cluster.indicators.indexOf(e);
      return split.cluster.held[k] * split.cluster.bits[k];
    });
    expect(weights).toEqual(weights.toSorted((x, y) => y - x));
  });

  it('say what holds them together, in the words of the screen', () => {
    const badge = {
      kind: 'badge',
      label: 'Badge ID',
      plural: 'Badge IDs',
      family: 'identity',
      reliability01: 1,
    } as const;
    const kinds = [...INDICATOR_KINDS, { ...badge, isDeclared: true }];
    const words = (...holds: TestAccount['holds']): string =>
      assemble([...benign, ...cell('red', 12, holds)], { kinds }).communities[0].holdsTogether;
    expect(words(['payment-method', 'c'], ['ip', '10.1.1.1'], ['ip', '10.1.1.2']).split(', ').toSorted()).toEqual([
      '1 card',
      '2 IPs',
    ]);
    expect(words(['badge', 'b1'], ['badge', 'b2'])).toBe('2 badge IDs');
    expect(words(['badge', 'b1'], ['subnet', '10.1.1.0/24'])).toBe('1 badge ID');
    expect(split.communities[5].holdsTogether).toBe('indicators of the whole network');
  });
});

describe('reasons', () => {
  it('say how many members each family holds, strongest first', () => {
    const reason = reasonOf(found, 'held-by');
    expect(reason?.figures).toEqual(found.record.heldBy);
    const shares = Object.values(reason?.figures ?? {});
    expect(shares).toEqual(shares.toSorted((x, y) => Number(y) - Number(x)));
    expect(reason?.sentence).toMatch(/^40 accounts are held together by .*payment \(100 %\)/);
  });

  it('state the chance that stands behind q', () => {
    const reason = reasonOf(assemble(world, { logQ: Math.log10(2e-5) }), 'significance');
    expect(reason?.sentence).toMatch(
      /^Independent families of evidence meet in its members so often that chance would do it 1 in 50,000\./,
    );
    expect(reason?.figures['q']).toBeCloseTo(2e-5, 12);
  });

  it('do not speak of several families where one and timing hold the network', () => {
    const one = cell('red', 12, [
      ['ip', '10.1.1.1'],
      ['ip', '10.1.1.2'],
    ]);
    const timed = (cluster: Cluster): Cluster => ({
      ...cluster,
      byFamily: cluster.byFamily.map((bits, at) => (at % WIDTH === WIDTH - 1 ? 4 : bits)),
    });
    expect(reasonOf(assemble([...benign, ...one], { cluster: timed }), 'significance')?.sentence).toMatch(
      /^Its members meet at the same time so often/,
    );
  });

  it('name the indicator that weighs most, with counts from the tables', () => {
    const outsiders = cell('out', 4, [['ip', '10.1.1.1']]);
    const network = assemble([...benign, ...cell('red', 12, [['ip', '10.1.1.1']]), ...outsiders]);
    expect(reasonOf(network, 'rarest')).toEqual({
      code: 'rarest',
      sentence: '12 members share one IP address; it is known to 1 in 150 accounts outside.',
      figures: { members: 12, outside: 4, bits: network.record.core[0].bits },
    });
  });

  it('call robust what stays without any one thing', () => {
    expect(reasonOf(found, 'robust')).toEqual({
      code: 'robust',
      sentence: 'Robust: without any one indicator, family or day, at least 100 % of members stay.',
      figures: { remains: 1 },
    });
    expect(reasonOf(found, 'fragile')).toBeUndefined();
  });

  it('say what a fragile network rests on, and how many fall away without it', () => {
    const holds = (at: number): TestAccount['holds'] => [
      ['payment-method', 'card_red'],
      ['ip', '10.1.1.1'],
      ...(at < 5 ? [['prompt-template', 'red-t'] as const] : []),
    ];
    const fragile = assemble([
      ...benign,
      ...Array.from({ length: 20 }, (_, at) => ({ id: `red${at}`, holds: holds(at) })),
    ]);
    const reason = reasonOf(fragile, 'fragile');
    expect(reason?.sentence).toMatch(/^Rests on (this (payment method|IP address)|(payment|network) evidence): /);
    expect(reason?.sentence).toMatch(/without it, 75 % of members fall away\.$/);
    expect(reason?.figures).toEqual({ remains: 0.25 });
    expect(reasonOf(fragile, 'robust')).toBeUndefined();
  });
});
