import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { classesOf } from '@iolaus/contracts';
import { LakeEngine, type CallContext } from '../lake-engine.js';
import { takeTables } from '../read-tables.js';
import { BigramChain } from '../templates/testing/prompt-sets.js';
import { Random } from '../templates/testing/random.js';

const MAPPING = [
  'version: 1',
  'match: "exchanges*"',
  'format: jsonl',
  'entity: exchange',
  'fields:',
  '  account: { paths: [account], required: true }',
  '  time: { paths: [ts], required: true }',
  '  ip: { paths: [ip], parse: ip }',
  '  user_agent: { paths: [client] }',
  'indicators:',
  '  - { name: asn, paths: [asn], family: network }',
].join('\n');
const context: CallContext = {
  onProgress: () => undefined,
  isCancelled: () => false,
  isPaused: () => false,
  resumed: () => Promise.resolve(),
};
const lines = (
  rows: readonly (readonly [account: string, ip: string, asn?: string | undefined, client?: string])[],
): string =>
  rows
    .map(([account, ip, asn, client], at) =>
      JSON.stringify({ account, ip, asn, client, ts: `2026-03-01T0${at}:00:00Z` }),
    )
    .join('\n');

let folder: string;
let engine: LakeEngine;
const file = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const open = (): Promise<LakeEngine> => LakeEngine.open({ folder: join(folder, 'lake'), memoryMb: 256, threads: 1 });
const importText = (name: string, text: string): Promise<unknown> =>
  engine.importFiles({ paths: [file(name, text)] }, context);

/** Classes of indicators by value, of those that have any. */
async function classes(): Promise<Record<string, string>> {
  const { sightings } = takeTables(await engine.tables(context));
  const known = sightings.indicatorValue.map((value, at) => {
    const names = classesOf(sightings.indicatorClass[at]).map(({ name }) => name);
    return [value, names.join()] as const;
  });
  return Object.fromEntries(known.filter(([, names]) => names !== ''));
}

/** Sightings of ASNs, of them with user agents, as `account value uses`, and the texts of indicators by value. */
async function seen(): Promise<{ asns: string[]; clients: string[]; texts: Record<string, string> }> {
  const { sightings } = takeTables(await engine.tables(context));
  const kindOf = (indicator: number): string => sightings.kinds[sightings.indicatorKind[indicator]].kind;
  const sightingsOf = (kind: string): string[] =>
    [...sightings.account.keys()]
      .filter((pair) => kindOf(sightings.indicator[pair]) === kind)
      .map(
        (pair) =>
          `${sightings.accounts[sightings.account[pair]]} ${sightings.indicatorValue[sightings.indicator[pair]]} ${sightings.count[pair]}`,
      );
  const texts = sightings.indicatorValue.flatMap((value, at) => {
    const text = sightings.indicatorText[at];
    return text === undefined ? [] : [[value, text]];
  });
  return {
    asns: sightingsOf('asn'),
    clients: sightingsOf('asn-user-agent').toSorted(),
    texts: Object.fromEntries(texts) as Record<string, string>,
  };
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'iolaus-enriched-'));
  file('mapping.yaml', MAPPING);
  engine = await open();
  await importText(
    'exchanges-1.jsonl',
    lines([
      ['acct_1', '203.0.113.7', undefined, 'one client/1'],
      ['acct_1', '203.0.113.8', undefined, 'one client/1'],
      ['acct_2', '198.51.100.1', undefined, 'one client/1'],
      ['acct_3', '203.0.113.7', 'AS64500', 'other'],
    ]),
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('a lake with files that tell more', () => {
  let vpn: string;

  it('knows nothing of addresses before', async () => {
    expect(await seen()).toEqual({ asns: ['acct_3 AS64500 1'], clients: [], texts: {} });
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
      clients: ['acct_1 AS64500 one client/1 2', 'acct_3 AS64500 other 1'],
      texts: {
        '203.0.113.7': 'AS64500 Example Transit',
        '203.0.113.8': 'AS64500 Example Transit · VPN exit',
        '198.51.100.1': 'VPN exit',
        AS64500: 'Example Transit',
      },
    });
  });

  it('puts addresses into the classes of the lists that hold them, and into none of others', async () => {
    expect(await classes()).toEqual({ '203.0.113.8': 'vpn', '198.51.100.1': 'vpn' });
    const { sha256 } = await engine.addEnrichment({ kind: 'datacenter', path: file('d.txt', '203.0.113.0/24\n') });
    expect(await classes()).toEqual({
      '203.0.113.7': 'datacenter',
      '203.0.113.8': 'vpn,datacenter',
      '198.51.100.1': 'vpn',
    });
    await engine.removeEnrichment({ sha256 });
    expect(await classes()).toEqual({ '203.0.113.8': 'vpn', '198.51.100.1': 'vpn' });
  });

  it.each([
    ['asn', 'AS64500'],
    ['asn-user-agent', 'AS64500 one client/1'],
  ])('leads from a sighting of kind %s to its records', async (kind, value) => {
    const query = { account: 'acct_1', kind, value };
    expect((await engine.rows({ ...query, offset: 0, limit: 10 })).rows.map(({ ordinal }) => ordinal)).toEqual([2, 1]);
    expect((await engine.refsOf({ ...query, limit: 10 })).map(({ ordinal }) => ordinal)).toEqual([1, 2]);
  });

  it('keeps them over another import and another opening', async () => {
    await importText('exchanges-2.jsonl', lines([['acct_4', '203.0.113.9']]));
    engine = await open();
    const { asns, texts } = await seen();
    expect(asns.toSorted()).toEqual(['acct_1 AS64500 2', 'acct_3 AS64500 1', 'acct_4 AS64500 1']);
    expect(texts['203.0.113.9']).toBe('AS64500 Example Transit');
  });

  it('loses what a file told when it is taken away, and keeps no old files', async () => {
    await engine.removeEnrichment({ sha256: vpn });
    expect((await seen()).texts['198.51.100.1']).toBeUndefined();
    const [{ sha256 }] = await engine.enrichment();
    await engine.removeEnrichment({ sha256 });
    expect(await seen()).toEqual({ asns: ['acct_3 AS64500 1'], clients: [], texts: {} });
    const { rows } = await engine.rows({ account: 'acct_1', kind: 'asn', value: 'AS64500', offset: 0, limit: 9 });
    expect(rows).toEqual([]);
    engine = await open();
    expect(readdirSync(join(folder, 'lake')).filter((name) => name.startsWith('enriched-'))).toEqual([]);
  });
});

describe('a lake with a list of public prompts', () => {
  const ACT = 'Act as a patient tour guide through the old museum of the harbour town, and tell me about';
  const OWN = 'Grade the following answer of the other model from one to ten and say why it failed:';
  const random = new Random(2);
  const chain = new BigramChain(random);

  it('knows which templates are public: their texts and their classes say so', async () => {
    const home = mkdtempSync(join(tmpdir(), 'iolaus-public-'));
    try {
      const write = (name: string, text: string): string => {
        writeFileSync(join(home, name), text);
        return join(home, name);
      };
      write('mapping.yaml', MAPPING.replace('  ip: {', '  prompt: { paths: [prompt] }\n  ip: {'));
      const rows = Array.from({ length: 60 }, (_, at) => ({
        account: `acct_${at % 12}`,
        ip: `203.0.113.${at}`,
        ts: `2026-03-01T00:${at}:00Z`.replace(/:(\d):/, ':0$1:'),
        prompt: `${at % 2 === 0 ? ACT : OWN} ${chain.text(random.integer(5, 30))}`,
      }));
      engine = await LakeEngine.open({ folder: join(home, 'lake'), memoryMb: 256, threads: 1 });
      await engine.importFiles(
        { paths: [write('exchanges-1.jsonl', rows.map((row) => JSON.stringify(row)).join('\n'))] },
        context,
      );
      const templates = async (): Promise<string[]> => {
        const { sightings } = takeTables(await engine.tables(context));
        const known = sightings.indicatorValue.map((_, e) => ({
          kind: sightings.kinds[sightings.indicatorKind[e]].kind,
          text: String(sightings.indicatorText[e]).slice(0, 5),
          names: classesOf(sightings.indicatorClass[e]).map(({ name }) => name),
        }));
        return known
          .filter(({ kind }) => kind === 'prompt-template')
          .map(({ text, names }) => [text, ...names].join(': '))
          .toSorted();
      };
      expect(await templates()).toEqual(['Act a', 'Grade']);
      await engine.addEnrichment({ kind: 'public-prompts', path: write('p.txt', `${ACT} [PLACE]\n`) });
      expect(await templates()).toEqual(['Act a: public', 'Grade']);
    } finally {
      rmSync(home, { recursive: true, force: true });
    }
  });
});
