import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { ERRORS, IolausError, type ErrorCode, type OnProgress } from '@iolaus/contracts';
import type { WorkerLine, WorkerOrder } from './import-shared-worker.js';

/** What several workers on this machine import. */
export interface WorkersRun extends WorkerOrder {
  readonly workers: number;
  readonly onProgress: OnProgress;
  readonly isCancelled: () => boolean;
}

const PROGRAM = fileURLToPath(new URL('./import-shared-worker.js', import.meta.url));
const ASK_MS = 200;

/**
 * Imports dumps by several processes of this machine, which may be joined by those of others on the same lake. Ends when all dumps are in the lake; refuses with what
 * stopped the last worker that was left (CANCELLED included). The manifest must be read anew behind it.
 */
export async function runWorkers({ workers, onProgress, isCancelled, ...order }: WorkersRun): Promise<void> {
  let imported = 0;
  const progress = (): void =>
    onProgress({ phase: `Reading with ${workers} workers`, done: imported, total: 0, unit: 'dumps' });
  const children = Array.from({ length: workers }, () =>
    spawn(process.execPath, [PROGRAM, JSON.stringify(order)], { stdio: ['pipe', 'pipe', 'inherit'] }),
  );
  const asking = setInterval(() => {
    if (isCancelled()) for (const child of children) child.kill();
  }, ASK_MS);
  progress();
  try {
    const ends = await Promise.all(
      children.map((child) =>
        follow(child, () => {
          imported++;
          progress();
        }),
      ),
    );
    // One that ended well saw all dumps in the lake, whoever brought them in.
    const refusals = ends.filter((end) => end !== undefined);
    if (refusals.length < children.length) return;
    throw isCancelled() ? new IolausError('CANCELLED', { done: `${imported} dumps` }) : refusals[0];
  } finally {
    clearInterval(asking);
    for (const child of children) child.stdin?.end();
  }
}

/** Reads what a worker prints; gives why it failed, or undefined when it did not. */
async function follow(child: ChildProcess, onImported: () => void): Promise<Error | undefined> {
  const ended = once(child, 'close') as Promise<[number | null, string | null]>;
  let refusal: Error | undefined;
  for await (const text of createInterface({ input: child.stdout! })) {
    const line = JSON.parse(text) as WorkerLine;
    if ('code' in line) refusal = refusalOf(line);
    else if (line.step === 'imported') onImported();
  }
  const [code, signal] = await ended;
  if (code === 0) return undefined;
  return refusal ?? new IolausError('INTERNAL', {}, { cause: `a worker ended with ${code ?? signal}` });
}

function refusalOf({ code, facts }: Extract<WorkerLine, { code: string }>): IolausError {
  return new IolausError(Object.hasOwn(ERRORS, code) ? (code as ErrorCode) : 'INTERNAL', facts);
}
