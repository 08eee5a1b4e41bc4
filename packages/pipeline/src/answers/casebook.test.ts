import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Casebook } from '@iolaus/casebook';
import { IolausError, type CasebookView, type Command, type Verdict } from '@iolaus/contracts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Jobs } from '../jobs.js';
import type { Snapshot } from '../snapshot.js';
import type { Workbench } from '../workbench.js';
import { casebookSteps, casebookView, redoStep, runCommand, savedList, undoStep, watchSteps } from './casebook.js';
import { addConstraint, undoConstraint } from './constraints.js';

let folder: string;
let snapshot: Snapshot | undefined;
let workbench: Workbench;

/** Questions of innocence that stand open, by network. */
let open: Readonly<Record<string, readonly { question: string; answer: 'open'; figure: string }[]>>;

/** The detection that is shown found these networks, with these members. */
function showing(networks: Readonly<Record<string, readonly string[]>>): void {
  const found = Object.entries(networks).map(([id, ids]) => ({
    record: { id, name: `Name of ${id}`, hypotheses: open[id] ?? [] },
    members: { ids },
  }));
  snapshot = { networks: found } as unknown as Snapshot;
}

beforeEach(() => {
  open = {};
  folder = mkdtempSync(join(tmpdir(), 'iolaus-casebook-'));
  // What the answers take of a workbench; there is no lake to detect on.
  workbench = {
    casebook: new Casebook(join(folder, 'journal.jsonl')),
    jobs: new Jobs(),
    snapshot: () => {
      if (!snapshot) throw new IolausError('NOTHING_IMPORTED');
      return snapshot;
    },
    get hasSnapshot() {
      return snapshot !== undefined;
    },
    refresh: () => Promise.resolve(),
  } as unknown as Workbench;
  showing({ 'N-0001': ['a', 'b', 'c'], 'N-0002': ['x', 'y', 'z'] });
});
afterEach(async () => {
  await workbench.jobs.close();
  workbench.casebook.close();
  rmSync(folder, { recursive: true, force: true });
});

const network = (id: string) => ({ on: 'network' as const, id, anchors: [] });
const run = (command: Command, author = 'Ana') => runCommand(workbench, { command, author });
const judge = (id: string, verdict: Verdict) => run({ verb: 'verdict', subject: network(id), verdict });
const view = (author?: string): CasebookView => casebookView(workbench, { author });
const verdicts = (): unknown[] => view().verdicts.map(({ network: now, verdict }) => [now, verdict]);
const exclude: Command = { verb: 'constrain', rule: { verb: 'exclude-account', account: 'a' }, reason: 'asked' };

describe('a verdict on a network', () => {
  it('is not "confirmed" while a question of innocence is open, and says which; other words are', () => {
    open = {
      'N-0001': [{ question: 'Reseller with real customers', answer: 'open', figure: 'no payments in the data' }],
    };
    showing({ 'N-0001': ['a', 'b', 'c'] });
    expect(() => judge('N-0001', 'confirmed')).toThrow(
      'N-0001 cannot be confirmed while a question of innocence is open: Reseller with real customers, no payments in the data.',
    );
    expect(verdicts()).toEqual([]);
    judge('N-0001', 'contested');
    expect(verdicts()).toEqual([['N-0001', 'contested']]);
  });

  it('may name it by id or name, and follows its members when it has another number', () => {
    judge('name of n-0001', 'confirmed');
    expect(view().verdicts[0]).toMatchObject({
      subject: { on: 'network', id: 'N-0001', anchors: ['a', 'b', 'c'] },
      network: 'N-0001',
      author: 'Ana',
      text: null,
    });
    showing({ 'N-0007': ['b', 'c', 'd'], 'N-0008': ['a', 'x'] });
    expect(verdicts()).toEqual([['N-0007', 'confirmed']]);
  });

  it('stays on record where its network is gone', () => {
    judge('N-0001', 'confirmed');
    showing({ 'N-0002': ['x', 'y', 'z'] });
    expect(verdicts()).toEqual([[null, 'confirmed']]);
  });

  it('stands beside another where both networks have become one, the newer first', () => {
    judge('N-0001', 'confirmed');
    judge('N-0002', 'cleared');
    showing({ 'N-0001': ['a', 'b', 'c', 'x', 'y', 'z'] });
    expect(verdicts()).toEqual([
      ['N-0001', 'cleared'],
      ['N-0001', 'confirmed'],
    ]);
  });

  it('is taken back under the new number as well, and is back after an undo', () => {
    judge('N-0001', 'confirmed');
    showing({ 'N-0007': ['a', 'b', 'c'] });
    judge('N-0007', 'none');
    expect(verdicts()).toEqual([]);
    undoStep(workbench, { author: 'Ana', withDependents: false });
    expect(verdicts()).toEqual([['N-0007', 'confirmed']]);
  });

  it('is refused for a network that there is not', () => {
    expect(() => judge('N-0099', 'confirmed')).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
  });

  it('never takes the anchors that a caller made up', () => {
    run({ verb: 'note', subject: { ...network('N-0001'), anchors: ['x', 'y'] }, text: 'seen' });
    expect(view().notes[0]).toMatchObject({ network: 'N-0001', subject: { anchors: ['a', 'b', 'c'] } });
  });
});

describe('a network that was taken', () => {
  it('stays taken under its new number, and can be released under it', () => {
    run({ verb: 'take', subject: network('N-0001') });
    showing({ 'N-0007': ['a', 'b', 'c'] });
    expect(view().takes).toMatchObject([{ network: 'N-0007', author: 'Ana' }]);
    const take: Command = { verb: 'take', subject: network('N-0007') };
    expect(() => run(take, 'Ben')).toThrow(expect.objectContaining({ code: 'NETWORK_TAKEN' }));
    run({ verb: 'release', subject: network('N-0007') });
    run(take, 'Ben');
    expect(view().takes).toMatchObject([{ network: 'N-0007', author: 'Ben' }]);
  });

  it('can be released when it is gone', () => {
    run({ verb: 'take', subject: network('N-0001') });
    showing({ 'N-0002': ['x', 'y', 'z'] });
    run({ verb: 'release', subject: network('N-0001') });
    expect(view().takes).toEqual([]);
  });
});

describe('constraints through the casebook', () => {
  it('bring a detection when they are made, undone, redone, or left behind, and nothing else does', () => {
    const made = run(exclude);
    expect(made.job?.kind).toBe('detect');
    expect(run({ verb: 'note', subject: { on: 'account', id: 'a' }, text: 'seen' }).job).toBeNull();
    expect(run({ verb: 'branch', name: 'what if' }).job).toBeNull();
    expect(undoStep(workbench, { step: made.step.id, withDependents: false }).job?.kind).toBe('detect');
    expect(redoStep(workbench, { step: made.step.id }).job?.kind).toBe('detect');
    undoStep(workbench, { step: made.step.id, withDependents: false });
    expect(run({ verb: 'switch', branch: 'main' }).job?.kind).toBe('detect');
  });

  it('are those of the constraints commands', () => {
    const { constraint } = addConstraint(workbench, {
      rule: { verb: 'exclude-account', account: 'a' },
      reason: 'asked',
      author: 'Ana',
    });
    expect(constraint).toMatchObject({ id: 'C-0001', author: 'Ana', undoneMs: null });
    expect(casebookSteps(workbench, { which: 'steps', offset: 0, limit: 10 }).rows).toMatchObject([
      { name: 'Excluded account a (C-0001)', subject: { on: 'account', id: 'a' }, state: 'now' },
    ]);
    expect(undoConstraint(workbench, 'C-0001').constraint.undoneMs).toEqual(expect.any(Number));
    run(exclude);
    expect(() => undoConstraint(workbench, 'C-0001')).toThrow(/C-0001 is undone already/);
    expect(() => undoConstraint(workbench, 'C-0009')).toThrow(/no constraint C-0009/);
  });

  it('that pin an account keep the strongest members of its network', () => {
    run({ verb: 'constrain', rule: { verb: 'pin-account', account: 'q', network: 'N-0002' }, reason: 'asked' });
    expect(workbench.casebook.activeConstraints()[0]?.anchors).toEqual(['x', 'y', 'z']);
  });
});

describe('the casebook', () => {
  it('says what undo and redo would do, for whom, and up to which entry it is told', () => {
    const note = run({ verb: 'note', subject: { on: 'account', id: 'a' }, text: 'seen' });
    expect(view('Ana')).toMatchObject({ seq: 1, branch: 'main', undo: { id: note.step.id }, redo: null });
    expect(view('Ben').undo).toBeNull();
    undoStep(workbench, { author: 'Ana', withDependents: false });
    expect(view('Ana')).toMatchObject({ seq: 2, undo: null, redo: { id: note.step.id, state: 'undone' } });
  });

  it('tells lists by their lines, and gives the text of one', () => {
    run({ verb: 'save-list', name: 'from a colleague', text: '203.0.113.7\n\n203.0.113.8' });
    expect(view().lists).toMatchObject([{ name: 'from a colleague', lines: 2 }]);
    expect(savedList(workbench, 'from a colleague').text).toBe('203.0.113.7\n\n203.0.113.8');
    expect(() => savedList(workbench, 'other')).toThrow(expect.objectContaining({ code: 'NOT_IN_JOURNAL' }));
  });

  it('can be had before the first detection', () => {
    snapshot = undefined;
    run({ verb: 'note', subject: { on: 'account', id: 'a' }, text: 'seen' });
    expect(view().notes).toMatchObject([{ network: null, text: 'seen' }]);
  });

  it('tells a second tab of new steps, also of those before it came back', async () => {
    run({ verb: 'checkpoint', name: 'one' });
    const heard: string[] = [];
    const stop = new AbortController();
    const listening = (async () => {
      for await (const { name } of watchSteps(workbench, { after: 0 }, stop.signal)) heard.push(name);
    })();
    run({ verb: 'checkpoint', name: 'two' });
    await new Promise(setImmediate);
    stop.abort();
    await listening;
    expect(heard).toEqual(['Checkpoint “one”', 'Checkpoint “two”']);
  });
});
