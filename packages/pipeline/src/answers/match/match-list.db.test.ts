import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { LakeTables, MatchAnswer } from '@iolaus/contracts';
// The built package: detection runs in a worker thread, which needs JavaScript.
import { answers, importDumps, Workbench } from '@iolaus/pipeline';
import { recountLake, type Recount } from '../../testing/recount-lake.js';

const TINY = join(import.meta.dirname, '../../../../../seed-data/tiny');
const home = mkdtempSync(join(tmpdir(), 'iolaus-match-'));
let workbench: Workbench;
let tables: LakeTables;
let lake: Recount;
let networkOf: ReadonlyMap<string, string>;

beforeAll(async () => {
  const { uri, user, password } = inject('neo4j');
  const env = { NEO4J_URI: uri, NEO4J_USER: user, NEO4J_PASSWORD: password };
  workbench = await Workbench.open({ home, env });
  await importDumps(workbench, { paths: [TINY], lakeOnly: false });
  const made = await workbench.detect({ publish: true });
  ({ tables } = made);
  lake = recountLake(tables);
  networkOf = new Map(
    made.detection.networks.flatMap(({ record, members }) =>
      Array.from(members.account, (a) => [tables.sightings.accounts[a], record.id] as const),
    ),
  );
});

afterAll(async () => {
  await workbench.close();
  rmSync(home, { recursive: true });
});

const valuesOf = (kind: string, most: number): string[] =>
  [...new Set(lake.seen.filter((each) => each.kind === kind).map(({ value }) => value))].slice(0, most);
const holdersOf = ({ kind, value }: { readonly kind: string; readonly value: string }): string[] =>
  lake.ofIndicator(kind, value).map(({ account }) => account);
const total = ({ hits, misses, malformed, overCommon, repeated }: MatchAnswer['counts']): number =>
  hits + misses + malformed + overCommon + repeated;

/** Addresses, cards, templates and accounts of the data, defanged, among what it does not know. */
function mixed(): string {
  const known = [
    ...valuesOf('ip', 40).map((value) => value.replaceAll('.', '[.]')),
    ...valuesOf('payment-method', 20),
    ...valuesOf('prompt-template', 4),
    ...valuesOf('user-agent', 3),
    ...tables.sightings.accounts.slice(0, 10),
  ];
  return [...known, known[0], '203[.]0[.]113[.]99', 'nobody', '300.1.2.3', '[]', '# a comment'].join('\n');
}

describe('a list that is matched', () => {
  it('has every entry in one class', async () => {
    const answer = await answers.matchList(workbench, mixed());
    expect(total(answer.counts)).toBe(answer.entries);
    expect(answer.counts).toMatchObject({ misses: 2, malformed: 2, repeated: 1 });
    expect(answer.entries).toBe(mixed().split('\n').length - 1);
    expect(answer.snapshot).toBe(workbench.snapshot().id);
  });

  it('says of each indicator what a recount says: holders, those in no network, and networks', async () => {
    const { hits, overCommon } = await answers.matchList(workbench, mixed());
    const found = [...hits, ...overCommon].filter(({ kind }) => kind !== 'account');
    expect(found.length).toBeGreaterThan(60);
    for (const hit of found) {
      const holders = holdersOf(hit);
      const inside = holders.filter((account) => networkOf.has(account));
      expect([hit.reach, hit.outside]).toEqual([holders.length, holders.length - inside.length]);
      for (const { id, accounts } of hit.networks)
        expect(accounts).toBe(inside.filter((account) => networkOf.get(account) === id).length);
      expect(hit.networks.reduce((sum, { accounts }) => sum + accounts, 0)).toBe(inside.length);
    }
  });

  it('ranks the accounts that touch its hits as a recount does, page by page', async () => {
    const text = mixed();
    const { hits, accounts, networks } = await answers.matchList(workbench, text);
    const distinct = new Map(hits.map((hit) => [`${hit.kind} ${hit.value}`, hit]));
    const held = new Map<string, number>();
    for (const hit of distinct.values())
      for (const account of hit.kind === 'account' ? [hit.value] : holdersOf(hit))
        held.set(account, (held.get(account) ?? 0) + 1);
    expect(accounts.total).toBe(held.size);
    const rows: MatchAnswer['accounts']['rows'] = [];
    for (let offset = 0; offset < held.size; offset += 30)
      rows.push(...(await answers.matchedAccounts(workbench, { text, offset, limit: 30 })).rows);
    expect(new Map(rows.map((row) => [row.account, row.held]))).toEqual(held);
    expect(rows.map((row) => row.held)).toEqual(rows.map((row) => row.held).toSorted((x, y) => y - x));
    for (const row of rows) expect(row.network).toBe(networkOf.get(row.account) ?? null);
    for (const { id, touched, strongest } of networks) {
      const own = rows.filter(({ network }) => network === id).map(({ account }) => account);
      expect([touched, strongest]).toEqual([own.length, own.slice(0, 50)]);
    }
  });

  it('finds the addresses and the subnet of a network', async () => {
    const [subnet = ''] = valuesOf('subnet', 1);
    const { hits, overCommon } = await answers.matchList(workbench, subnet.replace('.0/24', '[.]77/24'));
    const start = subnet.replace(/0\/24$/, '');
    const inside = lake.seen
      .filter(({ kind, value }) => (kind === 'ip' && value.startsWith(start)) || value === subnet)
      .map(({ value }) => value);
    expect([...hits, ...overCommon].map(({ value }) => value).toSorted()).toEqual([...new Set(inside)].toSorted());
  });

  it('that was saved tells what is new since then, and nothing where nothing changed or the text did', async () => {
    const text = mixed();
    await answers.keepCommand(workbench, { command: { verb: 'save-list', name: 'Peer', text } });
    const { since } = await answers.matchSavedList(workbench, { text, list: 'Peer' });
    expect(since).toMatchObject({ name: 'Peer', hits: [], goneHits: 0, accounts: [], newAccounts: 0 });
    expect((await answers.matchSavedList(workbench, { text: `${text}\nacct_0`, list: 'Peer' })).since).toBeUndefined();
    expect((await answers.matchSavedList(workbench, { text })).since).toBeUndefined();
  });

  it('sets apart what a constraint leaves out of detection', async () => {
    const { hits } = await answers.matchList(workbench, valuesOf('ip', 1)[0]);
    expect(hits).toHaveLength(1);
    const rule = { verb: 'share-indicator', kind: 'ip', value: hits[0].value } as const;
    const { constraint, job } = answers.addConstraint(workbench, { rule, reason: 'an office', author: 'Ada' });
    for await (const state of workbench.jobs.watch(job.id)) if (state.error) throw new Error(state.error.sentence);
    const { overCommon, accounts } = await answers.matchList(workbench, hits[0].value);
    expect(overCommon).toMatchObject([{ bits: 0, reason: `constraint ${constraint.id} leaves it out of detection` }]);
    expect(accounts.total).toBe(0);
  });

  it('is refused where it has more than 50,000 entries', async () => {
    const list = Array.from({ length: 50_001 }, (_, at) => `acct_${at}`).join(',');
    await expect(answers.matchList(workbench, list)).rejects.toMatchObject({ code: 'LIST_TOO_LONG' });
  });

  it('is empty where nothing of it is an entry', async () => {
    expect(await answers.matchList(workbench, '# nothing\n')).toMatchObject({
      entries: 0,
      accounts: { rows: [], total: 0 },
      networks: [],
    });
  });
});
