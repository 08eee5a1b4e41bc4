import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { strFromU8, strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { bagOf, manifestOf, textOf, unzipBag, zipBag, type BagFiles } from './bag.js';
import { checkSignature } from './sshsig.js';
import { keyOf } from './testing/bundle.js';

fc.configureGlobal({ seed: 7 });

const payload = new Map([
  ['data/b.txt', strToU8('beta')],
  ['data/a.txt', strToU8('alpha!')],
]);
const bag = bagOf(payload, { key: keyOf(1), dateMs: Date.UTC(2026, 8, 30, 23, 59), description: 'Network N-1' });
const reasonOf = (bytes: Uint8Array): string => {
  const opened = unzipBag(bytes);
  return 'reason' in opened ? opened.reason : '';
};

const anyFiles: fc.Arbitrary<BagFiles> = fc
  .uniqueArray(fc.tuple(fc.stringMatching(/^data\/[a-z0-9]{1,8}(\/[a-z0-9._-]{1,8})?$/), fc.uint8Array()), {
    selector: ([path]) => path,
    minLength: 1,
    maxLength: 12,
  })
  .filter((files) => files.every(([path]) => !path.includes('..')))
  .map((files) => new Map(files));

describe('manifestOf', () => {
  it('lists every file with its SHA-256 in the order of bytes', () => {
    const files = new Map(['data/é', 'data/z', 'data/Z', 'data/a'].map((path) => [path, strToU8(path)]));
    const sum = (path: string): string => createHash('sha256').update(path).digest('hex');
    expect(manifestOf(files)).toBe(
      ['data/Z', 'data/a', 'data/z', 'data/é'].map((path) => `${sum(path)}  ${path}\n`).join(''),
    );
  });

  it('does not depend on the order in which files came', () => {
    fc.assert(
      fc.property(anyFiles, (files) => {
        expect(manifestOf(new Map([...files].reverse()))).toBe(manifestOf(files));
      }),
    );
  });
});

describe('bagOf', () => {
  it('adds the tag files of BagIt, the way to verify and the signature', () => {
    expect([...bag.keys()].filter((path) => !payload.has(path)).sort()).toEqual([
      'VERIFY.txt',
      'allowed_signers',
      'bag-info.txt',
      'bagit.txt',
      'manifest-sha256.txt',
      'tagmanifest-sha256.txt',
      'tagmanifest-sha256.txt.sig',
    ]);
  });

  it('says the size of its payload and the day of the snapshot', () => {
    expect(textOf(bag, 'bag-info.txt').split('\n')).toEqual([
      'Bag-Software-Agent: Iolaus',
      'Bagging-Date: 2026-09-30',
      'External-Description: Network N-1',
      'Payload-Oxum: 10.2',
      '',
    ]);
  });

  it('lists the payload in one manifest and every tag file in the other', () => {
    const paths = (manifest: string): string[] =>
      textOf(bag, manifest)
        .trim()
        .split('\n')
        .map((line) => line.slice(66));
    expect(paths('manifest-sha256.txt')).toEqual(['data/a.txt', 'data/b.txt']);
    expect(paths('tagmanifest-sha256.txt')).toEqual([
      'VERIFY.txt',
      'allowed_signers',
      'bag-info.txt',
      'bagit.txt',
      'manifest-sha256.txt',
    ]);
  });

  it('signs the tag manifest, which covers everything else', () => {
    const signed = bag.get('tagmanifest-sha256.txt') ?? new Uint8Array();
    expect(checkSignature(textOf(bag, 'tagmanifest-sha256.txt.sig'), signed)?.isValid).toBe(true);
  });
});

describe('zipBag', () => {
  it('gives back every byte under one folder', () => {
    fc.assert(
      fc.property(anyFiles, (files) => {
        const opened = unzipBag(zipBag('net-1', files));
        if ('reason' in opened) throw new Error(opened.reason);
        expect(opened.folder).toBe('net-1');
        expect(new Map([...opened.files].map(([path, bytes]) => [path, Buffer.from(bytes)]))).toEqual(
          new Map(
            [...files]
              .map(([path, bytes]): [string, Buffer] => [path, Buffer.from(bytes)])
              .sort(([a], [b]) => (a < b ? -1 : 1)),
          ),
        );
      }),
    );
  });

  it('gives the same bytes for the same files in another order', () => {
    fc.assert(
      fc.property(anyFiles, (files) => {
        expect(Buffer.compare(zipBag('n', files), zipBag('n', new Map([...files].reverse())))).toBe(0);
      }),
    );
  });

  it('gives the same bytes in every time zone', () => {
    const before = process.env['TZ'];
    const zips = ['UTC', 'Pacific/Kiritimati', 'America/Anchorage'].map((zone) => {
      process.env['TZ'] = zone;
      return Buffer.from(zipBag('n', bag)).toString('hex');
    });
    process.env['TZ'] = before ?? 'UTC';
    if (before === undefined) delete process.env['TZ'];
    expect(new Set(zips).size).toBe(1);
  });
});

describe('unzipBag', () => {
  it.each(['../evil', 'n/../../evil', '/etc/evil', 'n\\evil', 'n/a b', 'n/\u202Egnp', 'n/a\nb', 'n/', 'C:/evil'])(
    'refuses the name %j',
    (name) => {
      expect(reasonOf(zipSync({ [name]: strToU8('x'), 'n/ok': strToU8('x') }))).toMatch(/forbidden name/);
    },
  );

  it('refuses two folders, and none', () => {
    expect(reasonOf(zipSync({ 'a/x': strToU8('x'), 'b/x': strToU8('x') }))).toMatch(/one folder/);
    expect(reasonOf(zipSync({}))).toMatch(/one folder/);
  });

  it('refuses more files than a bundle may have', () => {
    const many = Object.fromEntries(Array.from({ length: 20_001 }, (_, at) => [`n/${at}`, new Uint8Array()]));
    expect(reasonOf(zipSync(many, { level: 0 }))).toMatch(/larger than a bundle/);
  });

  it('refuses a file that says it inflates to more than a bundle may hold', () => {
    const zip = Buffer.from(zipBag('n', new Map([['a', strToU8('x'.repeat(100))]])));
    const central = zip.indexOf(Buffer.from('504b0102', 'hex'));
    zip.writeUInt32LE(0xfffffff0, central + 24);
    expect(reasonOf(zip)).toMatch(/larger than a bundle/);
  });

  it('gives a reason for any bytes, and never throws', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => reasonOf(bytes) !== ''));
  });
});

describe('textOf', () => {
  it('is empty for a file that is not there', () => {
    expect(textOf(new Map([['a', strToU8('x')]]), 'b')).toBe('');
    expect(strFromU8(strToU8(textOf(bag, 'bagit.txt')))).toMatch(/^BagIt-Version: 1\.0\n/);
  });
});
