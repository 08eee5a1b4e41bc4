import { ANY_NETWORK, INDICATOR_KINDS, type NetworkRecord } from '@iolaus/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { networkOf, workbenchOf, type PlainMember } from '../testing/snapshots.js';
import {
  bitsByFamily,
  detectionView,
  findNetwork,
  networkMembers,
  networkView,
  triage,
  type MembersQuery,
} from './networks.js';

fc.configureGlobal({ seed: 20_260_301 });

const workbenchWith = (...networks: ReturnType<typeof networkOf>[]) =>
  workbenchOf({ networks, lake: { kinds: () => [...INDICATOR_KINDS] } });

describe('a network that is asked for', () => {
  const snapshot = workbenchWith(
    networkOf('N-0001', { record: { name: 'Lerna' } }),
    networkOf('N-0011', { record: { name: 'Nemea' } }),
  ).snapshot();

  it.each(['N-0011', 'n-0011', 'Nemea', 'NEMEA'])('is found by its id or its name, as “%s” too', (asked) => {
    expect(findNetwork(snapshot, asked).record.id).toBe('N-0011');
  });

  it.each(['N-001', 'Nem', ''])('is refused as “%s”, which is a part of a name or none', (asked) => {
    expect(() => findNetwork(snapshot, asked)).toThrow(`There is no network ${asked} in this snapshot.`);
  });

  it('has everybody else outside of it', () => {
    const workbench = workbenchOf({
      networks: [networkOf('N-1', { members: [{ id: 'a' }, { id: 'b' }] })],
      snapshot: { population: 10 },
    });
    expect(networkView(workbench, 'N-1')).toMatchObject({ outside: 8, snapshot: 'snapshot' });
  });
});

describe('the queue', () => {
  it('is empty before the first detection', () => {
    expect(triage(workbenchOf({}))).toEqual({ rows: [], passed: 0, expectedByChance: 0, notShown: [], changes: [] });
  });

  it('lists what chance makes in one case of a hundred or less, and counts the rest', () => {
    const workbench = workbenchOf({
      networks: [
        networkOf('N-1', { record: { q: 0.01 } }),
        networkOf('N-2', { record: { q: 0.010_01 } }),
        networkOf('N-3', { record: { q: 0 } }),
      ],
      snapshot: { expectedByChance: 0.2, changes: [] },
      lake: { kinds: () => [] },
    });
    const { rows, passed, expectedByChance, notShown } = triage(workbench);
    expect(rows.map(({ id }) => id)).toEqual(['N-1', 'N-3']);
    expect([passed, expectedByChance, notShown]).toEqual([2, 0.2, [{ count: 1, why: 'do not pass q ≤ 0.01' }]]);
  });

  it('says of nothing that it is not shown where all pass', () => {
    const workbench = workbenchOf({
      networks: [networkOf('N-1')],
      snapshot: { changes: [] },
      lake: { kinds: () => [] },
    });
    expect(triage(workbench).notShown).toEqual([]);
  });

  const rowOf = (of: Parameters<typeof networkOf>[1]) =>
    triage(
      workbenchOf({
        networks: [networkOf('N-1', of)],
        snapshot: { changes: [] },
        lake: { kinds: () => [...INDICATOR_KINDS] },
      }),
    ).rows[0];
  const point = (feature: string, points: number) => ({ feature, value: '', amount: null, points });

  it('counts the points that speak against a network, of those that are its own', () => {
    const row = rowOf({
      record: { points: [point(ANY_NETWORK, -3), point('a', 2), point('b', 0), point('c', -1), point('d', 0.5)] },
    });
    expect([row.pointsFor, row.pointsOf]).toEqual([2, 4]);
  });

  it('counts the core by kind, in the order of the kinds', () => {
    const held = (kind: string, value: string) => ({ kind, value, bits: 5, members: 2, reach: 2 });
    const row = rowOf({ core: [held('ip', '192.0.2.1'), held('payment-method', 'pm-1'), held('ip', '192.0.2.2')] });
    expect(row.kinds).toEqual([
      { kind: 'payment-method', count: 1 },
      { kind: 'ip', count: 2 },
    ]);
  });

  const weakest = (of: Partial<NetworkRecord['fragility'][number]>): NetworkRecord['fragility'] => [
    { without: 'this card', kind: 'payment-method', value: 'pm-1', remains: 0.4, holds: false, ...of },
    { without: 'this address', kind: 'ip', value: '192.0.2.1', remains: 0.9, holds: true },
  ];

  it.each([
    ['rests on no single thing', { fragility: [] }],
    ['rests on no single thing', { fragility: weakest({ holds: true }) }],
    ['rests on one card', { fragility: weakest({}) }],
    ['rests on payment evidence', { fragility: weakest({ kind: 'family', value: 'payment' }) }],
    ['rests on one day, 2026-03-02', { fragility: weakest({ kind: 'day', value: '2026-03-02' }) }],
    ['Class assignment', { tier: 'benign', fragility: weakest({}), hypotheses: explained }],
    ['rests on one card', { tier: 'review', fragility: weakest({}), hypotheses: explained }],
  ] satisfies [string, Partial<NetworkRecord>][])('notes “%s”', (note, record) => {
    expect(rowOf({ record }).note).toBe(note);
  });
});

const explained: NetworkRecord['hypotheses'] = [
  { id: 'campus-nat', question: 'Campus', answer: 'excluded', figure: '' },
  { id: 'class-assignment', question: 'Class assignment', answer: 'explains', figure: '' },
];

describe('the table of members', () => {
  const day = (text: string): number => Date.parse(`${text}T12:00:00Z`);
  const MEMBERS: readonly PlainMember[] = [
    { id: 'd', bits: 30, exchanges: 5, createdMs: day('2026-03-03'), community: 1 },
    { id: 'b', bits: 20.04, exchanges: 9 },
    { id: 'c', bits: 20, exchanges: 9, createdMs: day('2026-03-01'), community: 1 },
    { id: 'a', bits: 10, exchanges: 1, firstMs: day('2026-03-02') },
  ];
  const ask = async (query: Partial<MembersQuery> = {}, members = MEMBERS) =>
    networkMembers(workbenchWith(networkOf('N-1', { members, communities: ['A-01', 'A-02'] }), networkOf('N-2')), {
      id: 'N-1',
      sort: 'bits',
      direction: 'desc',
      offset: 0,
      limit: 100,
      ...query,
    });
  const idsOf = async (query: Partial<MembersQuery>): Promise<string> =>
    (await ask(query)).rows.map(({ account }) => account).join('');

  it.each([
    ['bits', 'desc', 'dbca'],
    ['bits', 'asc', 'acbd'],
    ['exchanges', 'desc', 'bcda'],
    ['exchanges', 'asc', 'adbc'],
    ['account', 'asc', 'abcd'],
    ['account', 'desc', 'dcba'],
  ] as const)('is in order of %s, %s; of equals the better one is first', async (sort, direction, order) => {
    expect(await idsOf({ sort, direction })).toBe(order);
  });

  it('gives a page of the rows that are asked for, and counts them all', async () => {
    const { rows, total } = await ask({ offset: 1, limit: 2 });
    expect([rows.map(({ account }) => account), total]).toEqual([['b', 'c'], 4]);
  });

  it('shows one community, or nobody of one that there is not', async () => {
    expect(await idsOf({ community: 'A-02' })).toBe('dc');
    expect(await idsOf({ community: 'A-03' })).toBe('');
  });

  it('shows members with so many bits or more, and of those named only members', async () => {
    expect(await idsOf({ minBits: 20 })).toBe('dbc');
    expect(await idsOf({ accounts: ['a', 'nobody', 'c'] })).toBe('ca');
    expect(await idsOf({ accounts: [] })).toBe('');
  });

  it('shows who signed up on some days, or was first seen where that is not known', async () => {
    expect(await idsOf({ from: '2026-03-02', to: '2026-03-03', daysOf: 'sign-ups' })).toBe('da');
    expect(await idsOf({ from: '2026-03-02', daysOf: 'sign-ups' })).toBe('dbca');
  });

  it('writes what is not known as null, shares with their interval, and who contests a member', async () => {
    const { rows } = await ask({}, [
      { id: 'x', bits: 12.34, byFamily: { payment: 7.06, timing: 0.04 }, contested: 1, campaignUses: 1, uses: 4 },
    ]);
    expect(rows[0]).toMatchObject({
      bits: 12.3,
      bitsByFamily: { payment: 7.1 },
      community: 'A-01',
      createdMs: null,
      firstMs: null,
      lastMs: null,
      status: null,
      contestedWith: 'Name of N-2',
      share: 0.25,
    });
    expect(rows[0].shareLow).toBeLessThan(0.25);
    expect(rows[0].shareHigh).toBeGreaterThan(0.25);
  });

  const members = fc.uniqueArray(
    fc.record({ id: fc.string({ minLength: 1 }), createdMs: fc.option(fc.nat(50), { nil: Number.NaN }) }),
    { selector: ({ id }) => id, maxLength: 12 },
  );

  it('puts those whose sign-up is not known after all others, either way round', async () => {
    await fc.assert(
      fc.asyncProperty(members, fc.constantFrom('asc', 'desc'), async (some, direction) => {
        const { rows } = await ask({ sort: 'created', direction }, some);
        const known = some
          .flatMap(({ createdMs }) => (Number.isNaN(createdMs) ? [] : createdMs))
          .toSorted((x, y) => x - y);
        if (direction === 'desc') known.reverse();
        expect(rows.map(({ createdMs }) => createdMs)).toEqual([
          ...known,
          ...Array.from({ length: some.length - known.length }, () => null),
        ]);
      }),
    );
  });
});

describe('bits by family', () => {
  it('are of one member, and without those that round to nothing', () => {
    const columns = new Float32Array(12);
    columns.set([1.26, 0.04, 0, 0, 0.05, 3], 6);
    expect(bitsByFamily(columns, 1)).toEqual({ payment: 1.3, identity: 0.1, timing: 3 });
    expect(bitsByFamily(columns, 1, 100)).toEqual({ payment: 1.26, network: 0.04, identity: 0.05, timing: 3 });
    expect(bitsByFamily(columns, 0)).toEqual({});
  });
});

it('a detection says what it was made with in copies, which a caller may keep', () => {
  const parameters = { mode: 'all' };
  const workbench = workbenchOf({
    networks: [],
    snapshot: { createdMs: 5, parameters, dumps: ['d'], changes: [], unmet: ['S-0001'] },
  });
  const view = detectionView(workbench);
  expect(view).toEqual({
    snapshot: 'snapshot',
    createdMs: 5,
    parameters,
    dumps: ['d'],
    changes: [],
    unmet: ['S-0001'],
  });
  view.parameters['mode'] = 'other';
  view.dumps.push('e');
  expect(detectionView(workbench)).toMatchObject({ parameters: { mode: 'all' }, dumps: ['d'] });
});
