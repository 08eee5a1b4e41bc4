import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { MOST_LIST_CHARACTERS, type MatchAnswer, type MatchHit } from '@iolaus/contracts';
import { run } from '../run.js';

const hit = (of: Partial<MatchHit>): MatchHit => ({
  line: 1,
  entry: '203[.]0[.]113[.]7',
  form: 'ip',
  kind: 'ip',
  value: '203.0.113.7',
  text: null,
  reach: 50,
  outside: 2,
  bits: 7.25,
  classes: [],
  networks: [{ id: 'N-0001', accounts: 48 }],
  reason: null,
  ...of,
});

const ANSWER: MatchAnswer = {
  snapshot: 's',
  lines: 44,
  entries: 1_044,
  counts: { hits: 1, misses: 41, malformed: 1, overCommon: 1, repeated: 1_000 },
  notes: 3,
  hits: [hit({})],
  overCommon: [hit({ line: 2, kind: 'user-agent', value: 'curl\u202e', reason: 'everybody has it' })],
  misses: Array.from({ length: 41 }, (_, at) => ({ line: at + 3, entry: `acct_${at}`, form: 'text' as const })),
  malformed: [{ line: 44, entry: '300.1.2.3', reason: 'has a part above 255' }],
  networks: [{ id: 'N-0001', name: 'Lerna', tier: 'act', accounts: 900, hits: 1, touched: 48, strongest: [] }],
  accounts: {
    rows: [{ account: 'acct_9', held: 1, bits: 7.25, network: 'N-0001', networkName: 'Lerna' }],
    total: 50,
    ranked: 50,
  },
  partial: ['10.0.0.0/8: of each part only the first 1,000 addresses were looked through.'],
};

const match = vi.fn((_: { text: string }) => ANSWER);
vi.mock('../session.js', async (original) => ({
  ...(await original<typeof import('../session.js')>()),
  withSession: (_home: string, work: (session: unknown) => unknown) =>
    work({ api: { search: { match } }, workbench: undefined }),
}));

let [out, err] = ['', ''];
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'iolaus-list-'));
  [out, err] = ['', ''];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((err += String(text)), true));
});

afterEach(() => {
  vi.restoreAllMocks();
  match.mockClear();
  process.exitCode = undefined;
  rmSync(folder, { recursive: true });
});

const fileOf = (text: string): string => {
  const path = join(folder, 'list.txt');
  writeFileSync(path, text);
  return path;
};

it('tells what became of a list: counts first, then each class, then accounts', async () => {
  await run(['match', fileOf('203[.]0[.]113[.]7\n')]);
  expect(match).toHaveBeenCalledWith({ text: '203[.]0[.]113[.]7\n' });
  const lines = out.trimEnd().split('\n');
  expect(lines.slice(0, 11)).toEqual([
    '1,044 entries in 44 lines: hits 1, misses 41, malformed 1, over-common 1, repeated 1,000.',
    '3 words beside values are known to nobody.',
    '10.0.0.0/8: of each part only the first 1,000 addresses were looked through.',
    '',
    'Hits',
    'line  kind  value        accounts  bits  networks',
    '   1  ip    203.0.113.7        50  7.3   Lerna (48)',
    '',
    'Over-common',
    'line  kind        value         reason',
    '   2  user-agent  curl<U+202E>  everybody has it',
  ]);
  expect(lines).toContain('Misses, 40 of 41; --json gives more');
  expect(lines.slice(-3)).toEqual([
    'Accounts that touch the hits, 1 of 50; --json gives more',
    'account  hits  bits  network',
    'acct_9      1  7.3   Lerna',
  ]);
});

it('is the answer with --json', async () => {
  await run(['match', fileOf('acct_1'), '--json']);
  expect(JSON.parse(out)).toEqual(ANSWER);
});

it('reads standard input where the file is called -', async () => {
  vi.spyOn(process, 'stdin', 'get').mockReturnValue(Readable.from(['acct_1\n', 'acct_2']) as typeof process.stdin);
  await run(['match', '-']);
  expect(match).toHaveBeenCalledWith({ text: 'acct_1\nacct_2' });
});

it.each([
  ['a file that is not there', () => join(folder, 'none'), 'FILE_MISSING'],
  ['a folder', () => folder, 'FILE_MISSING'],
  ['an empty list', () => fileOf(' \n'), 'BAD_INPUT'],
  ['a list over 2 MB', () => fileOf('a'.repeat(MOST_LIST_CHARACTERS + 1)), 'LIST_TOO_LONG'],
])('refuses %s', async (_, path, code) => {
  await run(['match', path()]);
  expect([process.exitCode, match.mock.calls.length]).toEqual([1, 0]);
  expect(err).toContain(code);
});
