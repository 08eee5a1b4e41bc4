import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IolausError, type ImportRequest, type Job } from '@iolaus/contracts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Jobs, type JobWork } from './jobs.js';
import { whilePaused } from './pause.js';

const AGAIN: ImportRequest = { paths: ['/logs/a.jsonl'], lakeOnly: false, engine: 'duckdb' };
const NOTHING: JobWork = () => Promise.resolve({});

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'iolaus-jobs-'));
  file = join(folder, 'jobs.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Work that goes on step by step: each call of `step` lets one go, and resolves when it is at the next safe point. */
function stepped() {
  let go: (() => void) | undefined;
  const steps: number[] = [];
  const work: JobWork = async ({ onProgress, signal, pause }) => {
    for (let at = 1; at <= 3; at++) {
      await new Promise<void>((resolve) => {
        go = resolve;
        signal.addEventListener('abort', () => resolve());
      });
      await whilePaused({ signal, pause }, `step ${at}`);
      if (signal.aborted) throw new IolausError('CANCELLED', { done: `step ${at}` });
      steps.push(at);
      onProgress({ phase: `Step ${at}`, done: at, total: 3, unit: 'steps' });
    }
    return {};
  };
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  return {
    work,
    steps,
    settle,
    step: async () => {
      await settle();
      go?.();
      await settle();
    },
  };
}

describe('a job', () => {
  it('runs after the one before it, never beside it', async () => {
    const jobs = new Jobs();
    const first = stepped();
    jobs.add({ kind: 'detect', title: 'First' }, first.work);
    const second = jobs.add({ kind: 'detect', title: 'Second' }, NOTHING);
    await first.step();
    expect(jobs.list().map(({ title, state }) => [title, state])).toEqual([
      ['Second', 'waiting'],
      ['First', 'running'],
    ]);
    await first.step();
    await first.step();
    expect((await jobs.ended(second.id)).state).toBe('done');
  });

  it('that only reads waits for no import, not even for one that is paused', async () => {
    const jobs = new Jobs();
    const { work, step } = stepped();
    const { id } = jobs.add({ kind: 'import', title: 'Import a', again: AGAIN }, work);
    await step();
    jobs.pause(id);
    const read = jobs.add({ kind: 'dry-run', title: 'Dry run of b' }, NOTHING);
    expect((await jobs.ended(read.id)).state).toBe('done');
    jobs.cancel(id);
  });

  it('that is cancelled says so, and how far it came', async () => {
    const jobs = new Jobs();
    const { work, step, steps } = stepped();
    const { id } = jobs.add({ kind: 'import', title: 'Import a', again: AGAIN }, work);
    await step();
    jobs.cancel(id);
    const { state, error } = await jobs.ended(id);
    expect([state, error?.code, steps]).toEqual(['cancelled', 'CANCELLED', [1]]);
  });

  it('that waits and is cancelled never begins', async () => {
    const jobs = new Jobs();
    const first = stepped();
    const before = jobs.add({ kind: 'detect', title: 'First' }, first.work);
    let hasBegun = false;
    const { id } = jobs.add({ kind: 'detect', title: 'Second' }, () => ((hasBegun = true), Promise.resolve({})));
    jobs.cancel(id);
    jobs.cancel(before.id);
    await jobs.ended(id);
    expect([jobs.get(id).state, hasBegun]).toEqual(['cancelled', false]);
  });

  it('that fails in a way of its own says INTERNAL, not what was in the error', async () => {
    const jobs = new Jobs();
    const { id } = jobs.add({ kind: 'detect', title: 'Detect' }, () => Promise.reject(new Error('prompt text')));
    const { state, error } = await jobs.ended(id);
    expect([state, error?.code, JSON.stringify(error).includes('prompt text')]).toEqual(['failed', 'INTERNAL', false]);
  });

  it('is watched from where it stands to its end', async () => {
    const jobs = new Jobs();
    const { work, step } = stepped();
    const { id } = jobs.add({ kind: 'import', title: 'Import a', again: AGAIN }, work);
    const seen: Job['state'][] = [];
    const watched = (async () => {
      for await (const { state } of jobs.watch(id)) seen.push(state);
    })();
    for (let at = 0; at < 3; at++) await step();
    await watched;
    expect([seen[0], seen.at(-1)]).toEqual(['waiting', 'done']);
  });
});

describe('a paused import', () => {
  it('takes no step until it is resumed, and then all the others', async () => {
    const jobs = new Jobs();
    const { work, step, steps } = stepped();
    const { id } = jobs.add({ kind: 'import', title: 'Import a', again: AGAIN }, work);
    await step();
    expect(jobs.pause(id).state).toBe('paused');
    await step();
    expect([jobs.list()[0]?.state, steps]).toEqual(['paused', [1]]);
    expect(jobs.resume(id).state).toBe('running');
    await step();
    await step();
    expect([(await jobs.ended(id)).state, steps]).toEqual(['done', [1, 2, 3]]);
  });

  it('can be cancelled without being resumed', async () => {
    const jobs = new Jobs();
    const { work, step, steps } = stepped();
    const { id } = jobs.add({ kind: 'import', title: 'Import a', again: AGAIN }, work);
    await step();
    jobs.pause(id);
    await step();
    jobs.cancel(id);
    expect([(await jobs.ended(id)).state, steps]).toEqual(['cancelled', [1]]);
  });

  it('that only waited does not begin while it is paused', async () => {
    const jobs = new Jobs();
    const first = stepped();
    const before = jobs.add({ kind: 'detect', title: 'First' }, first.work);
    const { id } = jobs.add({ kind: 'import', title: 'Import a', again: AGAIN }, NOTHING);
    jobs.pause(id);
    jobs.cancel(before.id);
    await jobs.ended(before.id);
    await first.settle();
    expect(jobs.get(id).endedMs).toBeNull();
    jobs.resume(id);
    expect((await jobs.ended(id)).state).toBe('done');
  });

  it('is refused for work that knows no safe points, and for what has ended', async () => {
    const jobs = new Jobs();
    const { id } = jobs.add({ kind: 'detect', title: 'Detect' }, NOTHING);
    expect(() => jobs.pause(id)).toThrow(/only an import/);
    const ended = jobs.add({ kind: 'import', title: 'Import a', again: AGAIN }, NOTHING);
    await jobs.ended(ended.id);
    expect(() => jobs.pause(ended.id)).toThrow(/only an import/);
  });
});

describe('the history', () => {
  it('has the jobs of an earlier run, newest first, with their ends', async () => {
    const before = new Jobs({ file });
    before.add({ kind: 'detect', title: 'Detect' }, NOTHING);
    const { id } = before.add({ kind: 'import', title: 'Import a', again: AGAIN }, NOTHING);
    await before.ended(id);
    expect(new Jobs({ file }).list()).toEqual(before.list());
  });

  it('offers an import that a crash interrupted, once, with what it was asked for', async () => {
    const before = new Jobs({ file });
    const { work, step } = stepped();
    const { id } = before.add({ kind: 'import', title: 'Import a', again: AGAIN }, work);
    await step();
    const after = new Jobs({ file });
    expect([after.get(id).state, after.get(id).isResumable]).toEqual(['interrupted', true]);
    expect(after.takeUp(id)).toEqual(AGAIN);
    expect(() => after.takeUp(id)).toThrow(/paused or interrupted/);
    expect(new Jobs({ file }).get(id).isResumable).toBe(false);
    before.cancel(id);
  });

  it('tells of work that cannot be resumed that it was interrupted', async () => {
    const before = new Jobs({ file });
    const { work, step } = stepped();
    const { id } = before.add({ kind: 'detect', title: 'Detect' }, work);
    await step();
    const after = new Jobs({ file });
    expect([after.get(id).state, after.get(id).isResumable]).toEqual(['interrupted', false]);
    before.cancel(id);
  });

  it('counts what runs when the service ends as interrupted, not as cancelled', async () => {
    const before = new Jobs({ file });
    const { work, step } = stepped();
    const { id } = before.add({ kind: 'import', title: 'Import a', again: AGAIN }, work);
    await step();
    await before.close();
    expect(new Jobs({ file }).get(id)).toMatchObject({ state: 'interrupted', isResumable: true, error: null });
  });

  it('survives a line that a crash cut off, and what follows it', async () => {
    const before = new Jobs({ file });
    const first = before.add({ kind: 'detect', title: 'Detect' }, NOTHING);
    await before.ended(first.id);
    appendFileSync(file, '{"job":{"id":"cut');
    const after = new Jobs({ file });
    const second = after.add({ kind: 'detect', title: 'Again' }, NOTHING);
    await after.ended(second.id);
    expect(new Jobs({ file }).list().map(({ title, state }) => [title, state])).toEqual([
      ['Again', 'done'],
      ['Detect', 'done'],
    ]);
  });

  it('says nothing of a job whose end another version wrote in another shape', async () => {
    const before = new Jobs({ file });
    const { id } = before.add({ kind: 'import', title: 'Import a', again: AGAIN }, NOTHING);
    await before.ended(id);
    appendFileSync(file, `${JSON.stringify({ job: { ...before.get(id), state: 'finished' } })}\n`);
    expect(new Jobs({ file }).list()).toEqual([]);
  });

  it('is nothing of what was done in turn without being a job, and jobs wait for that', async () => {
    const jobs = new Jobs({ file });
    const order: string[] = [];
    const turn = jobs.inTurn(async () => {
      await Promise.resolve();
      order.push('turn');
      throw new Error('a test');
    });
    const { id } = jobs.add({ kind: 'detect', title: 'Detect' }, () => {
      order.push('job');
      return Promise.resolve({});
    });
    await expect(turn).rejects.toThrow('a test');
    expect((await jobs.ended(id)).state).toBe('done');
    expect(order).toEqual(['turn', 'job']);
    expect(new Jobs({ file }).list()).toHaveLength(1);
    const held = jobs.inTurn((signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve())));
    await new Promise((resolve) => setImmediate(resolve));
    await jobs.close();
    await held;
  });

  it('is for its owner alone, and keeps one line a job when it is opened again', async () => {
    const before = new Jobs({ file });
    const { id } = before.add({ kind: 'detect', title: 'Detect' }, NOTHING);
    await before.ended(id);
    expect(statSync(file).mode & 0o077).toBe(0);
    expect(new Jobs({ file }).list()).toHaveLength(1);
    expect(readFileSync(file, 'utf8').trim().split('\n')).toHaveLength(1);
  });
});
