import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { storedZstd } from '../formats/testing/zstd-frames.js';
import { detectFormat, type DetectedFormat } from './detect-format.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'iolaus-detect-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function detect(content: string | Uint8Array): Promise<DetectedFormat> {
  const path = join(folder, 'dump');
  writeFileSync(path, content);
  return detectFormat(path, 'dump*');
}

const lines = (count: number, row: (at: number) => object): string =>
  Array.from({ length: count }, (_, at) => JSON.stringify(row(at))).join('\n');

const charge = (at: number): object => ({
  object: 'charge',
  amount: 500,
  currency: 'usd',
  created: 1_795_327_121 + at,
  customer: `cus_${at}`,
  payment_method_details: { type: 'card', card: { fingerprint: 'Q7dLm2ZbXe41' } },
});

describe('detectFormat', () => {
  it.each([
    ['plain', (text: string) => Buffer.from(text)],
    ['gzip', (text: string) => gzipSync(text)],
    ['zstd', (text: string) => storedZstd(text)],
  ] as const)('tells %s by its first bytes, and the preset by its records', async (compression, pack) => {
    const found = await detect(pack(lines(20, charge)));
    expect(found).toMatchObject({
      compression,
      format: 'jsonl',
      chosen: { preset: 'stripe-charges', format: 'jsonl' },
    });
    expect(found.chosen?.mapping).toContain('match: "dump*"');
    expect(found.rows[0]?.values).toMatchObject({ account: 'cus_0', payment_method: '••Xe41' });
  });

  it('takes nothing when half of the records are of another kind', async () => {
    const found = await detect(lines(40, (at) => (at % 2 === 0 ? charge(at) : { object: 'refund', id: at })));
    expect(found.chosen).toBeUndefined();
    expect(found.candidates[0]).toMatchObject({ preset: 'stripe-charges' });
    expect(found.candidates[0].score01).toBeLessThan(0.6);
    expect(found.draft).toBeDefined();
  });

  it('takes nothing whose times are of no year in which there were such logs', async () => {
    const found = await detect(lines(20, (at) => ({ ...charge(at), created: 17 })));
    expect(found.chosen).toBeUndefined();
  });

  it('drafts a mapping out of names and values, without an account', async () => {
    const { chosen, draft, format } = await detect(
      lines(30, (at) => ({
        actor: { user: { uid: `acct_${at}` } },
        when: { ts: 1_795_327_121_412 + at },
        src_endpoint: { ip: '203.0.113.47' },
        http: { headers: { 'user-agent': 'lib/4.2 (node)' } },
        'gen_ai.request.model': 'M-5',
        messages: [{ content: 'Be brief, please, and kind.' }, { content: 'Score the answer from one to ten.' }],
      })),
    );
    expect(chosen).toBeUndefined();
    expect(format).toBe('jsonl');
    expect(Object.fromEntries(draft!.fields.map(({ target, path }) => [target, path]))).toEqual({
      time: 'when.ts',
      ip: 'src_endpoint.ip',
      user_agent: 'http.headers.user-agent',
      model: 'gen_ai.request.model',
      prompt: 'messages[-1].content',
    });
    expect(draft!.accounts.map(({ path }) => path)).toEqual(['actor.user.uid']);
    expect(draft!.mapping).toContain('account: { paths: [], required: true }');
  });

  it('drafts as request what names one record, and not what many share', async () => {
    const requestOf = async (name: (at: number) => object): Promise<string | undefined> => {
      const { draft } = await detect(
        lines(30, (at) => ({ ts: 1_795_327_121_412 + at, ip: '203.0.113.47', ...name(at) })),
      );
      return draft!.fields.find(({ target }) => target === 'request')?.path;
    };
    expect(await requestOf((at) => ({ trace_id: `trace-${at >> 2}` }))).toBeUndefined();
    expect(await requestOf((at) => ({ trace_id: `trace-${at >> 2}`, event_id: `event-${at}` }))).toBe('event_id');
    expect(await requestOf((at) => ({ request_id: `request-${Math.max(2, at)}` }))).toBe('request_id');
  });

  it('drafts accounts and payments of CSV', async () => {
    const payments = await detect(
      'user_id;x,paid_at,card_fingerprint,amount,currency\nu1,2026-03-01T00:00:00Z,fp_1a,5,usd\n',
    );
    expect(payments.draft?.entity).toBe('payment');
    const accounts = await detect('login,registered_at,email\nu1,2026-03-01T00:00:00Z,mira@mail.example\n');
    expect(accounts.draft).toMatchObject({ entity: 'account', accounts: [{ path: 'login' }] });
    expect(accounts.draft?.fields.map(({ sample }) => sample)).toContain('••@mail.example');
  });

  it('says that notes and empty files are no logs', async () => {
    expect(await detect('')).toMatchObject({ format: undefined, candidates: [], rows: [] });
    expect(await detect('Dear all,\nsee below.\n')).toMatchObject({ candidates: [] });
    expect((await detect(Buffer.from('00ff00ff0102', 'hex'))).format).toBeUndefined();
  });

  it('refuses what is packed in another way, and UTF-16', async () => {
    await expect(detect(Buffer.from('504b030414000000', 'hex'))).rejects.toMatchObject({ code: 'FORMAT_UNSUPPORTED' });
    await expect(detect(Buffer.from('\uFEFF{"a":1}\n{"a":1}', 'utf16le'))).rejects.toMatchObject({
      code: 'ENCODING_UNSUPPORTED',
    });
  });

  it('tells a dump that ends too early by what it has', async () => {
    const packed = gzipSync(lines(3000, charge));
    expect((await detect(packed.subarray(0, packed.length >> 1))).chosen?.preset).toBe('stripe-charges');
  });
});
