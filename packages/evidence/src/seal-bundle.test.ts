import { strFromU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import { sha256, unzipBag, type BagFiles } from './bag.js';
import { sealBundle } from './seal-bundle.js';
import { bundleInput, keyOf } from './testing/bundle.js';

const key = keyOf(1);
const sealed = sealBundle(bundleInput(), key);

function filesOf(bytes: Uint8Array): BagFiles {
  const opened = unzipBag(bytes);
  if ('reason' in opened) throw new Error(opened.reason);
  return opened.files;
}

const text = (path: string, files = filesOf(sealed.bytes)): string => strFromU8(files.get(path) ?? new Uint8Array());
const exhibit = (bytes: Uint8Array): { salt: string; base64: string } =>
  JSON.parse(text('data/raw/cite-000001.json', filesOf(bytes)));

describe('sealBundle', () => {
  it('gives byte-identical bundles for the same input and key', () => {
    const again = sealBundle(bundleInput(), keyOf(1));
    expect(again.sha256).toBe(sealed.sha256);
    expect(Buffer.compare(again.bytes, sealed.bytes)).toBe(0);
  });

  it('does not depend on the order of keys in its input', () => {
    const input = bundleInput();
    const turned = Object.fromEntries(Object.entries(input).reverse()) as typeof input;
    const record = Object.fromEntries(Object.entries(input.record).reverse()) as typeof input.record;
    expect(sealBundle({ ...turned, record }, key).sha256).toBe(sealed.sha256);
  });

  it('gives other bytes for another key and for another figure', () => {
    const input = bundleInput();
    const sums = [
      sealed,
      sealBundle(input, keyOf(2)),
      sealBundle({ ...input, population: input.population + 1 }, key),
    ].map((each) => each.sha256);
    expect(new Set(sums).size).toBe(3);
  });

  it('states the sum of its bytes and the number of its files', () => {
    expect(sealed.sha256).toBe(sha256(sealed.bytes));
    expect(sealed.files).toBe(filesOf(sealed.bytes).size);
  });

  it('lies in a folder that is named after network and snapshot', () => {
    const opened = unzipBag(sealed.bytes);
    expect('folder' in opened && opened.folder).toBe('network-n-0001-01234567');
  });

  it('holds these files', () => {
    expect([...filesOf(sealed.bytes).keys()].filter((path) => path.startsWith('data/'))).toEqual([
      'data/CERTIFICATION.md',
      'data/counter-evidence.jsonl',
      'data/explanations/links.jsonl',
      'data/explanations/points.jsonl',
      'data/explanations/reasons.jsonl',
      'data/network.json',
      'data/network/accounts.csv',
      'data/network/accounts.jsonl',
      'data/network/communities.jsonl',
      'data/network/graph.gexf',
      'data/network/indicators.jsonl',
      'data/network/links.csv',
      'data/network/sightings.jsonl',
      'data/raw/cite-000001.json',
      'data/report.html',
      'data/reproduce/parameters.json',
      'data/reproduce/sources.jsonl',
      'data/reproduce/versions.json',
    ]);
  });

  it('quotes a record byte for byte with its place in the dump', () => {
    const [given] = bundleInput().citations;
    const quote = JSON.parse(text('data/raw/cite-000001.json'));
    expect(Buffer.from(quote.base64, 'base64').equals(given?.bytes ?? Buffer.alloc(0))).toBe(true);
    expect(quote).toMatchObject({ ordinal: 1, byteOffset: 120, byteLength: given?.byteLength, dump: 'd'.repeat(64) });
  });

  it('salts an exhibit with a secret of the key, so that its sum cannot be guessed', () => {
    const other = exhibit(sealBundle(bundleInput(), keyOf(2)).bytes);
    expect(exhibit(sealed.bytes).salt).toMatch(/^[0-9a-f]{32}$/);
    expect(other.base64).toBe(exhibit(sealed.bytes).base64);
    expect(other.salt).not.toBe(exhibit(sealed.bytes).salt);
  });

  it('carries no trace of the private key', () => {
    const secret = Buffer.alloc(32, 1);
    for (const [path, bytes] of filesOf(sealed.bytes)) {
      expect(Buffer.from(bytes).includes(secret), path).toBe(false);
      expect(strFromU8(bytes).includes(secret.toString('base64').slice(0, 40)), path).toBe(false);
    }
  });
});
