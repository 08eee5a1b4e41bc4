import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Subject, Verdict } from '@iolaus/contracts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Casebook, type Addition, type By } from './casebook.js';
import { stateDigest } from './content.js';
import { fold } from './fold.js';
import { movesOf, stepRows } from './step-rows.js';

let folder: string;
let book: Casebook;
let clock: number;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'iolaus-casebook-'));
  book = new Casebook(join(folder, 'journal.jsonl'));
  clock = 0;
});
afterEach(() => {
  book.close();
  rmSync(folder, { recursive: true });
});

const ANA = 'Ana';
const BEN = 'Ben';
const account = (id: string): Extract<Subject, { on: 'account' }> => ({ on: 'account', id });
const network = (id: string) => ({ on: 'network' as const, id, anchors: ['a', 'b'] });
const noteOn = (id: string, text = 'seen'): Addition => ({ verb: 'note', subject: account(id), text });
const verdictOn = (id: string, verdict: Verdict = 'confirmed'): Addition => ({
  verb: 'verdict',
  subject: account(id),
  verdict,
});
const exclude = (id: string): Addition => ({
  verb: 'constrain',
  rule: { verb: 'exclude-account', account: id },
  reason: 'asked',
  anchors: [],
});
const take: Addition = { verb: 'take', subject: network('N-0001') };

const by = (author: string | undefined, basedOn?: number): By => ({ author, atMs: ++clock, basedOn });
const run = (addition: Addition, author: string | undefined = ANA): string => book.run(addition, by(author)).id;
const undo = (step?: string, author: string | undefined = ANA): string => book.undo({ step }, by(author)).id;
const redo = (step?: string, author: string | undefined = ANA): string => book.redo({ step }, by(author)).id;
const digest = (): string => stateDigest(book.state.content);
const states = (): Record<string, string> =>
  Object.fromEntries(
    stepRows(book.state, { which: 'steps', offset: 0, limit: 1000 }).rows.map((row) => [row.id, row.state]),
  );
const refusal = (code: string, facts: object = {}) =>
  expect.objectContaining({ code, facts: expect.objectContaining(facts) });
const branches = (): string[] => [...book.state.history.branches.keys()];

describe('the name of a network', () => {
  const nameIt = (name: string, id = 'N-0001'): Addition => ({ verb: 'name-network', subject: network(id), name });
  const names = (): string[] => Array.from(book.state.content.names.values(), ({ command }) => command.name);

  it('is the last one that was given, and the one before when that is undone', () => {
    run(nameIt('Heron'));
    run(nameIt('Grey heron'));
    run(nameIt('Stonechat', 'N-0002'));
    expect(names()).toEqual(['Grey heron', 'Stonechat']);
    undo();
    undo();
    expect(names()).toEqual(['Heron']);
    redo();
    expect(names()).toEqual(['Grey heron']);
  });

  it('is taken back, which an undo takes back in turn, and which cannot be done to a network without one', () => {
    run(nameIt('Heron'));
    run({ verb: 'unname-network', subject: network('N-0001') });
    expect(names()).toEqual([]);
    undo();
    expect(names()).toEqual(['Heron']);
    expect(() => run({ verb: 'unname-network', subject: network('N-0002') })).toThrow(refusal('NOT_IN_JOURNAL'));
  });

  it('is not written over where somebody else gave one meanwhile, and the refusal says which', () => {
    const seen = book.state.steps.length;
    run(nameIt('Heron'), BEN);
    expect(() => book.run(nameIt('Bittern'), by(ANA, seen))).toThrow(
      refusal('STEP_CONFLICT', { author: BEN, name: 'Named network N-0001 “Heron”' }),
    );
    expect(names()).toEqual(['Heron']);
    book.run(nameIt('Bittern', 'N-0002'), by(ANA, seen));
    expect(names()).toEqual(['Heron', 'Bittern']);
  });
});

describe('one word on several accounts', () => {
  const several = (ids: readonly string[], verdict: Verdict = 'cleared'): Addition => ({
    verb: 'verdicts',
    subjects: ids.map(account),
    verdict,
  });
  const wordOn = (id: string): Verdict | undefined => book.state.content.verdicts.get(`account ${id}`)?.command.verdict;

  it('is one step, which one undo takes back from all of them', () => {
    run(verdictOn('a'));
    const step = run(several(['a', 'b', 'c']));
    expect(['a', 'b', 'c'].map(wordOn)).toEqual(['cleared', 'cleared', 'cleared']);
    expect(stepRows(book.state, { which: 'steps', offset: 0, limit: 1 }).rows[0]).toMatchObject({
      id: step,
      name: 'Cleared 3 accounts',
    });
    undo();
    expect(['a', 'b', 'c'].map(wordOn)).toEqual(['confirmed', undefined, undefined]);
    redo();
    expect(wordOn('c')).toBe('cleared');
  });

  it('is found among the steps of each of them', () => {
    run(several(['a', 'b']));
    const of = (id: string) =>
      stepRows(book.state, { which: 'steps', subject: account(id), offset: 0, limit: 9 }).total;
    expect([of('a'), of('b'), of('c')]).toEqual([1, 1, 0]);
  });

  it('is refused where somebody else spoke of one of them meanwhile, and the other way round', () => {
    run(verdictOn('b'), BEN);
    expect(() => book.run(several(['a', 'b']), by(ANA, 0))).toThrow(refusal('STEP_CONFLICT'));
    run(several(['c', 'd']), BEN);
    expect(() => book.run(verdictOn('d'), by(ANA, 1))).toThrow(refusal('STEP_CONFLICT'));
    expect(run(several(['x', 'y']))).toBeDefined();
  });
});

describe('the steps of one subject', () => {
  it('are those that speak of just that, each time, undone ones too', () => {
    const first = run(verdictOn('a'));
    run(verdictOn('b'));
    const second = run(exclude('a'));
    const third = run(noteOn('a'));
    undo(third);
    const { rows, total } = stepRows(book.state, { which: 'steps', subject: account('a'), offset: 0, limit: 2 });
    expect([rows.map(({ id, state }) => `${id} ${state}`), total]).toEqual([[`${third} undone`, `${second} now`], 3]);
    expect(stepRows(book.state, { which: 'all', subject: account('a'), offset: 2, limit: 2 }).rows[0]?.id).toBe(first);
  });
});

describe('undo and redo', () => {
  it('bring back the very same state, as often as one likes', () => {
    run(verdictOn('a'));
    const before = digest();
    run(verdictOn('a', 'cleared'));
    run(noteOn('a'));
    const after = digest();
    undo();
    undo();
    expect(digest()).toBe(before);
    redo();
    redo();
    expect(digest()).toBe(after);
  });

  it('go all the way back to nothing', () => {
    const empty = digest();
    for (let at = 0; at < 30; at++) run(noteOn(`a${at}`));
    for (let at = 0; at < 30; at++) undo();
    expect(digest()).toBe(empty);
    expect(() => undo()).toThrow(refusal('NOTHING_TO_UNDO', { act: 'undo' }));
  });

  it('of one step in the middle leave later steps that do not need it', () => {
    run(noteOn('a'));
    const middle = run(verdictOn('b'));
    const later = run(noteOn('c'));
    undo(middle);
    expect([...book.state.content.verdicts]).toEqual([]);
    expect(book.state.content.notes.has(later)).toBe(true);
    expect(states()).toEqual({ 'S-0001': 'now', [middle]: 'undone', [later]: 'now' });
    redo(middle);
    expect(states()[middle]).toBe('now');
  });

  it('of an older word let the newer one on the same subject stand', () => {
    const first = run(verdictOn('a'));
    run(verdictOn('a', 'cleared'));
    undo(first);
    expect(book.state.content.verdicts.get('account a')?.command.verdict).toBe('cleared');
  });

  it('name the steps that need the one that is to be undone, and take them along when told', () => {
    const note = run(noteOn('a'));
    const removal = run({ verb: 'remove-note', note });
    const other = run(noteOn('b'));
    expect(() => undo(note)).toThrow(refusal('STEP_NEEDED', { id: note, steps: expect.stringContaining(removal) }));
    book.undo({ step: note, withDependents: true }, by(ANA));
    expect(states()).toEqual({ [note]: 'undone', [removal]: 'undone', [other]: 'now' });
    redo();
    expect(states()).toEqual({ [note]: 'now', [removal]: 'now', [other]: 'now' });
  });

  it('take the steps of the one who asks; of everybody where nobody is named', () => {
    run(noteOn('a'), ANA);
    const last = run(noteOn('b'), BEN);
    expect(movesOf(book.state, ANA).undo?.id).toBe('S-0001');
    undo(undefined, ANA);
    expect(states()).toEqual({ 'S-0001': 'undone', [last]: 'now' });
    book.undo({}, by(undefined));
    expect(states()[last]).toBe('undone');
    expect(movesOf(book.state, ANA).redo?.id).toBe('S-0001');
    redo(undefined, ANA);
    expect(states()).toEqual({ 'S-0001': 'now', [last]: 'undone' });
  });

  it('refuse what is not there, what is undone already, what is in force, and what is no step', () => {
    const step = run(noteOn('a'));
    expect(() => redo(step)).toThrow(/in force already/);
    const act = undo(step);
    expect(() => undo(step)).toThrow(/undone already/);
    expect(() => undo(act)).toThrow(/is no step/);
    expect(() => undo('S-0099')).toThrow(refusal('NOT_IN_JOURNAL', { what: 'step', id: 'S-0099' }));
    redo();
    expect(() => redo()).toThrow(refusal('NOTHING_TO_UNDO', { act: 'redo' }));
  });

  it('refuse to put into force what contradicts what was done since', () => {
    const first = run(exclude('a'));
    undo(first);
    run({
      verb: 'constrain',
      rule: { verb: 'pin-account', account: 'a', network: 'N-0001' },
      reason: 'asked',
      anchors: [],
    });
    expect(() => redo(first)).toThrow(refusal('STEP_BLOCKED', { steps: expect.stringContaining('S-0003') }));
  });
});

describe('branches', () => {
  it('keep what was undone before something else was done, just as it was', () => {
    run(noteOn('a'));
    run(noteOn('b'));
    run(verdictOn('c'));
    const before = digest();
    undo();
    undo();
    const other = run(verdictOn('d'));
    const after = digest();
    expect(branches()).toEqual(['main', `main before ${other}`]);
    expect(states()).toEqual({ 'S-0001': 'now', 'S-0002': 'elsewhere', 'S-0003': 'elsewhere', [other]: 'now' });
    run({ verb: 'switch', branch: `main before ${other}` });
    expect(digest()).toBe(before);
    run({ verb: 'switch', branch: 'main' });
    expect(digest()).toBe(after);
  });

  it('are not made by undoing something in the middle, nor by what a colleague does meanwhile', () => {
    const middle = run(noteOn('a'), ANA);
    run(noteOn('b'), ANA);
    undo(middle, ANA);
    run(noteOn('c'), ANA);
    undo(undefined, ANA);
    run(noteOn('d'), BEN);
    expect(branches()).toEqual(['main']);
    redo(undefined, ANA);
    expect(Object.values(states())).toEqual(['now', 'now', 'now', 'undone']);
  });

  it('begin at any step, and their steps are on no other', () => {
    const first = run(noteOn('a'));
    const then = digest();
    run(noteOn('b'));
    run({ verb: 'branch', name: 'what if', from: first });
    expect(digest()).toBe(then);
    const tried = run(verdictOn('c'));
    run({ verb: 'switch', branch: 'main' });
    expect(states()[tried]).toBe('elsewhere');
    redo(tried);
    expect(states()[tried]).toBe('now');
    expect(() => run({ verb: 'branch', name: 'what if' })).toThrow(/there is a branch/);
    expect(() => run({ verb: 'switch', branch: 'nowhere' })).toThrow(refusal('NOT_IN_JOURNAL', { what: 'branch' }));
    expect(() => run({ verb: 'switch', branch: 'main' })).toThrow(/is the present branch/);
  });

  it('refuse to undo a step of another branch, and say where it is', () => {
    run({ verb: 'branch', name: 'what if' });
    const tried = run(noteOn('a'));
    run({ verb: 'switch', branch: 'main' });
    expect(() => undo(tried)).toThrow(/not on the branch main/);
  });
});

describe('a record that was read without masks', () => {
  it('is on record with who and what for, and is no step: undo passes it, and it stays', () => {
    const noted = run(noteOn('a'), ANA);
    run({ verb: 'reveal', subject: account('a'), dump: 'a'.repeat(64), ordinal: 7, purpose: 'to compare' }, ANA);
    expect(movesOf(book.state, ANA).undo?.id).toBe(noted);
    const [shown] = stepRows(book.state, { which: 'all', subject: account('a'), offset: 0, limit: 5 }).rows;
    expect(shown).toMatchObject({ verb: 'reveal', state: 'act', author: ANA });
    expect(shown?.name).toBe('Read record 7 of account a without masks: “to compare”');
    book.undo({}, { author: ANA, atMs: 9 });
    expect(book.state.steps.filter(({ command }) => command.verb === 'reveal')).toHaveLength(1);
  });
});

describe('a question to the graph', () => {
  it('is on record in one line, and is no step', () => {
    const noted = run(noteOn('a'), ANA);
    run({ verb: 'cypher', cypher: "MATCH (a {id: '…'})\n  RETURN a", parameters: ['least'] }, ANA);
    expect(movesOf(book.state, ANA).undo?.id).toBe(noted);
    const [asked] = stepRows(book.state, { which: 'all', offset: 0, limit: 1 }).rows;
    expect(asked).toMatchObject({
      verb: 'cypher',
      state: 'act',
      name: "Asked the graph: MATCH (a {id: '…'}) RETURN a",
    });
  });
});

describe('points that are used from now on', () => {
  it('are on record, and are no step', () => {
    const noted = run(noteOn('a'), ANA);
    run(
      { verb: 'use-points', source: 'learned from 40 verdicts on 2026-05-01 (aaaaaaaa)', labels: 'a'.repeat(64) },
      ANA,
    );
    run({ verb: 'use-points', source: 'shipped', labels: null }, ANA);
    expect(movesOf(book.state, ANA).undo?.id).toBe(noted);
    expect(stepRows(book.state, { which: 'all', offset: 0, limit: 2 }).rows.map(({ name }) => name)).toEqual([
      'Points are shipped from the next detection on',
      'Points are learned from 40 verdicts on 2026-05-01 (aaaaaaaa) from the next detection on',
    ]);
  });
});

describe('checkpoints', () => {
  it('bring back all that was in force, whatever was done and undone since', () => {
    const early = run(noteOn('a'));
    const undone = run(noteOn('b'));
    undo(undone);
    const checkpoint = run({ verb: 'checkpoint', name: 'before the cuts' });
    const then = digest();
    run(verdictOn('c'));
    undo(early);
    redo(undone);
    const later = digest();
    run({ verb: 'go-back', checkpoint });
    expect(digest()).toBe(then);
    redo();
    expect(digest()).toBe(later);
  });

  it('are refused where nothing was done since, or where there is none', () => {
    const checkpoint = run({ verb: 'checkpoint', name: 'now' });
    expect(() => run({ verb: 'go-back', checkpoint })).toThrow(/nothing was done since/);
    expect(() => run({ verb: 'go-back', checkpoint: 'S-0099' })).toThrow(refusal('NOT_IN_JOURNAL'));
  });
});

describe('two investigators', () => {
  it('never overwrite what the other said after they looked; the refusal names that step', () => {
    run(verdictOn('a'), ANA);
    const seen = book.state.steps.length;
    const bens = run(verdictOn('a', 'cleared'), BEN);
    expect(() => book.run(verdictOn('a', 'contested'), by(ANA, seen))).toThrow(
      refusal('STEP_CONFLICT', { id: bens, author: BEN, name: 'Cleared account a' }),
    );
    book.run(verdictOn('b'), by(ANA, seen));
    book.run(noteOn('a'), by(ANA, seen));
    book.run(verdictOn('a', 'contested'), by(ANA, seen + 1));
  });

  it('hear of a note, a constraint and an undo on the same subject as well', () => {
    const own = run(verdictOn('a'), ANA);
    for (const act of [() => run(noteOn('a'), BEN), () => run(exclude('a'), BEN), () => undo(own, BEN)]) {
      const seen = book.state.steps.length;
      act();
      expect(() => book.run(verdictOn('a', 'cleared'), by(ANA, seen))).toThrow(refusal('STEP_CONFLICT'));
    }
  });

  it('who both gave no name may be two', () => {
    run(verdictOn('a'), undefined);
    expect(() => book.run(verdictOn('a', 'cleared'), by(undefined, 0))).toThrow(refusal('STEP_CONFLICT'));
  });

  it('do not undo or leave behind what they have not seen', () => {
    const checkpoint = run({ verb: 'checkpoint', name: 'now' }, ANA);
    run({ verb: 'branch', name: 'what if' }, ANA);
    const seen = book.state.steps.length;
    const bens = run(noteOn('a'), BEN);
    expect(() => book.undo({ step: bens }, by(ANA, seen))).toThrow(refusal('STEP_CONFLICT', { id: bens }));
    expect(() => book.run({ verb: 'switch', branch: 'main' }, by(ANA, seen))).toThrow(refusal('STEP_CONFLICT'));
    expect(() => book.run({ verb: 'go-back', checkpoint }, by(ANA, seen))).toThrow(refusal('STEP_CONFLICT'));
  });

  it('do not work on one network: the second is told who has it', () => {
    run(take, ANA);
    expect(() => run(take, BEN)).toThrow(refusal('NETWORK_TAKEN', { author: ANA, network: 'N-0001' }));
    run(take, ANA);
    run({ verb: 'release', subject: network('N-0001') }, ANA);
    run(take, BEN);
    expect(() => redo('S-0001', ANA)).toThrow(/in force already/);
    expect(() => book.undo({ step: 'S-0003' }, by(ANA))).toThrow(refusal('STEP_NEEDED'));
  });

  it('say who they are to take a network or to mark what they saw', () => {
    const seen: Addition = { verb: 'seen', snapshot: 'x', networks: [] };
    for (const each of [take, seen]) expect(() => book.run(each, by(undefined))).toThrow(/say who you are/);
  });

  it('mark what they saw without a step to undo', () => {
    run(noteOn('a'));
    run({ verb: 'seen', snapshot: 'x', networks: [{ id: 'N-0001', accounts: 40 }] });
    run({ verb: 'seen', snapshot: 'y', networks: [] });
    expect(book.state.seen.get(ANA)?.command.snapshot).toBe('y');
    undo();
    expect(states()).toEqual({ 'S-0001': 'undone' });
  });
});

describe('constraints', () => {
  it('have ids of their own, refuse what contradicts one in force, and tell when they were undone', () => {
    run(noteOn('a'));
    const first = run(exclude('a'));
    run(exclude('b'));
    expect(() => run(exclude('a'))).toThrow(refusal('CONSTRAINT_CONTRADICTS', { id: 'C-0001' }));
    undo(first);
    expect(book.constraints().map(({ id, undoneMs }) => [id, undoneMs])).toEqual([
      ['C-0001', clock],
      ['C-0002', null],
    ]);
    expect(book.activeConstraints().map(({ id }) => id)).toEqual(['C-0002']);
    run(exclude('a'));
    expect(book.activeConstraints().map(({ id }) => id)).toEqual(['C-0002', 'C-0003']);
  });

  it('of another branch are undone since one went away from it', () => {
    run({ verb: 'branch', name: 'what if' });
    run(exclude('a'));
    run({ verb: 'switch', branch: 'main' });
    expect(book.constraints().map(({ undoneMs }) => undoneMs)).toEqual([clock]);
    run({ verb: 'switch', branch: 'what if' });
    expect(book.activeConstraints()).toHaveLength(1);
  });
});

describe('views and lists', () => {
  it('are replaced by name, and the former one is back after an undo', () => {
    run({ verb: 'save-view', name: 'cards', href: '/n/N-0001' });
    run({ verb: 'save-view', name: 'cards', href: '/n/N-0002' });
    expect(book.state.content.views.get('cards')?.command.href).toBe('/n/N-0002');
    undo();
    expect(book.state.content.views.get('cards')?.command.href).toBe('/n/N-0001');
    run({ verb: 'remove-view', name: 'cards' });
    expect(() => run({ verb: 'remove-view', name: 'cards' })).toThrow(refusal('NOT_IN_JOURNAL', { what: 'view' }));
    expect(() => run({ verb: 'remove-list', name: 'cards' })).toThrow(refusal('NOT_IN_JOURNAL', { what: 'list' }));
    expect(() => run({ verb: 'remove-note', note: 'S-0001' })).toThrow(refusal('NOT_IN_JOURNAL', { what: 'note' }));
  });
});

describe('the file', () => {
  it('gives the same state when it is opened again', () => {
    run(noteOn('a'));
    run(verdictOn('b'));
    undo();
    run(take);
    const again = new Casebook(join(folder, 'journal.jsonl'));
    expect(again.state).toEqual(book.state);
    expect(again.state).toEqual(fold(book.state.steps));
    again.close();
  });

  it('holds no refused command', () => {
    run(take, ANA);
    expect(() => run(take, BEN)).toThrow();
    expect(book.check().entries).toBe(1);
  });
});

it('tells of new entries as they come, and ends with its signal', async () => {
  run(noteOn('a'));
  const controller = new AbortController();
  const heard: string[] = [];
  const watching = (async () => {
    for await (const { id } of book.watch(0, controller.signal)) heard.push(id);
  })();
  await Promise.resolve();
  run(noteOn('b'));
  run(noteOn('c'));
  await new Promise(setImmediate);
  controller.abort();
  await watching;
  expect(heard).toEqual(['S-0001', 'S-0002', 'S-0003']);
});

describe('a network that is watched', () => {
  const subject = { on: 'network' as const, id: 'N-1', anchors: [] };

  it('is so until somebody stops, and undo takes the last word back', () => {
    run({ verb: 'watch-network', subject }, ANA);
    expect([...book.state.content.watched.keys()]).toEqual(['network N-1']);
    run({ verb: 'unwatch-network', subject }, ANA);
    expect(book.state.content.watched.size).toBe(0);
    book.undo({}, { author: ANA, atMs: 9 });
    expect(book.state.content.watched.size).toBe(1);
  });

  it('cannot be let go where nobody watches it', () => {
    expect(() => run({ verb: 'unwatch-network', subject }, ANA)).toThrow(/no watch on network N-1/);
  });
});
