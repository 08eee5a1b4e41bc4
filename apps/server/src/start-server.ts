import { randomBytes } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import statics from '@fastify/static';
import { contract, IolausError } from '@iolaus/contracts';
import { answers, type Workbench } from '@iolaus/pipeline';
import { OpenAPIGenerator } from '@orpc/openapi';
import { OpenAPIHandler } from '@orpc/openapi/fastify';
import { RPCHandler } from '@orpc/server/fastify';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { documentationPage } from './documentation-page.js';
import { callerOf, guard } from './guards.js';
import { router } from './router.js';
import { COOKIE, Sessions } from './sessions.js';
import { takeUploads } from './uploads.js';

/** A running service. */
export interface RunningServer {
  readonly url: string;
  /** A URL that signs one browser in, once, within ten minutes. */
  signInUrl(): string;
  close(): Promise<void>;
}

/** What to serve, and where. Port 0 takes a free one. */
export interface ServerOptions {
  readonly workbench: Workbench;
  readonly port: number;
  readonly clock?: () => number;
  /** Largest upload in bytes. */
  readonly uploadBytes?: number;
}

const WEB = fileURLToPath(new URL('../../web/dist', import.meta.url));
const ASSETS = join(WEB, 'assets');
const UPLOAD_BYTES = 20 * 1024 ** 3;

/** Serves the workbench on loopback. Refuses a port that is taken (PORT_IN_USE). */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { workbench } = options;
  const sessions = new Sessions(options.clock ?? Date.now);
  const localToken = randomBytes(32).toString('base64url');
  const server = await buildServer(options, { sessions, localToken });
  try {
    await server.listen({ host: '127.0.0.1', port: options.port });
  } catch (error) {
    await server.close();
    if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE')
      throw new IolausError('PORT_IN_USE', { port: options.port }, { cause: error });
    throw error;
  }
  const address = server.server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : options.port}`;
  workbench.lock.announce(url, localToken);
  answers.resumeWatches(workbench);
  return {
    url,
    signInUrl: () => `${url}/#token=${sessions.issueToken()}`,
    close: async () => {
      server.server.closeAllConnections();
      await server.close();
    },
  };
}

/** The service without a port, for tests that inject requests. */
export async function buildServer(
  options: Pick<ServerOptions, 'workbench' | 'uploadBytes'>,
  of: { readonly sessions: Sessions; readonly localToken: string },
): Promise<FastifyInstance> {
  const log = join(options.workbench.home.logs, 'service.log');
  mkdirSync(options.workbench.home.logs, { recursive: true });
  const server = Fastify({
    logger: {
      level: 'info',
      stream: createWriteStream(log, { flags: 'a', mode: 0o600 }),
      redact: ['req.headers.authorization', 'req.headers.cookie'],
      serializers: { req: ({ method, url }) => ({ method, path: url?.split('?', 1)[0] }) },
    },
    forceCloseConnections: true,
    bodyLimit: 1024 * 1024,
    routerOptions: { maxParamLength: 2000 },
  });
  await server.register(cookie);
  await secure(server);
  guard(server, of);
  server.setErrorHandler((error, _, reply) => refuse(reply, error));
  // oRPC reads bodies itself; Fastify must leave them alone.
  server.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));
  probes(server, options.workbench);
  signIn(server, of.sessions);
  files(server, options.workbench);
  takeUploads(server, { inbox: options.workbench.home.inbox, mostBytes: options.uploadBytes ?? UPLOAD_BYTES });
  await api(server, { workbench: options.workbench, localToken: of.localToken });
  await pages(server);
  return server;
}

async function secure(server: FastifyInstance): Promise<void> {
  await server.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        connectSrc: ["'self'"],
        workerSrc: ["'self'"],
        fontSrc: ["'self'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
        requireTrustedTypesFor: ["'script'"],
      },
    },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
    crossOriginResourcePolicy: { policy: 'same-origin' },
    referrerPolicy: { policy: 'no-referrer' },
    hsts: false,
  });
}

function refuse(reply: FastifyReply, error: unknown): FastifyReply {
  const status = (error as { statusCode?: number }).statusCode;
  const refusal =
    error instanceof IolausError
      ? error
      : status !== undefined && status < 500
        ? new IolausError('BAD_INPUT', { detail: 'the request is malformed' })
        : new IolausError('INTERNAL', {}, { cause: error });
  if (refusal.code === 'INTERNAL') reply.log.error(error);
  // Of a file that was promised only the refusal comes.
  return reply
    .removeHeader('Content-Disposition')
    .type('application/json; charset=utf-8')
    .status(refusal.status)
    .send({ code: refusal.code, sentence: refusal.message, hint: refusal.hint });
}

function probes(server: FastifyInstance, workbench: Workbench): void {
  server.get('/healthz', () => ({ ok: true }));
  server.get('/readyz', async (_, reply) => {
    try {
      await (await workbench.graph.store()).status();
      return { ok: true };
    } catch {
      return reply.status(503).header('Retry-After', '5').send({ ok: false });
    }
  });
}

function signIn(server: FastifyInstance, sessions: Sessions): void {
  server.post<{ Body: { token?: unknown } }>('/api/session', (request, reply) => {
    const token = request.body?.token;
    const id = typeof token === 'string' ? sessions.redeem(token) : undefined;
    if (id === undefined) throw new IolausError('NOT_SIGNED_IN');
    return reply
      .setCookie(COOKIE, id, { httpOnly: true, sameSite: 'strict', secure: true, path: '/' })
      .send({ ok: true });
  });
}

function files(server: FastifyInstance, workbench: Workbench): void {
  const routes = { '/api/frames/:network': answers.frameOf, '/api/frames/:network/organic': answers.organicPlacesOf };
  for (const [path, columnsOf] of Object.entries(routes))
    server.get<{ Params: { network: string } }>(path, async (request, reply) => {
      const { read, tag } = columnsOf(workbench, request.params.network);
      if (request.headers['if-none-match'] === tag) return reply.status(304).send();
      const bytes = await read();
      return reply
        .type('application/octet-stream')
        .header('ETag', tag)
        .header('Cache-Control', 'private, no-cache')
        .send(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    });
  for (const form of ['csv', 'jsonl'] as const)
    server.get<{ Querystring: { dump?: string } }>(`/api/dumps/refused.${form}`, (request, reply) =>
      reply
        .type(form === 'csv' ? 'text/csv; charset=utf-8' : 'application/jsonl')
        .header('Content-Disposition', `attachment; filename="refused-rows.${form}"`)
        .send(Readable.from(answers.refusedFile(workbench, { form, dump: request.query.dump }))),
    );
  server.get<{ Querystring: { query?: string } }>('/api/files/accounts.csv', (request, reply) =>
    reply
      .type('text/csv; charset=utf-8')
      .header('Content-Disposition', 'attachment; filename="accounts.csv"')
      .send(Readable.from(answers.accountsFile(workbench, request.query.query ?? '{}'))),
  );
  server.get<{ Params: { job: string } }>('/api/bundles/:job', (request, reply) => {
    const { bundle } = workbench.jobs.get(request.params.job);
    if (!bundle || !existsSync(bundle.path))
      throw new IolausError('NOT_FOUND', { what: 'bundle', id: request.params.job });
    return reply
      .type('application/zip')
      .header(
        'Content-Disposition',
        `attachment; filename="${bundle.path
          .split('/')
          .at(-1)
          ?.replace(/[^\w.-]/g, '_')}"`,
      )
      .send(createReadStream(bundle.path));
  });
}

async function api(server: FastifyInstance, of: { workbench: Workbench; localToken: string }): Promise<void> {
  const rpc = new RPCHandler(router);
  const rest = new OpenAPIHandler(router);
  const contextOf = (request: FastifyRequest): { workbench: Workbench; caller: 'browser' | 'local' } => ({
    workbench: of.workbench,
    caller: callerOf(request, of.localToken),
  });
  const document = await new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] }).generate(
    contract,
    { info: { title: 'Iolaus', version: answers.VERSION }, servers: [{ url: '/api' }] },
  );
  server.get('/api/openapi.json', () => document);
  server.get('/api/docs', (_, reply) => reply.type('text/html').send(documentationPage(document)));
  await server.register((scope, _, done) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', (_request, _payload, parsed) => parsed(null));
    scope.all('/api/rpc/*', async (request, reply) => {
      const { matched } = await rpc.handle(request, reply, { prefix: '/api/rpc', context: contextOf(request) });
      if (!matched) throw new IolausError('NOT_FOUND', { what: 'route', id: request.url.split('?', 1)[0] ?? '' });
    });
    scope.all('/api/*', async (request, reply) => {
      const { matched } = await rest.handle(request, reply, { prefix: '/api', context: contextOf(request) });
      if (!matched) throw new IolausError('NOT_FOUND', { what: 'route', id: request.url.split('?', 1)[0] ?? '' });
    });
    done();
  });
}

/** Static files, and the one page for every route of the workbench. */
async function pages(server: FastifyInstance): Promise<void> {
  if (!existsSync(WEB)) return;
  await server.register(statics, {
    root: WEB,
    index: 'index.html',
    immutable: false,
    maxAge: '1h',
    setHeaders: (response, path) => {
      if (path.endsWith('.html')) response.header('Cache-Control', 'no-cache');
      // The name of each has a digest of its content.
      if (path.startsWith(ASSETS)) response.header('Cache-Control', 'public, max-age=31536000, immutable');
    },
  });
  server.setNotFoundHandler((request, reply) => {
    // An address of a screen may end like a file: /i/ip/203.0.113.47.
    if (request.method === 'GET' && !/^\/(api|assets)\//.test(request.url))
      return reply.header('Cache-Control', 'no-cache').sendFile('index.html');
    return refuse(reply, new IolausError('NOT_FOUND', { what: 'page', id: request.url.split('?', 1)[0] ?? '' }));
  });
}
