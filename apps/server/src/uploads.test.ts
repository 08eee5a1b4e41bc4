import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { IolausError } from '@iolaus/contracts';
import Fastify, { type LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { receive, takeUploads } from './uploads.js';

const BATCH = '0123456789ab';
const MOST_BYTES = 1000;

let inbox: string;
const server = Fastify();

beforeAll(() => {
  inbox = mkdtempSync(join(tmpdir(), 'iolaus-inbox-'));
  server.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));
  server.setErrorHandler((error, _, reply) => {
    const refusal = error instanceof IolausError ? error : new IolausError('INTERNAL');
    return reply.status(refusal.status).send({ code: refusal.code, sentence: refusal.message });
  });
  takeUploads(server, { inbox, mostBytes: MOST_BYTES });
});

afterAll(async () => {
  await server.close();
  rmSync(inbox, { recursive: true, force: true });
});

const upload = (headers: Readonly<Record<string, string>>, payload = 'one row'): Promise<LightMyRequestResponse> =>
  server.inject({
    method: 'POST',
    url: '/api/uploads',
    headers: { 'content-type': 'application/octet-stream', 'x-batch': BATCH, ...headers },
    payload,
  });

describe('an upload', () => {
  it('lies in the inbox byte for byte, for its owner alone', async () => {
    const { path, sha256 } = (await upload({ 'x-file-name': 'log.jsonl' })).json();
    expect(path).toBe(join(inbox, BATCH, 'log.jsonl'));
    expect(sha256).toBe(createHash('sha256').update('one row').digest('hex'));
    expect(readFileSync(path, 'utf8')).toBe('one row');
    expect(statSync(path).mode & 0o077).toBe(0);
  });

  it.each([
    ['../../etc/log.jsonl', '__.._etc_log.jsonl'],
    ['/etc/log.jsonl', '_etc_log.jsonl'],
    ['..\\log.jsonl', '__log.jsonl'],
    ['..', '_'],
    ['.profile', '_profile'],
    ['a b\u202e\u0000.csv', 'a_b__.csv'],
    ['x'.repeat(300), 'x'.repeat(120)],
    [`x${'.'.repeat(130)}`, '_'],
    ['', 'dump'],
  ])('called %j stays in its folder', async (name, kept) => {
    const { path } = (await upload({ 'x-file-name': encodeURIComponent(name) })).json();
    expect([dirname(path), basename(path)]).toEqual([join(inbox, BATCH), kept]);
  });

  it.each(['../../elsewhere', '0123456789AB', ''])('of the batch “%s” gets a folder of its own', async (batch) => {
    const { path } = (await upload({ 'x-file-name': 'log.jsonl', 'x-batch': batch })).json();
    expect(dirname(dirname(path))).toBe(inbox);
    expect(basename(dirname(path))).toMatch(/^[0-9a-f]{12}$/);
  });
});

describe('an upload is refused', () => {
  const sentenceOf = (answer: LightMyRequestResponse): unknown[] => [answer.statusCode, answer.json().sentence];

  it('when its name is no text', async () => {
    expect(sentenceOf(await upload({ 'x-file-name': '%E0%A4%A' }))).toEqual([
      400,
      'The request is not valid: the name of the file is not percent-encoded text.',
    ]);
  });

  it('when it is sent as something else than bytes', async () => {
    expect(sentenceOf(await upload({ 'content-type': 'application/json' }, '{}'))).toEqual([
      400,
      'The request is not valid: a file is sent as application/octet-stream.',
    ]);
  });

  it('when it says that it is too large', async () => {
    expect(sentenceOf(await upload({ 'x-file-name': 'large.jsonl' }, 'x'.repeat(MOST_BYTES + 1)))).toEqual([
      400,
      'The request is not valid: the file is larger than 1000 bytes.',
    ]);
  });

  it('no sooner than at the last byte that is allowed', async () => {
    expect((await upload({ 'x-file-name': 'full.jsonl' }, 'x'.repeat(MOST_BYTES))).statusCode).toBe(200);
  });
});

describe('a stream', () => {
  const tenths = (count: number): Buffer[] => Array.from({ length: count }, () => Buffer.alloc(MOST_BYTES / 10, 'x'));

  it('is written whole', async () => {
    const path = join(inbox, 'whole');
    await receive(Readable.from(tenths(10)), { path, mostBytes: MOST_BYTES });
    expect(statSync(path).size).toBe(MOST_BYTES);
  });

  it('that turns out to be too large is refused, and nothing of it stays', async () => {
    const path = join(inbox, 'growing');
    await expect(receive(Readable.from(tenths(11)), { path, mostBytes: MOST_BYTES })).rejects.toMatchObject({
      code: 'BAD_INPUT',
    });
    expect(existsSync(path)).toBe(false);
  });

  it('that breaks off leaves nothing behind', async () => {
    const path = join(inbox, 'broken');
    const breaking = Readable.from(
      (function* rows() {
        yield Buffer.from('row');
        throw new Error('connection lost');
      })(),
    );
    await expect(receive(breaking, { path, mostBytes: MOST_BYTES })).rejects.toThrow('connection lost');
    expect(existsSync(path)).toBe(false);
  });
});
