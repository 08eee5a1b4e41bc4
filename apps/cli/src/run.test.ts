import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { iolaus } from './testing/command-line.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'iolaus-cli-'));
});

afterEach(() => {
  process.exitCode = undefined;
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

describe('wrong usage ends with 2 and a sentence', () => {
  it.each([
    [['paint'], "error: unknown command 'paint'"],
    [['network'], "error: missing required argument 'id'"],
    [['link', 'acct_1'], "error: missing required argument 'b'"],
    [['networks', 'N-0001'], "error: too many arguments for 'networks'"],
    [['networks', '--tier', 'act'], "error: unknown option '--tier'"],
    [['networks', '--home'], "error: option '--home <DIR>' argument missing"],
    [['import'], "error: missing required argument 'paths'"],
    [['import', 'x.jsonl', '--engine', 'sqlite'], "argument 'sqlite' is invalid. Allowed choices are duckdb, spark."],
    [['export', 'N-0001'], "error: required option '--out <FILE>' not specified"],
    [['export', 'N-0001', '--out', 'x', '--profile', 'public'], 'Allowed choices are authority.'],
    [['synth', 'lerna'], "error: required option '--out <DIR>' not specified"],
    [['synth', 'lerna', '--out', 'x', '--accounts', 'many'], 'must be a whole number'],
    [['synth', 'lerna', '--out', 'x', '--accounts', ''], 'must be a whole number'],
    [['synth', 'lerna', '--out', 'x', '--exchanges', '1.5'], 'must be a whole number'],
    [['synth', 'lerna', '--out', 'x', '--seed=-1'], 'must be a whole number'],
    [['synth', 'lerna', '--out', 'x', '--seed', '9'.repeat(20)], 'must be a whole number'],
    [['start', '--port', '65536'], 'must be a port number, 0–65535'],
    [['start', '--port', 'http'], 'must be a port number, 0–65535'],
    [['start', '--port', ''], 'must be a port number, 0–65535'],
    [['start', '--port', '0x1248'], 'must be a port number, 0–65535'],
    [['start', '--port=-1'], 'must be a port number, 0–65535'],
  ])('iolaus %j', async (args, sentence) => {
    const { exit, out, err } = await iolaus(...args);
    expect(err).toContain(sentence);
    expect([exit, out]).toEqual([2, '']);
  });

  it('iolaus alone shows the commands', async () => {
    const { exit, err } = await iolaus();
    expect(exit).toBe(2);
    expect(err).toContain('Usage: iolaus [options] [command]');
  });

  it('and shows how the command is used', async () => {
    const { err } = await iolaus('network');
    expect(err).toContain('Usage: iolaus network [options] <id>');
    expect(err).toContain('npx iolaus network N-0001');
  });
});

describe('help', () => {
  it.each([
    [['--help'], 'Usage: iolaus [options] [command]'],
    [['help', 'import'], 'Usage: iolaus import [options] [paths...]'],
    [['export', '--help'], 'npx iolaus export N-0001 --out lerna.zip'],
    [['--version'], '0.1.0'],
  ])('iolaus %j is written to standard output and ends with 0', async (args, text) => {
    const { exit, out, err } = await iolaus(...args);
    expect(out).toContain(text);
    expect([exit, err]).toEqual([0, '']);
  });

  it.each([
    'start',
    'import',
    'detect',
    'networks',
    'network',
    'account',
    'link',
    'search',
    'export',
    'verify',
    'synth',
    'doctor',
  ])('iolaus %s takes --home and --json', async (command) => {
    const { out } = await iolaus(command, '--help');
    expect(out).toContain('--home <DIR>');
    expect(out).toContain('--json');
  });
});

describe('a refusal ends with 1, its code, its sentence and what to do', () => {
  it('iolaus verify of a file that there is not', async () => {
    const path = join(folder, 'absent.zip');
    expect(await iolaus('verify', path)).toEqual({
      exit: 1,
      out: '',
      err: `FILE_MISSING  There is no file or folder ${path}.\n  Check the path.\n`,
    });
  });

  it('iolaus start of a scenario that there is not, before anything is made', async () => {
    const { exit, err } = await iolaus('start', '--scenario', 'nowhere', '--home', join(folder, 'home'));
    expect(exit).toBe(1);
    expect(err).toMatch(/^SCENARIO_UNKNOWN {2}There is no scenario nowhere\.\n {2}Choose one of: .*lerna/);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('and shows a hidden character in it', async () => {
    const { err } = await iolaus('start', '--scenario', '\u001b[2J\u202e', '--home', join(folder, 'home'));
    expect(err).toContain('There is no scenario <U+001B>[2J<U+202E>.');
  });
});
