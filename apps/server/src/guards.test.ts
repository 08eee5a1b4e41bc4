import cookie from '@fastify/cookie';
import Fastify, { type FastifyInstance } from 'fastify';
import { describe, expect, it } from 'vitest';
import { callerOf, guard } from './guards.js';
import { COOKIE, Sessions } from './sessions.js';

const HOST = '127.0.0.1:4680';
const LOCAL_TOKEN = 'local-token-of-the-home';

/** A service of three routes behind the guard; each answers with its own name. */
async function guarded(sessions = new Sessions(() => 0)): Promise<FastifyInstance> {
  const server = Fastify();
  await server.register(cookie);
  guard(server, { sessions, localToken: LOCAL_TOKEN });
  server.post('/api/session', () => 'sign-in');
  server.get('/api/frames/:network', () => 'frame');
  server.all('/api/*', (request) => callerOf(request, LOCAL_TOKEN));
  server.get('/*', () => 'page');
  return server;
}

type Method = 'GET' | 'HEAD' | 'OPTIONS' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

interface Asked {
  readonly method?: Method;
  readonly url?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

async function ask({ method = 'GET', url = '/', headers = {} }: Asked): Promise<{ status: number; body: string }> {
  const server = await guarded();
  const { statusCode, body } = await server.inject({ method, url, headers: { host: HOST, ...headers } });
  return { status: statusCode, body };
}

const bearer = (token: string): Readonly<Record<string, string>> => ({ authorization: `Bearer ${token}` });

describe('the host that is asked for', () => {
  it.each(['127.0.0.1:4680', '127.0.0.1', 'localhost:4680', 'localhost', '[::1]:4680', '[::1]'])(
    'may be %s',
    async (host) => {
      expect((await ask({ headers: { host } })).status).toBe(200);
    },
  );

  it.each([
    'iolaus.example:4680',
    'localhost.example',
    '127.0.0.1.example:4680',
    'example:80@127.0.0.1',
    '127.0.0.1:4680.example',
    '127.0.0.1:',
    '192.0.2.7:4680',
    '0.0.0.0:4680',
    '[::]:4680',
  ])('is refused when it is “%s”, also with the token of the home', async (host) => {
    expect((await ask({ headers: { host, ...bearer(LOCAL_TOKEN) } })).status).toBe(403);
  });
});

describe('the origin of a request that changes something', () => {
  const from = (origin: string, method: Method = 'POST'): Asked => ({
    method,
    url: '/api/rpc/detection/run',
    headers: { origin, ...bearer(LOCAL_TOKEN) },
  });

  it('may be the page of the service itself', async () => {
    expect((await ask(from(`http://${HOST}`))).status).toBe(200);
  });

  it.each([
    'http://iolaus.example',
    'https://127.0.0.1:4680',
    'http://127.0.0.1:4681',
    'http://localhost:4680',
    'http://127.0.0.1:4680.example',
    'null',
    '',
  ])('is refused when it is “%s”', async (origin) => {
    expect((await ask(from(origin))).status).toBe(403);
  });

  it.each(['PUT', 'PATCH', 'DELETE'] as const)('counts for %s too', async (method) => {
    expect((await ask(from('http://iolaus.example', method))).status).toBe(403);
  });

  it('counts for sign-in, which needs no session', async () => {
    const asked = { method: 'POST', url: '/api/session', headers: { origin: 'http://iolaus.example' } } as const;
    expect((await ask(asked)).status).toBe(403);
  });

  it('need not be named by a command, which sends none', async () => {
    expect((await ask({ method: 'POST', url: '/api/rpc/detection/run', headers: bearer(LOCAL_TOKEN) })).status).toBe(
      200,
    );
  });
});

describe('who may read', () => {
  it.each(['/', '/n/N-0001', '/assets/index.js', '/healthz', '/apiary'])('anybody may read %s', async (url) => {
    expect(await ask({ url })).toEqual({ status: 200, body: 'page' });
  });

  it('anybody may try to sign in', async () => {
    expect(await ask({ method: 'POST', url: '/api/session' })).toEqual({ status: 200, body: 'sign-in' });
  });

  it.each([
    '/api/frames/N-0001',
    '/api/networks?limit=1',
    '/api/session/other',
    '/api/sessions',
    '/%61pi/frames/N-0001',
    '/%61%70%69/frames/N-0001',
    '/ap%69/networks',
    '/api/%66rames/N-0001',
    '/api/',
  ])('nobody may read %s without a session', async (url) => {
    expect((await ask({ url })).status).toBe(401);
  });

  it.each([
    bearer('guessed'),
    bearer(''),
    { authorization: LOCAL_TOKEN },
    { authorization: `Basic ${LOCAL_TOKEN}` },
    { cookie: `${COOKIE}=guessed` },
    { cookie: `${COOKIE}=` },
    { cookie: `${COOKIE}=${LOCAL_TOKEN}` },
  ])('%j opens nothing', async (headers) => {
    expect((await ask({ url: '/api/frames/N-0001', headers })).status).toBe(401);
  });

  it('a browser may read with the cookie of its session', async () => {
    const sessions = new Sessions(() => 0);
    const server = await guarded(sessions);
    const id = sessions.redeem(sessions.issueToken());
    const answer = await server.inject({
      url: '/api/networks',
      headers: { host: HOST, cookie: `other=1; ${COOKIE}=${id}` },
    });
    expect(answer.body).toBe('browser');
  });

  it('a command may read with the token of the home', async () => {
    expect(await ask({ url: '/api/networks', headers: bearer(LOCAL_TOKEN) })).toEqual({ status: 200, body: 'local' });
  });
});
