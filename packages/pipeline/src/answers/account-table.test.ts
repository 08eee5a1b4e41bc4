import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ACCOUNT_WINDOW, accountQuery, type AccountTableRow } from '@iolaus/contracts';
import type { AccountCell, AccountKey } from '@iolaus/ingest';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { networkOf, workbenchOf } from '../testing/snapshots.js';
import type { Workbench } from '../workbench.js';
import { accountCounts, accountsFile, accountWindow } from './account-table.js';

fc.configureGlobal({ seed: 20_260_301 });

// No earlier snapshot is kept.
const snapshots = mkdtempSync(join(tmpdir(), 'iolaus-table-'));
afterAll(() => rmSync(snapshots, { recursive: true }));

const rowOf = (n: number, of: Partial<AccountTableRow> = {}): AccountTableRow => ({
  id: `acct_${n}`,
  network: null,
  tier: null,
  bits: null,
  exchanges: n,
  created: null,
  first: null,
  last: null,
  status: null,
  programme: null,
  organisation: null,
  email_domain: null,
  country: null,
  verdict: null,
  ...of,
});

/** A lake of so many accounts whose key is their place, and what was asked of it. */
function lakeOf(count: number, row = rowOf) {
  const asked = { pages: [] as { after: number; limit: number }[], marks: 0, placed: 0, cells: [] as string[] };
  const keyOf = (n: number): AccountKey => ({ value: n, n });
  const lake: Partial<Workbench['lake']> = {
    rollupId: () => Promise.resolve('rollup'),
    placeAccounts: () => {
      asked.placed++;
      return Promise.resolve();
    },
    accountPage: ({ after, limit }) => {
      const from = after === null ? 0 : after.n + 1;
      const to = Math.min(count, from + limit);
      asked.pages.push({ after: from, limit });
      const rows = Array.from({ length: Math.max(0, to - from) }, (_, at) => row(from + at));
      return Promise.resolve({ rows, last: rows.length === 0 ? null : keyOf(to - 1) });
    },
    accountMarks: ({ every }) => {
      asked.marks++;
      return Promise.resolve(Array.from({ length: Math.floor(count / every) }, (_, at) => keyOf((at + 1) * every - 1)));
    },
    accountCells: ({ find = '' }) => {
      asked.cells.push(find);
      return Promise.resolve<AccountCell[]>([[0, 1, 0, 0, 0, 0, 32, find === '' ? count : 1]]);
    },
  };
  return { lake, asked };
}

const verdicts = new Map<string, { readonly id: string; readonly command: object }>();
const benchOf = (lake: Partial<Workbench['lake']>): Workbench =>
  workbenchOf({
    networks: [networkOf('N-1')],
    lake,
    others: { home: { snapshots }, casebook: { state: { content: { verdicts } } } },
  });
const query = accountQuery.parse({});

describe('a window of the accounts', () => {
  it('has the rows of its place, in whatever order windows are asked for, and reads few that it does not show', async () => {
    const some = fc.array(fc.nat(40), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(fc.nat(3500), some, async (count, windows) => {
        const { lake, asked } = lakeOf(count);
        const workbench = benchOf(lake);
        for (const window of windows) {
          const { rows } = await accountWindow(workbench, query, window);
          const from = window * ACCOUNT_WINDOW;
          const length = Math.max(0, Math.min(ACCOUNT_WINDOW, count - from));
          expect(rows.map(({ id }) => id)).toEqual(Array.from({ length }, (_, at) => `acct_${from + at}`));
        }
        // Behind the last mark a window may lie anywhere: nothing is known of it but that it is empty.
        const inside = asked.pages.filter(({ after }) => after + 1000 <= count);
        expect(Math.max(0, ...inside.map(({ limit }) => limit))).toBeLessThanOrEqual(1000);
        expect(asked.placed).toBe(1);
      }),
      { numRuns: 40 },
    );
  });

  it('is read from the key before it when one follows the other', async () => {
    const { lake, asked } = lakeOf(1000);
    const workbench = benchOf(lake);
    for (const window of [0, 1, 2, 1]) await accountWindow(workbench, query, window);
    expect([asked.pages.map(({ limit }) => limit), asked.marks]).toEqual([[100, 100, 100, 100], 0]);
  });

  it('does not take the keys of another query', async () => {
    const { lake, asked } = lakeOf(1000);
    const workbench = benchOf(lake);
    await accountWindow(workbench, query, 0);
    await accountWindow(workbench, { ...query, direction: 'asc' }, 1);
    expect(asked.pages.at(-1)).toEqual({ after: 0, limit: 200 });
  });

  it('is told anew where accounts stand after a verdict', async () => {
    const { lake, asked } = lakeOf(10);
    const workbench = benchOf(lake);
    await accountWindow(workbench, query, 0);
    verdicts.set('account a', {
      id: 'S-0001',
      command: { verb: 'verdict', subject: { on: 'account', id: 'a' }, verdict: 'cleared' },
    });
    await accountWindow(workbench, query, 0);
    verdicts.clear();
    expect(asked.placed).toBe(2);
  });

  it('asks again where telling it failed', async () => {
    const { lake } = lakeOf(10);
    const answers = [Promise.reject(new Error('the lake is busy')), Promise.resolve()];
    const workbench = benchOf({ ...lake, placeAccounts: () => answers.shift()! });
    await expect(accountWindow(workbench, query, 0)).rejects.toThrow('the lake is busy');
    expect((await accountWindow(workbench, query, 0)).rows).toHaveLength(10);
  });
});

describe('counts of the accounts', () => {
  it('are read once for a text, and remember that of all', async () => {
    const { lake, asked } = lakeOf(7);
    const workbench = benchOf(lake);
    for (const find of ['a', 'b', 'a']) await accountCounts(workbench, { ...query, find });
    expect(asked.cells.toSorted()).toEqual(['', 'a', 'b']);
    expect(await accountCounts(workbench, { ...query, find: 'a' })).toMatchObject({
      all: 7,
      total: 1,
      without: { find: 7 },
    });
  });
});

describe('the file of the accounts', () => {
  const read = async (lake: Partial<Workbench['lake']>, json: string): Promise<string> => {
    let text = '';
    for await (const piece of accountsFile(benchOf(lake), json)) text += piece;
    return text;
  };

  it('has the columns that are asked for in their order, times as dates, and text that no spreadsheet runs', async () => {
    const { lake } = lakeOf(2, (n) =>
      rowOf(n, { id: n === 0 ? '=1+1' : 'a,b', first: Date.UTC(2026, 2, 1, 12), bits: -0.5 }),
    );
    expect(await read(lake, JSON.stringify({ columns: ['first', 'id', 'bits', 'created'] }))).toBe(
      'first,id,bits,created\r\n2026-03-01T12:00:00.000Z,\'=1+1,-0.5,\r\n2026-03-01T12:00:00.000Z,"a,b",-0.5,\r\n',
    );
  });

  it.each([0, 5000, 5001])('has all of %d accounts, each once', async (count) => {
    const { lake } = lakeOf(count);
    const lines = (await read(lake, '{"columns":["id"]}')).split('\r\n');
    expect(lines.length - 2).toBe(count);
    expect(new Set(lines).size).toBe(count + 2);
  });

  it.each(['', 'null', '{}', '{"columns":[]}', '{"columns":["password"]}', '{"columns":["id"],"sort":"rowid"}'])(
    'is refused for the query %j',
    async (json) => {
      await expect(read(lakeOf(1).lake, json)).rejects.toThrow('the query of the file is none');
    },
  );
});
