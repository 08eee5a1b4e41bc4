import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { LakeEngine, type CallContext } from '../lake-engine.js';
import { takeTables } from '../read-tables.js';

const MAPPING = [
  'version: 1',
  'match: "exchanges*"',
  'format: jsonl',
  'entity: exchange',
  'fields:',
  '  account: { paths: [account], required: true }',
  '  time: { paths: [ts], required: true }',
  '  ip: { paths: [ip], parse: ip }',
  'indicators:',
  '  - { name: asn, paths: [asn], family: network }',
].join('\n');
const context: CallContext = {
  onProgress: () => undefined,
  isCancelled: () => false,
  isPaused: () => false,
  resumed: () => Promise.resolve(),
};
const lines = (rows: readonly (readonly [account: string, ip: string, asn?: string])[]): string =>
  rows.map(([account, ip, asn], at) => JSON.stringify({ account, ip, asn, ts: `2026-03-01T0${at}:00:00Z` })).join('\n');

let folder: string;
let engine: LakeEngine;
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const open = (): Promise<LakeEngine> => LakeEngine.open({ folder: join(folder, 'lake'), memoryMb: 256, threads: 1 });
const importText = (name: string, text: string): Promise<unknown> =>
  engine.importFiles({ paths: [file(name, text)] }, context);

/** Sightings of ASNs as `account value uses`, and the texts of indicators by value. */
async function seen(): Promise<{ asns: string[]; texts: Record<string, string> }> {
  const { sightings } = takeTables(await engine.tables(context));
  const kindOf = (indicator: number): string => sightings.kinds[sightings.indicatorKind[indicator]].kind;
  const asns = [...sightings.account.keys()]
    .filter((pair) => kindOf(sightings.indicator[pair]) === 'asn')
    .map(
      (pair) =>
        `${sightings.accounts[sightings.account[pair]]} ${sightings.indicatorValue[sightings.indicator[pair]]} ${sightings.count[pair]}`,
    );
  const texts = sightings.indicatorValue.flatMap((value, at) => {
    const text = sightings.indicatorText[at];
    return text === undefined ? [] : [[value, text]];
  });
  return { asns, texts: Object.fromEntries(texts) as Record<string, string> };
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'iolaus-enriched-'));
  file('mapping.yaml', MAPPING);
  engine = await open();
  await importText(
    'exchanges-1.jsonl',
    lines([
      ['acct_1', '203.0.113.7'],
      ['acct_1', '203.0.113.8'],
      ['acct_2', '198.51.100.1'],
      ['acct_3', '203.0.113.7', 'AS64500'],
    ]),
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a lake with files that tell more', () => {
  let vpn: string;

  it('knows nothing of addresses before', async () => {
    expect(await seen()).toEqual({ asns: ['acct_3 AS64500 1'], texts: {} });
  });

  it('gives sightings of ASNs, one a pair even where a dump told it too, and notes', async () => {
    await engine.addEnrichment({
      kind: 'asn',
      path: file('a.csv', 'network,asn,organisation\n203.0.113.0/24,64500,Example Transit\n'),
    });
    ({ sha256: vpn } = await engine.addEnrichment({
      kind: 'vpn',
      path: file('v.txt', '203.0.113.8/32\n198.51.100.0/24\n'),
    }));
    expect(await seen()).toEqual({
      asns: ['acct_1 AS64500 2', 'acct_3 AS64500 1'],
      texts: {
        '203.0.113.7': 'AS64500 Example Transit',
        '203.0.113.8': 'AS64500 Example Transit · VPN exit',
        '198.51.100.1': 'VPN exit',
        AS64500: 'Example Transit',
      },
    });
  });

  it('leads from such a sighting to its records', async () => {
    const query = { account: 'acct_1', kind: 'asn', value: 'AS64500' };
    expect((await engine.rows({ ...query, offset: 0, limit: 10 })).rows.map(({ ordinal }) => ordinal)).toEqual([2, 1]);
    expect((await engine.refsOf({ ...query, limit: 10 })).map(({ ordinal }) => ordinal)).toEqual([1, 2]);
  });

  it('keeps them over another import and another opening', async () => {
    await importText('exchanges-2.jsonl', lines([['acct_4', '203.0.113.9']]));
    engine = await open();
    const { asns, texts } = await seen();
    expect(asns).toEqual(['acct_1 AS64500 2', 'acct_3 AS64500 1', 'acct_4 AS64500 1']);
    expect(texts['203.0.113.9']).toBe('AS64500 Example Transit');
  });

  it('loses what a file told when it is taken away, and keeps no old files', async () => {
    await engine.removeEnrichment({ sha256: vpn });
    expect((await seen()).texts['198.51.100.1']).toBeUndefined();
    const [{ sha256 }] = await engine.enrichment();
    await engine.removeEnrichment({ sha256 });
    expect(await seen()).toEqual({ asns: ['acct_3 AS64500 1'], texts: {} });
    const { rows } = await engine.rows({ account: 'acct_1', kind: 'asn', value: 'AS64500', offset: 0, limit: 9 });
    expect(rows).toEqual([]);
    engine = await open();
    expect(readdirSync(join(folder, 'lake')).filter((name) => name.startsWith('enriched-'))).toEqual([]);
  });
});
