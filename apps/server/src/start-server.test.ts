import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Workbench } from '@iolaus/pipeline';
import type { FastifyInstance, InjectOptions } from 'fastify';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { COOKIE, Sessions } from './sessions.js';
import { buildServer, startServer } from './start-server.js';

const HOST = '127.0.0.1:4680';
const LOCAL_TOKEN = 'local-token-of-the-home';

let home: string;
let workbench: Workbench;
let server: FastifyInstance;
const sessions = new Sessions(() => 0);

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'iolaus-server-'));
  workbench = await Workbench.open({ home, env: {} });
  server = await buildServer({ workbench }, { sessions, localToken: LOCAL_TOKEN });
});

afterAll(async () => {
  await server.close();
  await workbench.close();
  rmSync(home, { recursive: true, force: true });
});

const ask = (options: InjectOptions) => server.inject({ ...options, headers: { host: HOST, ...options.headers } });
const signIn = (token: unknown) => ask({ method: 'POST', url: '/api/session', payload: { token } });
const asCommand = { authorization: `Bearer ${LOCAL_TOKEN}` };

describe('signing in', () => {
  it('sets a cookie that scripts cannot read and no other site can send', async () => {
    const { cookies } = await signIn(sessions.issueToken());
    expect(cookies).toEqual([
      { name: COOKIE, value: expect.any(String), path: '/', httpOnly: true, secure: true, sameSite: 'Strict' },
    ]);
  });

  it('names the cookie so that a browser insists on those rules', () => {
    expect(COOKIE.startsWith('__Host-')).toBe(true);
  });

  it('opens the service for the browser that brings the cookie back', async () => {
    const [cookie] = (await signIn(sessions.issueToken())).cookies;
    const url = '/api/openapi.json';
    expect((await ask({ url })).statusCode).toBe(401);
    expect((await ask({ url, headers: { cookie: `${cookie?.name}=${cookie?.value}` } })).statusCode).toBe(200);
  });

  it('works once', async () => {
    const token = sessions.issueToken();
    await signIn(token);
    const again = await signIn(token);
    expect(again.statusCode).toBe(401);
    expect(again.json()).toMatchObject({ code: 'NOT_SIGNED_IN', sentence: 'You are not signed in.' });
    expect(again.cookies).toEqual([]);
  });

  it.each([undefined, null, 7, '', ['x'], { x: 1 }])('is refused for the token %j', async (token) => {
    expect((await signIn(token)).statusCode).toBe(401);
  });

  it('is refused for a body that is no JSON, in a sentence', async () => {
    const answer = await ask({
      method: 'POST',
      url: '/api/session',
      headers: { 'content-type': 'application/json' },
      payload: '{',
    });
    expect([answer.statusCode, answer.json().code]).toEqual([400, 'BAD_INPUT']);
  });
});

describe('every answer', () => {
  it('forbids scripts and frames of other places', async () => {
    const policy = String((await ask({ url: '/healthz' })).headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
  });

  it('gives no other site leave to read it', async () => {
    const { headers } = await ask({ url: '/healthz', headers: { origin: 'http://iolaus.example' } });
    expect(headers['access-control-allow-origin']).toBeUndefined();
    expect(headers['cross-origin-resource-policy']).toBe('same-origin');
  });

  it('says a refusal with code, sentence and hint', async () => {
    const answer = await ask({ url: '/api/frames/N-0001', headers: { host: 'iolaus.example' } });
    expect([answer.statusCode, answer.json()]).toEqual([
      403,
      {
        code: 'FOREIGN_HOST',
        sentence: 'The request came for or from another host.',
        hint: 'Open Iolaus at the address that it printed.',
      },
    ]);
  });
});

describe('the routes of the contract', () => {
  it('carry a refusal with its status over the wire', async () => {
    const answer = await ask({ url: '/api/networks/N-0001', headers: asCommand });
    expect(answer.statusCode).toBe(409);
    expect(answer.json()).toMatchObject({
      code: 'NOTHING_IMPORTED',
      data: { sentence: 'Nothing is imported yet.' },
    });
  });

  it('refuse a path that there is not', async () => {
    const answer = await ask({ url: '/api/nowhere?secret=1', headers: asCommand });
    expect([answer.statusCode, answer.json().sentence]).toEqual([
      404,
      'There is no route /api/nowhere in this snapshot.',
    ]);
  });
});

describe('a browser', () => {
  const outside = join(tmpdir(), 'not-sent-by-a-browser');

  it.each([
    ['/dumps/detect', { path: outside }],
    ['/dumps/dry-run', { path: outside }],
    ['/dumps/dry-run/whole', { path: outside }],
    ['/dumps/import', { paths: [outside] }],
    ['/enrichment', { kind: 'vpn', path: outside }],
    ['/watch', { folder: outside }],
  ])('may not have %s read %j', async (route, payload) => {
    expect(await refusalOf(route, payload)).toEqual([403, 'FILE_OUTSIDE']);
  });

  it.each(['/dumps/dry-run', '/dumps/dry-run/whole', '/dumps/import', '/watch'])(
    'may not have %s read what it sent by a mapping that it did not send',
    async (route) => {
      const path = workbench.home.inbox;
      const payload = { path, paths: [path], folder: path, mapping: outside };
      expect(await refusalOf(route, payload)).toEqual([403, 'FILE_OUTSIDE']);
    },
  );

  async function refusalOf(route: string, payload: object): Promise<unknown> {
    const cookie = `${COOKIE}=${sessions.redeem(sessions.issueToken())}`;
    const answer = await ask({ method: 'POST', url: `/api${route}`, payload, headers: { cookie } });
    return [answer.statusCode, answer.json().code];
  }
});

describe('a file that is asked for', () => {
  it.each([
    ['/api/files/accounts.csv?query=nonsense', 'BAD_INPUT'],
    ['/api/dumps/refused.csv?dump=abc', 'NOT_FOUND'],
    ['/api/bundles/absent', 'NOT_FOUND'],
  ])('is refused whole, and is none with half a refusal in it: %s', async (url, code) => {
    const answer = await ask({ url, headers: asCommand });
    expect(answer.headers['content-type']).toMatch(/^application\/json/);
    expect(answer.json()).toMatchObject({ code });
  });
});

it('a port that another program has is refused by its number', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as { port: number };
  await expect(startServer({ workbench, port })).rejects.toMatchObject({ code: 'PORT_IN_USE', facts: { port } });
  other.close();
});

it('writes no token, cookie or query into its log', async () => {
  const token = sessions.issueToken();
  await signIn(token);
  const headers = { ...asCommand, cookie: `${COOKIE}=cookie-value` };
  await ask({ url: '/api/networks/N-4711?find=prompt-words', headers });
  const log = await vi.waitFor(() => {
    const text = readFileSync(join(workbench.home.logs, 'service.log'), 'utf8');
    expect(text).toContain('/api/networks/N-4711');
    return text;
  });
  for (const secret of [token, LOCAL_TOKEN, 'cookie-value', 'prompt-words']) expect(log).not.toContain(secret);
});
