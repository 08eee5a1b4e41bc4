import { resolve } from 'node:path';
import { createORPCClient, ORPCError } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import { IolausError, type Api, type Job, type WorkOptions } from '@iolaus/contracts';
import type { Workbench } from '@iolaus/pipeline';
import { openHome } from '@iolaus/pipeline/home';
import { ownerOf, untilFree } from '@iolaus/pipeline/lock';
import type { Terminal } from './terminal.js';

/** A home as a command sees it: the same questions whether it is being served or opened just for this command. */
export interface Session {
  readonly api: Api;
  /** The open workbench, undefined when the home is being served by another process. */
  readonly workbench: Workbench | undefined;
}

/**
 * Opens a home for one command, runs it, and closes what was opened. While another command has the home, it is refused (HOME_BUSY), or with `waiting` waits for its
 * turn.
 */
export async function withSession<T>(
  home: string,
  work: (session: Session) => Promise<T>,
  waiting?: WorkOptions,
): Promise<T> {
  const { lock } = openHome(home);
  if (waiting) await untilFree(lock, waiting);
  const owner = ownerOf(lock);
  if (owner?.url !== undefined && owner.token !== undefined && owner.pid !== process.pid)
    return work({ api: remoteApi(owner.url, owner.token), workbench: undefined });
  // Not before it is needed: loading them takes longer than most answers of a home that is served.
  const [pipeline, { localApi }] = await Promise.all([import('@iolaus/pipeline'), import('@iolaus/server')]);
  const workbench = await pipeline.Workbench.open({ home: resolve(home), env: process.env }).catch((error: unknown) => {
    // Another one that waited was first.
    if (waiting && error instanceof IolausError && error.code === 'HOME_BUSY') return undefined;
    throw error;
  });
  if (!workbench) return withSession(home, work, waiting);
  try {
    return await work({ api: localApi(workbench), workbench });
  } finally {
    await workbench.close();
  }
}

function remoteApi(url: string, token: string): Api {
  return createORPCClient(new RPCLink({ url: `${url}/api/rpc`, headers: { authorization: `Bearer ${token}` } }));
}

/** Follows a job to its end with progress on the terminal; a job that failed is thrown as its refusal. Ctrl-C cancels it. */
export async function follow(api: Api, job: Job, terminal: Terminal): Promise<Job> {
  const cancel = (): void => void api.jobs.cancel({ id: job.id });
  process.once('SIGINT', cancel);
  try {
    let last = job;
    for await (const state of await api.jobs.watch({ id: job.id })) {
      last = state;
      const { rows, ...progress } = state;
      terminal.progress({ ...progress, ...(rows !== null && { rows }) });
    }
    terminal.endProgress();
    if (last.error) throw new Refusal(last.error);
    return last;
  } finally {
    process.removeListener('SIGINT', cancel);
  }
}

/** A refusal as a command prints it. */
export class Refusal extends Error {
  readonly code: string;
  readonly hint: string;

  constructor(of: { readonly code: string; readonly sentence: string; readonly hint: string }) {
    super(of.sentence);
    this.code = of.code;
    this.hint = of.hint;
  }
}

/** Any error as a refusal: ours, one that came over the wire, or an inner fault. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof IolausError) return new Refusal({ code: error.code, sentence: error.message, hint: error.hint });
  if (error instanceof ORPCError) {
    const { sentence, hint } = (error.data ?? {}) as { sentence?: string; hint?: string };
    const isInput = error.code === 'BAD_REQUEST';
    return new Refusal({
      code: isInput ? 'BAD_INPUT' : String(error.code),
      sentence: sentence ?? error.message,
      hint: hint ?? 'Check the command with --help.',
    });
  }
  const inner = new IolausError('INTERNAL', {}, { cause: error });
  return new Refusal({ code: inner.code, sentence: inner.message, hint: inner.hint });
}
