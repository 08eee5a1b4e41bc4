import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { EnrichmentKind } from '@iolaus/contracts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EnrichmentStore } from './enrichment-store.js';
import { IpKnowledge } from './ip-facts.js';
import { publicPromptTexts } from './public-prompts.js';
import { writeMmdb } from './testing/write-mmdb.js';

let folder: string;
let store: EnrichmentStore;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'iolaus-enrichment-'));
  store = await EnrichmentStore.open(join(folder, 'store'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string | Buffer): string {
  writeFileSync(join(folder, name), content);
  return join(folder, name);
}

const add = (kind: EnrichmentKind, content: string | Buffer): ReturnType<EnrichmentStore['add']> =>
  store.add(kind, file('given', content));

async function prompts(): Promise<string[]> {
  const texts: string[] = [];
  for await (const text of publicPromptTexts(store)) texts.push(text);
  return texts;
}

const VPN = '# exits\n203.0.113.0/24 # one\r\n\n2001:db8::/32\n198.51.100.7\n';

describe('a store of files', () => {
  it('keeps a copy that outlives the file', async () => {
    const added = await add('vpn', VPN);
    expect(added).toMatchObject({ kind: 'vpn', name: 'given', rows: 3 });
    rmSync(join(folder, 'given'));
    const again = await EnrichmentStore.open(join(folder, 'store'));
    expect(again.files()).toEqual([added]);
    expect((await IpKnowledge.load(again)).of('203.0.113.9')?.note).toBe('VPN exit');
  });

  it('changes nothing when the same content comes again under another name', async () => {
    const first = await add('vpn', VPN);
    const digest = store.digest;
    expect(await store.add('vpn', file('other', VPN))).toEqual(first);
    expect(store.files()).toHaveLength(1);
    expect(store.digest).toBe(digest);
  });

  it('has a digest of its content alone, whatever came first', async () => {
    expect(store.digest).toBe('');
    await add('vpn', VPN);
    await add('proxy', '192.0.2.1');
    const other = await EnrichmentStore.open(join(folder, 'another'));
    await other.add('proxy', file('p', '192.0.2.1'));
    await other.add('vpn', file('v', VPN));
    expect(other.digest).toBe(store.digest);
    expect(other.digest).toMatch(/^[0-9a-f]{64}$/);
  });

  it('takes a file away, named by the start of its digest, and leaves nothing of it', async () => {
    const { sha256 } = await add('vpn', VPN);
    await add('proxy', '192.0.2.1');
    expect(await store.remove(sha256.slice(0, 12))).toMatchObject([{ kind: 'vpn' }]);
    expect(store.files().map(({ kind }) => kind)).toEqual(['proxy']);
    expect(readdirSync(join(folder, 'store'))).not.toContain(sha256);
    await expect(store.remove(sha256)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(store.remove('')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it.each<[EnrichmentKind, string | Buffer, string, RegExp]>([
    ['vpn', '203.0.113.0/24\n\n203.0.113.0/33\n', 'line 3', /CIDR/],
    ['vpn', '# nothing\n', 'its end', /nothing/],
    ['proxy', Buffer.from('c30a', 'hex'), 'line 1', /UTF-8/],
    ['datacenter', gzipSync('203.0.113.0/24\n'.repeat(9)).subarray(0, 30), 'byte 135 of its text', /./],
    ['asn', 'network,asn,organisation\n203.0.113.0/24,AS64500,Example\n203.0.113.0/24,many,Example\n', 'line 3', /ASN/],
    ['asn', 'network,organisation\n203.0.113.0/24,Example\n', 'line 1', /autonomous_system_number/],
    ['asn', 'start_ip,end_ip,asn\n203.0.113.9,203.0.113.1,64500\n', 'line 2', /in order/],
    ['asn', 'network,asn,organisation\n203.0.113.0/24,64500,"Example\n', 'line 2', /never closed/],
    ['asn', Buffer.from('0000000000', 'hex'), 'its end', /MaxMind/],
    ['bin', 'brand,type\nExample Card,debit\n', 'line 1', /bin/],
    ['bin', 'bin,brand\n400000,Example Card\n4000001234567899,Example Card\n', 'line 3', /2 to 11 digits/],
    ['public-prompts', '{"prompt":"Describe the boat"}\n{"answer":"no"}\n', 'line 2', /JSON/],
    ['public-prompts', 'act,prompt\nguide,Describe the boat\nguide,\n', 'line 3', /no text/],
  ])('refuses a file of kind %s at its first wrong place, and adds nothing', async (kind, content, where, detail) => {
    await expect(add(kind, content)).rejects.toMatchObject({
      code: 'ENRICHMENT_INVALID',
      facts: { path: join(folder, 'given'), detail: expect.stringMatching(detail) as string },
    });
    await expect(add(kind, content)).rejects.toMatchObject({
      facts: { where: expect.stringContaining(where) as string },
    });
    expect(store.files()).toEqual([]);
    expect(readdirSync(join(folder, 'store'))).toEqual([]);
  });

  it('refuses a file that is not there', async () => {
    await expect(store.add('vpn', join(folder, 'none'))).rejects.toMatchObject({ code: 'FILE_MISSING' });
  });

  it('never repeats a prompt in a refusal', async () => {
    const refusal = await add('public-prompts', '{"prompt":"a"}\n{"answer":"private words"}').catch(String);
    expect(refusal).toContain('line 2');
    expect(refusal).not.toContain('private');
  });
});

describe('what is known of an address', () => {
  it.each([
    [
      'a header of MaxMind',
      'network,autonomous_system_number,autonomous_system_organization\n203.0.113.0/24,64500,"Example, Transit"\n2001:db8::/32,64501,Other\n',
    ],
    [
      'other names and order',
      'AS Org,ASN,CIDR\n"Example, Transit",AS64500,203.0.113.0/24\nOther,as64501,2001:db8::/32\n',
    ],
    [
      'start and end',
      'start_ip,end_ip,asn,as_name\n203.0.113.0,203.0.113.255,64500,"Example, Transit"\n2001:db8::,2001:db8::ffff,64501,Other\n',
    ],
    [
      'tabs without a header',
      '203.0.113.0\t203.0.113.255\t64500\tXX\tExample, Transit\n203.0.114.0\t203.0.114.255\t0\tNone\tNot routed\n2001:db8::\t2001:db8::ffff\t64501\tXX\tOther\n',
    ],
    ['no header', '203.0.113.0/24,64500,"Example, Transit"\n2001:db8::/32,64501,Other\n'],
  ])('is read from a table of ASNs with %s', async (_, content) => {
    await add('asn', content);
    const known = await IpKnowledge.load(store);
    expect(known.of('203.0.113.7')).toMatchObject({ asn: 'AS64500', organisation: 'Example, Transit' });
    expect(known.of('::ffff:203.0.113.7')).toMatchObject({ asn: 'AS64500' });
    expect(known.of('2001:db8::7')?.note).toBe('AS64501 Other');
    expect(known.of('203.0.114.7')).toBeUndefined();
    expect(known.of('no address')).toBeUndefined();
  });

  it('is read from a MaxMind DB, compressed as well', async () => {
    const bits = (0xcb0071).toString(2).padStart(24, '0');
    const about = { autonomous_system_number: 64_500, autonomous_system_organization: 'Example Transit' };
    const bytes = writeMmdb([{ bits: `${'0'.repeat(96)}${bits}`, about }], { version: 6, recordBits: 28 });
    await store.add('asn', file('a.mmdb', gzipSync(bytes)));
    expect((await IpKnowledge.load(store)).of('203.0.113.7')?.note).toBe('AS64500 Example Transit');
  });

  it('comes from the narrowest network, and from every list', async () => {
    await add('asn', 'network,asn,organisation\n203.0.113.0/25,64501,Inner\n203.0.112.0/20,64500,Outer\n');
    await add('vpn', '203.0.113.0/26\n');
    await add('datacenter', gzipSync('203.0.113.0/28\n'));
    const known = await IpKnowledge.load(store);
    expect(known.of('203.0.113.1')).toEqual({
      asn: 'AS64501',
      organisation: 'Inner',
      classes: 'vpn,datacenter',
      note: 'AS64501 Inner · VPN exit · data centre',
    });
    expect(known.of('203.0.113.60')?.classes).toBe('vpn');
    expect(known.of('203.0.113.200')).toMatchObject({ asn: 'AS64500', classes: undefined });
  });
});

describe('public prompts', () => {
  it.each([
    [
      'one a line',
      'Describe the boat, please\n\nDescribe the "tree"\n',
      ['Describe the boat, please', 'Describe the "tree"'],
    ],
    ['JSON objects', '{"text":"Describe\\nthe boat"}\n{"prompt":"b","text":"c"}\n', ['Describe\nthe boat', 'b']],
    ['a table', 'act,prompt\nguide,"Describe\n\nthe ""boat"""\nhelp,b\n', ['Describe\n\nthe "boat"', 'b']],
    ['lines that begin like a table', 'text, prompt and all\nb\n', ['text, prompt and all', 'b']],
  ])('are read from %s', async (_, content, texts) => {
    await add('public-prompts', content);
    expect(await prompts()).toEqual(texts);
  });
});
