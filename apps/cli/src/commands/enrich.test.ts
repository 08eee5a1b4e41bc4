import { resolve } from 'node:path';
import type { Api, EnrichmentFile } from '@iolaus/contracts';
import { afterEach, expect, it, vi } from 'vitest';
import { run } from '../run.js';

const FILE: EnrichmentFile = {
  kind: 'vpn',
  name: 'vpn.txt',
  sha256: '9f86d081884c7d65'.repeat(4),
  rows: 3,
  addedMs: 1,
};
const add = vi.fn((_: unknown) => FILE);
const remove = vi.fn((_: unknown) => [FILE]);
let files = [FILE];

vi.mock('../session.js', async (original) => ({
  ...(await original<typeof import('../session.js')>()),
  withSession: (_home: string, work: (session: { api: Api }) => unknown) =>
    work({
      api: {
        enrichment: { add, remove, list: () => files },
        dumps: {
          import: () => {
            throw new Error('imported');
          },
          dryRun: () => {
            throw new Error('dry run');
          },
        },
      } as unknown as Api,
    }),
}));

afterEach(() => {
  process.exitCode = undefined;
  vi.restoreAllMocks();
  add.mockClear();
});

async function iolaus(...args: readonly string[]): Promise<string> {
  let out = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true));
  vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
  await run(args);
  return out;
}

it('gives the files of every flag to the lake before the dumps', async () => {
  await iolaus(
    'import',
    'a.jsonl',
    '--vpn',
    'v1',
    '--bins',
    'b',
    '--vpn',
    'v2',
    '--public-prompts',
    'p',
    '--asn',
    'm.mmdb',
  );
  expect(add.mock.calls.map(([given]) => given)).toEqual([
    { kind: 'asn', path: resolve('m.mmdb') },
    { kind: 'vpn', path: resolve('v1') },
    { kind: 'vpn', path: resolve('v2') },
    { kind: 'public-prompts', path: resolve('p') },
    { kind: 'bin', path: resolve('b') },
  ]);
});

it('adds nothing in a dry run', async () => {
  await iolaus('import', 'a.jsonl', '--dry-run', '--vpn', 'v1');
  expect(add).not.toHaveBeenCalled();
});

it('lists the files', async () => {
  expect(await iolaus('enrich')).toMatch(/vpn +vpn\.txt +3 +9f86d081884c\n/);
  expect(JSON.parse(await iolaus('enrich', '--json'))).toEqual([FILE]);
  files = [];
  expect(await iolaus('enrich')).toContain('--asn');
});

it('takes a file away', async () => {
  expect(await iolaus('enrich', '--remove', '9f86d081')).toContain('vpn.txt');
  expect(remove).toHaveBeenCalledWith({ sha256: '9f86d081' });
});
