import type { SplitEvent, WorkOptions } from '@iolaus/contracts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Jobs } from '../jobs.js';
import { networkOf, workbenchOf } from '../testing/snapshots.js';
import { previewSplit } from './split.js';

const network = networkOf('N-1', { members: [{ id: 'a' }, { id: 'b' }] });
const QUERY = { id: 'N-1', kind: 'ip', value: '192.0.2.1' };

/** A run that finds no network any more, of data in which both members hold the one indicator. */
const MADE = {
  snapshot: { networks: [] },
  tables: {
    sightings: {
      kinds: [{ kind: 'ip' }],
      indicatorKind: Uint8Array.of(0),
      indicatorValue: [QUERY.value],
      accounts: ['a', 'b'],
      account: Uint32Array.of(0, 1),
      indicator: Uint32Array.of(0, 0),
    },
  },
};

let jobs: Jobs;
beforeEach(() => void (jobs = new Jobs()));
afterEach(() => jobs.close());

/** A workbench whose runs are these, and what they were asked and told. */
function benchOf(run: (work: WorkOptions) => Promise<unknown>) {
  const told = { drafts: [] as unknown[], signals: [] as (AbortSignal | undefined)[], warmed: 0 };
  const workbench = workbenchOf({
    networks: [network],
    others: {
      jobs,
      preview: (draft: unknown, work: WorkOptions) => {
        told.drafts.push(draft);
        told.signals.push(work.signal);
        return run(work);
      },
      warmUp: () => {
        told.warmed++;
        return Promise.resolve();
      },
    },
  });
  return { workbench, told };
}

const untilAborted = ({ signal }: WorkOptions): Promise<never> =>
  new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));

async function all(events: AsyncGenerator<SplitEvent>): Promise<SplitEvent[]> {
  const found: SplitEvent[] = [];
  for await (const event of events) found.push(event);
  return found;
}

describe('the preview of a split', () => {
  it('says that it waits, how far it is, and last what would be', async () => {
    const { workbench, told } = benchOf(async ({ onProgress }) => {
      onProgress?.({ phase: 'Detecting', done: 1, total: 2, unit: 'steps' });
      await new Promise((resolve) => setTimeout(resolve, 150));
      return MADE;
    });
    const events = await all(previewSplit(workbench, QUERY));
    expect(events.map((event) => ('phase' in event ? event.phase : event.split))).toEqual([
      'Waiting for the work before it',
      'Detecting',
      expect.objectContaining({ kind: 'ip', value: '192.0.2.1', fallen: 2, held: 2, links: 1, partOf: '--' }),
    ]);
    expect(told).toMatchObject({
      drafts: [{ rule: { verb: 'cut-indicator', kind: QUERY.kind, value: QUERY.value } }],
      warmed: 0,
    });
  });

  it('is refused for a network that there is not, and takes no turn', async () => {
    const { workbench, told } = benchOf(() => Promise.resolve(MADE));
    await expect(all(previewSplit(workbench, { ...QUERY, id: 'N-9' }))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(told.drafts).toEqual([]);
  });

  it('is refused for what no member holds, and for a run that fails', async () => {
    const absent = { ...QUERY, value: '192.0.2.9' };
    await expect(all(previewSplit(benchOf(() => Promise.resolve(MADE)).workbench, absent))).rejects.toThrow(
      'There is no ip of Name of N-1 192.0.2.9 in this snapshot.',
    );
    const { workbench } = benchOf(() => Promise.reject(new Error('the lake is busy')));
    await expect(all(previewSplit(workbench, QUERY))).rejects.toThrow('the lake is busy');
  });

  it('is cancelled when nobody listens any more, and has the next run made ready', async () => {
    const { workbench, told } = benchOf(untilAborted);
    const events = previewSplit(workbench, QUERY);
    await events.next();
    await events.return(undefined);
    await jobs.inTurn(() => Promise.resolve());
    expect([told.signals[0]?.aborted, told.warmed]).toEqual([true, 1]);
  });

  it('is cancelled by its caller, also while it waits for its turn', async () => {
    const stop = new AbortController();
    let free: () => void = () => undefined;
    void jobs.inTurn(() => new Promise((resolve) => (free = resolve)));
    const { workbench, told } = benchOf(untilAborted);
    const outcome = all(previewSplit(workbench, QUERY, stop.signal)).catch((error: unknown) => error);
    await new Promise((resolve) => setTimeout(resolve, 5));
    stop.abort();
    free();
    expect(await outcome).toMatchObject({ code: 'CANCELLED' });
    expect(told.drafts).toEqual([]);
  });
});
