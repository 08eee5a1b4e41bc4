import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Workbench } from '@iolaus/pipeline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { namedFile, namedMapping } from './named-files.js';
import type { CallContext } from './router.js';

let root: string;
const inRoot = (name: string): string => join(root, name);
const contextOf = (caller: 'browser' | 'local', dumps = ''): CallContext => ({
  caller,
  workbench: {
    home: { inbox: inRoot('inbox') },
    env: { IOLAUS_DUMPS: dumps },
    lake: { dumps: () => [{ path: inRoot('logs/known.jsonl') }] },
  } as unknown as Workbench,
});

beforeAll(() => {
  root = realpathSync(mkdtempSync(join(tmpdir(), 'iolaus-named-')));
  for (const folder of ['inbox/batch', 'logs', 'inbox-of-another']) mkdirSync(inRoot(folder), { recursive: true });
  for (const file of ['inbox/batch/a.jsonl', 'logs/b.jsonl', 'secret', 'inbox-of-another/c.jsonl'])
    writeFileSync(inRoot(file), 'row');
  symlinkSync(inRoot('secret'), inRoot('inbox/batch/link.jsonl'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('a browser', () => {
  it('may name what it sent', () => {
    expect(namedFile(contextOf('browser'), inRoot('inbox/batch/a.jsonl'))).toBe(inRoot('inbox/batch/a.jsonl'));
  });

  it.each([
    'secret',
    'logs/b.jsonl',
    'inbox/../secret',
    'inbox/batch/link.jsonl',
    'inbox-of-another/c.jsonl',
    'inbox/batch/absent.jsonl',
    'inbox/a\u0000.jsonl',
    '',
  ])('may not name %j', (name) => {
    expect(() => namedFile(contextOf('browser'), inRoot(name))).toThrow(/may not name/);
  });

  it('may name what lies in a folder that the environment opens', () => {
    const context = contextOf('browser', `${inRoot('absent')}:${inRoot('logs')}`);
    expect(namedFile(context, inRoot('logs/b.jsonl'))).toBe(inRoot('logs/b.jsonl'));
    expect(() => namedFile(context, inRoot('secret'))).toThrow(/may not name/);
  });

  it('may name a dump of the lake', () => {
    expect(namedFile(contextOf('browser'), inRoot('logs/known.jsonl'))).toBe(inRoot('logs/known.jsonl'));
  });

  it('may write a mapping, but name no mapping elsewhere', () => {
    expect(namedMapping(contextOf('browser'), 'version: 1\nformat: csv')).toEqual({
      mapping: 'version: 1\nformat: csv',
    });
    expect(() => namedMapping(contextOf('browser'), inRoot('secret'))).toThrow(/may not name/);
  });
});

it('a local command may name any file', () => {
  expect(namedFile(contextOf('local'), inRoot('secret'))).toBe(inRoot('secret'));
});
