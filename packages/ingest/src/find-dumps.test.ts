import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findDumps } from './find-dumps.js';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'iolaus-find-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const at = (path: string): string => join(root, path);

function write(path: string, text = ''): void {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), text);
}

function writeMapping(path: string, match: string): void {
  const lines = [
    'version: 1',
    `match: "${match}"`,
    'format: jsonl',
    'entity: exchange',
    'fields: { account: { paths: [a] } }',
  ];
  write(path, lines.join('\n'));
}

/** Dumps and the mapping of each, as paths under the root. */
async function found(paths: readonly string[], mapping?: string): Promise<[string, string][]> {
  const dumps = await findDumps(paths.map(at), mapping === undefined ? undefined : at(mapping));
  return dumps.map((dump) => [relative(root, dump.path), relative(root, dump.mapping.path)]);
}

describe('findDumps', () => {
  it('finds the dumps of a folder that a mapping fits, in the order of their paths', async () => {
    writeMapping('logs/mapping.yaml', '*.jsonl');
    for (const name of ['logs/b.jsonl', 'logs/a.jsonl', 'logs/notes.txt', 'logs/.a.jsonl']) write(name);
    expect(await found(['logs'])).toEqual([
      ['logs/a.jsonl', 'logs/mapping.yaml'],
      ['logs/b.jsonl', 'logs/mapping.yaml'],
    ]);
  });

  it('gives each file the first mapping by name that fits it', async () => {
    writeMapping('a.mapping.yml', 'a*');
    writeMapping('b.mapping.yaml', '*');
    write('a1');
    write('b1');
    expect(await found([''])).toEqual([
      ['a1', 'a.mapping.yml'],
      ['b1', 'b.mapping.yaml'],
    ]);
  });

  it('looks in the folders above, up to the named one', async () => {
    writeMapping('mapping.yaml', '*');
    writeMapping('logs/mapping.yaml', '*.jsonl');
    write('logs/2026/03/a.jsonl');
    expect(await found(['logs'])).toEqual([['logs/2026/03/a.jsonl', 'logs/mapping.yaml']]);
  });

  it('takes a mapping beside the file before one above it', async () => {
    writeMapping('mapping.yaml', '*');
    writeMapping('logs/mapping.yaml', '*');
    write('logs/a');
    expect(await found([''])).toEqual([['logs/a', 'logs/mapping.yaml']]);
  });

  it('does not look above the folder that was named', async () => {
    writeMapping('mapping.yaml', '*');
    write('logs/a');
    await expect(found(['logs'])).rejects.toThrow(expect.objectContaining({ code: 'MAPPING_MISSING' }));
  });

  it('finds a file that is named by itself', async () => {
    writeMapping('mapping.yaml', '*.jsonl');
    write('a.jsonl');
    write('b.jsonl');
    expect(await found(['a.jsonl'])).toEqual([['a.jsonl', 'mapping.yaml']]);
  });

  it('finds a file once that was named twice', async () => {
    writeMapping('mapping.yaml', '*.jsonl');
    write('a.jsonl');
    expect(await found(['a.jsonl', '', 'a.jsonl'])).toHaveLength(1);
  });

  it('refuses a file that no mapping fits', async () => {
    writeMapping('mapping.yaml', '*.csv');
    write('a.jsonl');
    await expect(found(['a.jsonl'])).rejects.toThrow(
      expect.objectContaining({
        code: 'MAPPING_MISSING',
        facts: { path: at('a.jsonl'), candidates: 'none looks like it' },
      }),
    );
  });

  it('refuses a folder without dumps, also beside one whose name goes on', async () => {
    writeMapping('logs-old/mapping.yaml', '*');
    write('logs-old/a');
    write('logs/b');
    await expect(found(['logs-old', 'logs'])).rejects.toThrow(
      expect.objectContaining({
        code: 'MAPPING_MISSING',
        facts: { path: at('logs'), candidates: 'none of its files is one' },
      }),
    );
  });

  it('refuses a path that is not there', async () => {
    await expect(found(['nothing'])).rejects.toThrow(expect.objectContaining({ code: 'FILE_MISSING' }));
    write('a');
    await expect(found(['a'], 'nothing.yaml')).rejects.toThrow(expect.objectContaining({ code: 'FILE_MISSING' }));
  });

  describe('without a mapping file', () => {
    const charge =
      '{"object":"charge","amount":500,"currency":"usd","created":1795327121,"customer":"cus_1","payment_method_details":{"type":"card","card":{"fingerprint":"Q7dLm2"}}}\n';

    it('takes the known format that the records are of, and names it', async () => {
      write('stripe.jsonl', charge);
      const [dump] = await findDumps([at('stripe.jsonl')]);
      expect(dump).toMatchObject({
        preset: 'stripe-charges',
        mapping: { path: 'preset:stripe-charges', entity: 'payment' },
      });
      expect(dump.mapping.match).toBe('stripe.jsonl');
    });

    it('prefers a mapping file that fits', async () => {
      write('stripe.jsonl', charge);
      writeMapping('mapping.yaml', '*');
      expect(await found(['stripe.jsonl'])).toEqual([['stripe.jsonl', 'mapping.yaml']]);
    });

    it('leaves out of a folder what is no log, and tells why', async () => {
      write('stripe.jsonl', charge);
      write('notes.txt', 'Dear all,\nsee below.\n');
      write('old.docx', 'PK\u0003\u0004 and so on');
      const left: string[] = [];
      const dumps = await findDumps([at('')], undefined, ({ path, reason }) =>
        left.push(`${relative(root, path)}: ${reason}`),
      );
      expect(dumps).toHaveLength(1);
      expect(left).toEqual([
        expect.stringMatching(/^notes.txt: No mapping file fits .*none looks like it/),
        expect.stringMatching(/^old.docx: The format zip/),
      ]);
    });

    it('names those that came near, and where the account may be', async () => {
      write('a.jsonl', charge.replace('"customer"', '"user_id"').replace('"created":1795327121', '"created":17'));
      await expect(found(['a.jsonl'])).rejects.toMatchObject({
        code: 'MAPPING_MISSING',
        facts: {
          candidates: expect.stringMatching(
            /^stripe-charges \d+ %; the account may be user_id$|the account may be user_id$/,
          ),
        },
      });
    });

    it('finds by a glob', async () => {
      write('2026/a/stripe.jsonl', charge);
      write('2026/b/stripe.jsonl', charge);
      expect(await findDumps([at('2026/**/*.jsonl')])).toHaveLength(2);
    });
  });

  describe('with a mapping given', () => {
    it('reads a named file by it, whatever its match', async () => {
      writeMapping('given.yaml', '*.jsonl');
      write('a.log');
      expect(await found(['a.log'], 'given.yaml')).toEqual([['a.log', 'given.yaml']]);
    });

    it('takes of a folder what it fits, and looks at no other mapping', async () => {
      writeMapping('given.yaml', 'a*');
      writeMapping('logs/mapping.yaml', '*');
      write('logs/a1');
      write('logs/b1');
      expect(await found(['logs'], 'given.yaml')).toEqual([['logs/a1', 'given.yaml']]);
    });
  });
});
