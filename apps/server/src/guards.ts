import type { FastifyInstance, FastifyRequest } from 'fastify';
import { IolausError } from '@iolaus/contracts';
import { COOKIE, isSame, type Sessions } from './sessions.js';

const LOOPBACK = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;
const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Routes that answer without a session: the pages themselves, sign-in, and the two probes. */
const isOpenPath = (path: string): boolean => !path.startsWith('/api/') || path === '/api/session';

/** Who asks: a browser with a session, or a local command with the home's token. */
export function callerOf(request: FastifyRequest, localToken: string): 'browser' | 'local' {
  return hasToken(request, localToken) ? 'local' : 'browser';
}

/** Refuses requests for another host, unsafe ones from another origin, and everything under /api without a session or the local token. */
export function guard(server: FastifyInstance, of: { readonly sessions: Sessions; readonly localToken: string }): void {
  server.addHook('onRequest', async (request) => {
    if (!LOOPBACK.test(request.headers.host ?? '')) throw new IolausError('FOREIGN_HOST');
    const { origin } = request.headers;
    if (!SAFE.has(request.method) && origin !== undefined && origin !== `http://${request.headers.host}`)
      throw new IolausError('FOREIGN_HOST');
    // The route that was found, not the URL: `/%61pi/frames/N` leads to a route under /api as well.
    const path = request.routeOptions.url ?? request.url.split('?', 1)[0] ?? '';
    if (isOpenPath(path) || hasToken(request, of.localToken) || of.sessions.isOpen(request.cookies[COOKIE])) return;
    throw new IolausError('NOT_SIGNED_IN');
  });
}

function hasToken(request: FastifyRequest, localToken: string): boolean {
  const [scheme, token] = (request.headers.authorization ?? '').split(' ');
  return scheme === 'Bearer' && token !== undefined && isSame(token, localToken);
}
