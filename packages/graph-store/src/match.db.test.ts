import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GraphStore } from './graph-store.js';
import { buildFeed } from './testing/build-feed.js';
import { buildPublication } from './testing/build-publication.js';
import { buildTables, type Sight } from './testing/build-tables.js';
import { openEmptyGraph } from './testing/test-graph.js';

/** Addresses of seventeen networks. */
const MANY: Sight[] = Array.from({ length: 340 }, (_, at) => ['acct_many', 'ip', `10.${at % 17}.0.${at}`]);
const TABLES = buildTables([
  ['acct_a', 'payment-method', 'card_1', 2],
  ['acct_a', 'ip', '192.0.2.1', 5],
  ['acct_a', 'subnet', '192.0.2.0/24', 5],
  ['acct_b', 'payment-method', 'card_1'],
  ['acct_b', 'ip', '192.0.2.1', 3],
  ['acct_c', 'payment-method', 'card_1'],
  ['acct_d', 'ip', '192.0.2.1'],
  ['acct_d', 'ip', '192.0.22.9'],
  ['acct_e', 'user-agent', '192.0.2.1'],
  ...MANY,
]);
let graph: GraphStore;

beforeAll(async () => {
  graph = await openEmptyGraph();
  await graph.load(buildFeed(TABLES));
  const networks = [
    { id: 'N-1', name: 'Lerna reed', members: ['acct_a', 'acct_b'], core: ['payment-method:card_1'] },
    { id: 'N-2', name: 'Lerna moor', members: ['acct_c'], core: ['payment-method:card_1'] },
  ];
  await graph.publish(buildPublication(TABLES, 'S-1', networks));
});
afterAll(() => graph.close());

describe('a list in the graph', () => {
  it('finds indicators of every kind by their value, each once', async () => {
    const rows = await graph.matchValues(['192.0.2.1', 'card_1', '192.0.2.1', 'nobody', "' OR 1=1 //", '']);
    expect(rows).toHaveLength(3);
    expect(new Set(rows.map(({ kind, value, reach }) => `${kind} ${value} ${reach}`))).toEqual(
      new Set(['ip 192.0.2.1 3', 'payment-method card_1 3', 'user-agent 192.0.2.1 1']),
    );
  });

  it('finds accounts by their id, with their network', async () => {
    expect(await graph.matchAccounts(['acct_d', 'acct_b', 'acct_b', 'acct_none'])).toEqual([
      { id: 'acct_d', network: null },
      { id: 'acct_b', network: 'N-1' },
    ]);
  });

  it('finds more values than one question takes', async () => {
    const nobody = Array.from({ length: 4_200 }, (_, at) => `nobody_${at}`);
    const rows = await graph.matchValues(['card_1', ...nobody, '192.0.22.9']);
    expect(rows.map(({ value }) => value)).toEqual(['card_1', '192.0.22.9']);
  });

  it('finds what begins with a text, of the kinds alone, and says which texts it asked for', async () => {
    const { rows, asked } = await graph.matchPrefixes({
      prefixes: ['192.0.2.', '203.0.113.'],
      kinds: ['ip', 'subnet'],
      most: 10,
      mostRows: 10,
    });
    expect(rows.map(({ prefix, kind, value }) => [prefix, kind, value])).toEqual([
      ['192.0.2.', 'ip', '192.0.2.1'],
      ['192.0.2.', 'subnet', '192.0.2.0/24'],
    ]);
    expect(asked).toBe(2);
  });

  it('gives no more of a text than asked, and asks for no further text when it has enough', async () => {
    const of = { kinds: ['ip'], most: 3 };
    expect((await graph.matchPrefixes({ ...of, prefixes: ['10.0.'], mostRows: 10 })).rows).toHaveLength(3);
    const prefixes = Array.from({ length: 120 }, (_, at) => `10.${at % 17}.0.${at}`);
    const { rows, asked } = await graph.matchPrefixes({ ...of, prefixes, mostRows: 10 });
    expect([asked, rows.length >= 10]).toEqual([50, true]);
  });

  it('counts the members of each network that hold an indicator', async () => {
    const rows = await graph.matchNetworks([
      { kind: 'payment-method', value: 'card_1', reach: 3 },
      { kind: 'ip', value: '192.0.2.1', reach: 300_000 },
      { kind: 'ip', value: '192.0.22.9', reach: 1 },
    ]);
    expect(rows).toHaveLength(3);
    expect(new Set(rows.map(({ value, network, accounts }) => `${value} ${network} ${accounts}`))).toEqual(
      new Set(['192.0.2.1 N-1 2', 'card_1 N-1 2', 'card_1 N-2 1']),
    );
  });

  it('ranks accounts by the hits that they hold, then by bits; an account that is named holds one more', async () => {
    const query = {
      indicators: [
        { kind: 'payment-method', value: 'card_1', bits: 9 },
        { kind: 'ip', value: '192.0.2.1', bits: 4 },
      ],
      accounts: ['acct_d'],
    };
    const rows = await graph.matchHolders({ ...query, limit: 10 });
    expect(rows.map(({ account, held, bits, network }) => [account, held, bits, network])).toEqual([
      ['acct_a', 2, 13, 'N-1'],
      ['acct_b', 2, 13, 'N-1'],
      ['acct_d', 2, 4, null],
      ['acct_c', 1, 9, 'N-2'],
    ]);
    expect(await graph.matchHolders({ ...query, limit: 1 })).toEqual([
      { account: 'acct_a', held: 2, bits: 13, network: 'N-1', networkName: 'Lerna reed' },
    ]);
    expect(await graph.matchTouched({ ...query, most: 1 })).toEqual([
      { network: 'N-1', accounts: 2, strongest: ['acct_a'] },
      { network: 'N-2', accounts: 1, strongest: ['acct_c'] },
      { network: null, accounts: 1, strongest: [] },
    ]);
  });

  it('answers nothing with nothing', async () => {
    expect(await graph.matchValues([])).toEqual([]);
    expect(await graph.matchNetworks([])).toEqual([]);
    expect(await graph.matchHolders({ indicators: [], accounts: [], limit: 10 })).toEqual([]);
    expect(await graph.matchTouched({ indicators: [], accounts: [], most: 1 })).toEqual([]);
  });
});
