import { IolausError } from '@iolaus/contracts';
import { LakeEngine, type CallContext } from './lake-engine.js';

/** A call from the parent process, or the wish to end one. */
export type LakeCall =
  | { readonly id: number; readonly method: string; readonly argument: unknown }
  | { readonly cancel: number }
  | { readonly pause: number }
  | { readonly resume: number };
/** What goes back: progress, the value, or the refusal. */
export type LakeAnswer =
  | { readonly id: number; readonly progress: Parameters<CallContext['onProgress']>[0] }
  | { readonly id: number; readonly value: unknown }
  | {
      readonly id: number;
      readonly refusal: {
        readonly code: string;
        readonly facts: Readonly<Record<string, string | number>>;
        readonly message: string;
      };
    };

const [folder = '', memoryMb = '2048', threads = '2'] = process.argv.slice(2);
const cancelled = new Set<number>();
const paused = new Set<number>();
/** Called when a call may have to go on: it was resumed or cancelled. */
const waiting = new Map<number, () => void>();

// The parent's end of the channel closes when it dies, however it dies: nothing of this process may stay behind.
process.once('disconnect', () => process.exit(0));
// Ctrl-C reaches the whole group; the parent decides when this process ends.
process.on('SIGINT', () => undefined);

const engine = LakeEngine.open({
  folder,
  memoryMb: Number(memoryMb),
  threads: Number(threads),
});
const queued: Extract<LakeCall, { id: number }>[] = [];
let isBusy = false;

/** Calls that change nothing: they are answered while an import is held at a safe point, however long that is. */
const READS = new Set([
  'rows',
  'refsOf',
  'refused',
  'refusedGroups',
  'refusedRaw',
  'rawRecords',
  'recordAccounts',
  'activityOf',
  'rollupId',
  'placeAccounts',
  'accountPage',
  'accountMarks',
  'accountCells',
]);

process.on('message', (call: LakeCall) => {
  if ('cancel' in call) {
    cancelled.add(call.cancel);
    waiting.get(call.cancel)?.();
  } else if ('pause' in call) paused.add(call.pause);
  else if ('resume' in call) {
    paused.delete(call.resume);
    waiting.get(call.resume)?.();
  } else {
    queued.push(call);
    takeNext();
    if (waiting.size > 0) answerReads();
  }
});

/** One call after the other. */
function takeNext(): void {
  const call = isBusy ? undefined : queued.shift();
  if (!call) return;
  isBusy = true;
  void answer(call).finally(() => {
    isBusy = false;
    takeNext();
  });
}

function answerReads(): void {
  for (const call of queued.filter(({ method }) => READS.has(method))) {
    queued.splice(queued.indexOf(call), 1);
    void answer(call);
  }
}

async function answer({ id, method, argument }: Extract<LakeCall, { id: number }>): Promise<void> {
  const context: CallContext = {
    onProgress: (progress) => send({ id, progress }),
    isCancelled: () => cancelled.has(id),
    isPaused: () => paused.has(id),
    resumed: () =>
      new Promise((resolve) => {
        waiting.set(id, () => {
          waiting.delete(id);
          resolve();
        });
        answerReads();
      }),
  };
  try {
    send({ id, value: await dispatch(await engine, { method, argument, context }) });
  } catch (error) {
    const { code, facts } = error instanceof IolausError ? error : faultOf(error);
    send({ id, refusal: { code, facts, message: error instanceof Error ? error.message : String(error) } });
  } finally {
    cancelled.delete(id);
    paused.delete(id);
    waiting.delete(id);
  }
}

/** DuckDB tells of too little memory by its message alone. */
const faultOf = (error: unknown): { code: string; facts: Readonly<Record<string, string | number>> } =>
  error instanceof Error && error.message.startsWith('Out of Memory Error')
    ? { code: 'LAKE_MEMORY', facts: { megabytes: Number(memoryMb) } }
    : { code: 'INTERNAL', facts: {} };

async function dispatch(
  lake: LakeEngine,
  call: { method: string; argument: unknown; context: CallContext },
): Promise<unknown> {
  const argument = call.argument as never;
  switch (call.method) {
    case 'manifest':
      return lake.manifest();
    case 'importFiles':
      return lake.importFiles(argument, call.context);
    case 'removeDump':
      return lake.removeDump(argument);
    case 'remapDump':
      return lake.remapDump(argument, call.context);
    case 'refusedGroups':
      return lake.refusedGroups(argument);
    case 'refusedRaw':
      return lake.refusedRaw(argument);
    case 'templates':
      return lake.templates(argument, call.context);
    case 'rollUp':
      return lake.rollUp(argument, call.context);
    case 'feedHead':
      return lake.feedHead();
    case 'writeGraphFiles':
      return lake.writeGraphFiles(argument, call.context);
    case 'openChanges':
      return lake.openChanges(argument);
    case 'nextChanges':
      return lake.nextChanges(argument);
    case 'closeChanges':
      return lake.closeChanges(argument);
    case 'keepRollups':
      return lake.keepRollups(argument);
    case 'tables':
      return lake.tables(call.context);
    case 'countAccounts':
      return lake.countAccounts();
    case 'enrichment':
      return lake.enrichment();
    case 'addEnrichment':
      return lake.addEnrichment(argument);
    case 'removeEnrichment':
      return lake.removeEnrichment(argument);
    case 'rows':
      return lake.rows(argument);
    case 'dayRows':
      return lake.dayRows(argument);
    case 'refsOf':
      return lake.refsOf(argument);
    case 'refused':
      return lake.refused(argument);
    case 'rawRecords':
      return lake.rawRecords(argument);
    case 'recordAccounts':
      return lake.recordAccounts(argument);
    case 'activityOf':
      return lake.activityOf(argument);
    case 'eventsOf':
      return lake.eventsOf(argument, call.context);
    case 'modelShift':
      return lake.modelShift(argument);
    case 'accountDays':
      return lake.accountDays(argument);
    case 'heldInWindows':
      return lake.heldInWindows(argument);
    case 'rollupId':
      return lake.rollupId();
    case 'placeAccounts':
      return lake.placeAccounts(argument);
    case 'accountCells':
      return lake.accountCells(argument);
    case 'accountPage':
      return lake.accountPage(argument);
    case 'accountMarks':
      return lake.accountMarks(argument);
    case 'modelUses':
      return lake.modelUses(argument);
    case 'modelReleases':
      return lake.modelReleases();
    default:
      throw new IolausError('BAD_INPUT', { detail: `the lake has no method ${call.method}` });
  }
}

function send(message: LakeAnswer): void {
  if (process.connected) process.send?.(message);
}
