import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ERRORS, type ErrorCode } from '@iolaus/contracts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { iolaus, type Said } from './testing/command-line.js';

let folder: string;
let home: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'iolaus-refusals-'));
  home = join(folder, 'home');
  mkdirSync(home);
});
afterEach(() => {
  process.exitCode = undefined;
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

/** It ended with 1, and its last words are this refusal and what to do. */
function expectRefused({ exit, err }: Said, code: ErrorCode, facts: RegExp): void {
  const said = err.slice(err.lastIndexOf(`${code}  `));
  expect(said, err).toMatch(facts);
  expect(said.trimEnd().split('\n').at(-1)).toContain(ERRORS[code].hint.split(/[{`]/, 1)[0].trim());
  expect(exit).toBe(1);
}

const inHome = (name: string, text: string): void => writeFileSync(join(home, name), text);
const write = (name: string, content: string | Uint8Array): string => {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
};

const MAPPING = [
  'version: 1',
  'match: "*.jsonl*"',
  'format: jsonl',
  'entity: exchange',
  'fields:',
  '  account: { paths: [account], required: true }',
  '  time: { paths: [at], parse: rfc3339 }',
].join('\n');
const LINES = Array.from({ length: 200 }, (_, at) => `{"account":"acct_${at}","at":"2026-03-01T10:00:00Z"}\n`).join('');

describe('a home that cannot be opened is refused', () => {
  it('while another process has it, by the number of that process', async () => {
    inHome('lock.json', JSON.stringify({ pid: process.ppid, startedMs: 1 }));
    expectRefused(
      await iolaus('networks', '--home', home),
      'HOME_BUSY',
      new RegExp(`The home ${home} is in use by process ${process.ppid}\\.`),
    );
  });

  it('by the line of its constraints that is damaged, and opens again once that is mended', async () => {
    inHome('constraints.jsonl', '{"id":"C-0001"}\n');
    expectRefused(await iolaus('networks', '--home', home), 'CONSTRAINTS_DAMAGED', /constraints\.jsonl.* line 1/);
    rmSync(join(home, 'constraints.jsonl'));
    expectRefused(await iolaus('networks', '--home', home), 'NOTHING_IMPORTED', /Nothing is imported yet/);
  });

  it('by the line of its journal that is damaged', async () => {
    inHome('journal.jsonl', '{"seq":1}\n{"seq":2}\n');
    expectRefused(await iolaus('journal', '--home', home), 'JOURNAL_DAMAGED', /journal\.jsonl.* line 1/);
    expect(readdirSync(home)).not.toContain('lock.json');
  });
});

describe('the service is refused', () => {
  it('a port that another program has, before anything is made of the demo', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const said = await iolaus('start', '--port', String(port), '--no-open', '--home', home);
    other.close();
    expectRefused(said, 'PORT_IN_USE', new RegExp(`Port ${port} is in use\\.`));
    expect(readdirSync(home)).not.toContain('demo');
  });
});

describe('an import ends with 1', () => {
  const imports = (path: string, ...flags: string[]) => {
    write('log.mapping.yaml', MAPPING);
    return iolaus('import', path, '--lake-only', '--home', home, ...flags);
  };

  it('where a dump ends early, after it kept what stood before that', async () => {
    const whole = gzipSync(LINES);
    const said = await imports(write('log.jsonl.gz', whole.subarray(0, whole.length - 40)), '--json');
    expectRefused(said, 'DUMP_INCOMPLETE', /log\.jsonl\.gz ends early at inflated byte \d+/);
    const { accepted, dumps } = JSON.parse(said.out) as { accepted: number; dumps: { incomplete: object }[] };
    expect(accepted).toBeGreaterThan(0);
    expect(dumps[0].incomplete).toMatchObject({ atByte: expect.any(Number) });
  });

  it('where Spark is asked for and no master is named', async () => {
    vi.stubEnv('SPARK_MASTER', '');
    const said = await imports(write('log.jsonl', LINES), '--engine', 'spark');
    expectRefused(said, 'SPARK_MISSING', /No way to run Spark was found: SPARK_MASTER is not set\./);
  });

  it('where counting needs more memory than it may take', async () => {
    vi.stubEnv('IOLAUS_DUCKDB_MB', '1');
    const said = await imports(write('log.jsonl', LINES));
    expectRefused(said, 'LAKE_MEMORY', /more memory than the 1 MB that DuckDB may take/);
  });
});

describe('verify ends with 1', () => {
  it('for what is no bundle, with its reason on the answer and the refusal beside it', async () => {
    const path = write('a.zip', 'no zip');
    const said = await iolaus('verify', path);
    expect(said.out).toMatch(/^Not verified\. Do not rely on this copy\.\n✗ The file is not a bundle/);
    expectRefused(said, 'BUNDLE_INVALID', /Not verified: 1 check failed\./);
  });
});

it('a refusal says nothing of what stood in the file', async () => {
  const secret = 'words of a prompt';
  inHome('journal.jsonl', `{"seq":1,"command":{"text":"${secret}"}}\n{}\n`);
  const { err } = await iolaus('journal', '--home', home);
  expect(readFileSync(join(home, 'journal.jsonl'), 'utf8')).toContain(secret);
  expect(err).not.toContain(secret);
});
