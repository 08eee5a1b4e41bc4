import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { INDICATOR_KINDS } from '@iolaus/contracts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { kindsOf, readManifest, writeManifest, type Manifest, type ManifestDump } from './manifest.js';

const mappingWith = (...indicators: string[]): string =>
  [
    'version: 1',
    'match: "*"',
    'format: jsonl',
    'entity: sighting',
    'fields: { account: { paths: [a] } }',
    'indicators:',
    ...indicators.map((each) => `  - ${each}`),
  ].join('\n');

const dump = (name: string, ...indicators: string[]): ManifestDump => ({
  sha256: '0'.repeat(64),
  containerSha256: '1'.repeat(64),
  name,
  path: `/dumps/${name}`,
  entity: 'sighting',
  bytes: 10,
  inflatedBytes: 20,
  records: 3,
  accepted: 2,
  refused: 1,
  blankLines: 0,
  duplicates: 0,
  incomplete: null,
  parts: 1,
  signed: 'no',
  hasSeen: false,
  tells: 1,
  firstMs: null,
  lastMs: null,
  importedMs: 1_767_225_600_000,
  mapping: mappingWith(...(indicators.length > 0 ? indicators : ['{ name: wallet, paths: [w] }'])),
});

const manifestOf = (...dumps: ManifestDump[]): Manifest => ({ version: 2, salt: '00ff', dumps, groups: [] });

describe('the manifest file', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'iolaus-manifest-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is absent where nothing was imported', () => {
    expect(readManifest(folder)).toBeUndefined();
  });

  it('is refused when an older version wrote it', () => {
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ version: 1, dumps: [] }));
    expect(() => readManifest(folder)).toThrow(expect.objectContaining({ code: 'LAKE_OUTDATED' }));
  });

  it('comes back as it was written, over an older one', async () => {
    await writeManifest(folder, manifestOf(dump('a')));
    await writeManifest(folder, manifestOf(dump('a'), dump('b "é"\n')));
    expect(readManifest(folder)).toEqual(manifestOf(dump('a'), dump('b "é"\n')));
  });

  it('leaves no other file', async () => {
    await writeManifest(folder, manifestOf(dump('a')));
    expect(readdirSync(folder)).toEqual(['manifest.json']);
  });
});

const dumpsOf = (...dumps: ManifestDump[]): ManifestDump[] => dumps;

describe('kindsOf', () => {
  it('gives the built-in kinds of an empty lake', () => {
    expect(kindsOf(dumpsOf())).toEqual(INDICATOR_KINDS);
  });

  it('adds what mappings declare behind the built-in kinds', () => {
    const kinds = kindsOf(
      dumpsOf(dump('a', '{ name: wallet, label: Wallet, paths: [w], family: payment, reliability: 0.8 }')),
    );
    expect(kinds.slice(0, -1)).toEqual(INDICATOR_KINDS);
    expect(kinds.at(-1)).toEqual({
      kind: 'wallet',
      label: 'Wallet',
      plural: 'Wallets',
      family: 'payment',
      reliability01: 0.8,
      isDeclared: true,
    });
  });

  it('calls a kind without a label by its name', () => {
    expect(kindsOf(dumpsOf(dump('a'))).at(-1)).toMatchObject({ label: 'wallet', plural: 'wallets' });
  });

  it('keeps the first declaration of a name', () => {
    const first = dump('a', '{ name: wallet, paths: [w], reliability: 0.8 }');
    const second = dump('b', '{ name: wallet, paths: [w], reliability: 0.1 }', '{ name: badge, paths: [b] }');
    expect(kindsOf(dumpsOf(first, second)).slice(INDICATOR_KINDS.length)).toMatchObject([
      { kind: 'wallet', reliability01: 0.8 },
      { kind: 'badge' },
    ]);
  });

  it('still knows the kinds of a dump whose mapping an earlier version took', () => {
    const old = dump('a', '{ name: wallet, paths: [w], reliability: 0.8, refers: account }');
    const mapping = old.mapping.replace('{ account:', '{ time: { paths: [t], parse: "strptime: %Q" }, account:');
    expect(kindsOf(dumpsOf({ ...old, mapping })).at(-1)).toMatchObject({ kind: 'wallet', reliability01: 0.8 });
  });

  it('does not let a mapping change a built-in kind', () => {
    expect(kindsOf(dumpsOf(dump('a', '{ name: bin, paths: [b], reliability: 1 }')))).toEqual(INDICATOR_KINDS);
  });
});
