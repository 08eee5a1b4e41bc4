// @vitest-environment happy-dom
import { ORPCError } from '@orpc/client';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { useSteps } from '../../shell/steps.js';
import { setAuthor } from './author.js';
import { closeDialog, useDialogs } from './dialogs.js';
import { judge } from './judge.js';
import { judgementOfAccounts } from './judgements.js';
import { passAct } from './pass-act.js';
import { useQuietNotes } from './quiet-notes.js';
import { isOwn, say, sayOrAsk } from './say.js';

const casebook = vi.hoisted(() => ({ run: vi.fn(), undo: vi.fn(), redo: vi.fn() }));
const book = vi.hoisted(() => ({ now: { seq: 7, verdicts: [] as unknown[] } }));
vi.mock('../../api/client.js', async (original) => ({
  ...(await original<typeof import('../../api/client.js')>()),
  api: { casebook },
}));
vi.mock('./use-casebook.js', () => ({ casebookNow: () => book.now, refreshCasebook: () => Promise.resolve() }));

const taken = (id: string) => ({ step: { id, seq: Number(id.slice(2)) }, job: null });
const refused = (code: string, sentence: string) =>
  new ORPCError(code, { status: 409, data: { sentence, hint: 'Look at it.' } });
const note = (id: string) => ({ verb: 'note', subject: { on: 'account', id }, text: 'seen' }) as const;
const names = () => useSteps.getState().steps.map(({ name }) => name);

beforeEach(() => {
  vi.resetAllMocks();
  closeDialog();
  useQuietNotes.setState({ notes: [] });
  setAuthor('Mira');
  book.now = { seq: 7, verdicts: [] };
  useSteps.setState({ steps: [{ name: 'Opened', href: '/' }], at: 0, nextName: undefined });
});

describe('saying', () => {
  it('sends who says it and what they had seen, and is a step of this tab', async () => {
    casebook.run.mockResolvedValue(taken('S-0008'));
    await say({ commands: [note('a')], name: 'Noted' });
    expect(casebook.run).toHaveBeenCalledWith({ command: note('a'), author: 'Mira', basedOn: 7 });
    expect(useSteps.getState().steps[1]).toMatchObject({
      name: 'Noted',
      act: { back: { do: 'undo', steps: ['S-0008'] } },
    });
    expect(await isOwn('S-0008')).toBe(true);
    expect(await isOwn('S-0009')).toBe(false);
  });

  it('keeps those that were said before one was refused', async () => {
    casebook.run.mockResolvedValueOnce(taken('S-0008')).mockRejectedValueOnce(refused('JOURNAL_UNWRITABLE', 'Full.'));
    const outcome = await sayOrAsk({ commands: [note('a'), note('b'), note('c')], name: 'Noted' });
    expect(outcome).toMatchObject({ kind: 'refused', left: [note('b'), note('c')] });
    expect(names()).toEqual(['Opened', 'Noted']);
    expect(useQuietNotes.getState().notes).toMatchObject([{ tone: 'bad', words: 'Full. Look at it.' }]);
  });

  it('asks where somebody else spoke meanwhile, and says it all the same after what is shown now', async () => {
    casebook.run.mockRejectedValueOnce(refused('STEP_CONFLICT', 'Ben spoke.')).mockResolvedValueOnce(taken('S-0010'));
    await sayOrAsk({ commands: [note('a')], name: 'Noted', basedOn: 3, look: '/a/a' });
    const { open } = useDialogs.getState();
    expect(open).toMatchObject({ kind: 'clash', clash: { sentence: 'Ben spoke.', mine: 'Noted', look: '/a/a' } });
    expect(names()).toEqual(['Opened']);
    if (open.kind === 'clash') open.clash.again();
    await vi.waitFor(() => expect(names()).toEqual(['Opened', 'Noted']));
    expect(casebook.run.mock.calls.map(([{ basedOn }]: { basedOn: number }[]) => basedOn)).toEqual([3, 7]);
  });
});

describe('a verdict', () => {
  const given = { judgement: judgementOfAccounts(['a']), verdict: 'confirmed', text: ' seen ', basedOn: 5 } as const;

  it('goes with its words', async () => {
    casebook.run.mockResolvedValue(taken('S-0008'));
    await judge(given);
    expect(casebook.run.mock.calls[0]).toMatchObject([
      { command: { verb: 'verdict', verdict: 'confirmed', text: 'seen' }, basedOn: 5 },
    ]);
  });

  it('is not said over a different one of somebody else, but shown beside it', async () => {
    const subject = { on: 'account', id: 'a' };
    book.now.verdicts = [{ subject, verdict: 'cleared', author: 'Ben', atMs: 0, text: 'mine', network: null }];
    expect(await judge(given)).toBeUndefined();
    expect(casebook.run).not.toHaveBeenCalled();
    expect(useDialogs.getState().open).toMatchObject({
      clash: { sentence: 'Ben cleared a, 1 Jan 00:00: “mine”', mine: 'Confirmed a', text: 'seen' },
    });
  });

  it('leaves out what cannot be confirmed', async () => {
    casebook.run.mockResolvedValue(taken('S-0008'));
    const judgement = { ...judgementOfAccounts(['a', 'b']), blocked: new Map([['a', 'One question is open.']]) };
    await judge({ ...given, judgement });
    expect(casebook.run.mock.calls).toMatchObject([[{ command: { subject: { id: 'b' } } }]]);
    expect(names()).toEqual(['Opened', 'Confirmed b']);
  });
});

describe('taking back', () => {
  const move = { do: 'undo', steps: ['S-0009', 'S-0008'] } as const;
  const along = { from: 1, to: 0 };
  beforeEach(() => useSteps.setState({ at: 1 }));

  it('undoes one step after the other, then marks the step before', async () => {
    casebook.undo.mockResolvedValue(taken('S-0010'));
    await passAct(move, along);
    expect(casebook.undo.mock.calls.map(([{ step }]: { step: string }[]) => step)).toEqual(['S-0009', 'S-0008']);
    expect(useSteps.getState().at).toBe(0);
  });

  it('passes over what somebody else undid already', async () => {
    casebook.undo.mockRejectedValueOnce(refused('BAD_INPUT', 'Undone already.')).mockResolvedValue(taken('S-0010'));
    await passAct(move, along);
    expect([casebook.undo.mock.calls.length, useSteps.getState().at]).toEqual([2, 0]);
    expect(useQuietNotes.getState().notes).toEqual([]);
  });

  it('names what needs it, and undoes that too when told', async () => {
    casebook.undo.mockRejectedValueOnce(refused('STEP_NEEDED', 'S-0011 needs it.')).mockResolvedValue(taken('S-0012'));
    await passAct({ do: 'undo', steps: ['S-0008'] }, along);
    const { open } = useDialogs.getState();
    expect([open, useSteps.getState().at]).toMatchObject([{ kind: 'needed', sentence: 'S-0011 needs it.' }, 1]);
    if (open.kind === 'needed') open.undo();
    await vi.waitFor(() => expect(useSteps.getState().at).toBe(0));
    expect(casebook.undo.mock.calls.at(-1)).toMatchObject([{ step: 'S-0008', withDependents: true }]);
  });

  it('that was refused leaves the steps of this tab as they are, and says why', async () => {
    casebook.undo.mockRejectedValue(new TypeError('Failed to fetch'));
    await passAct(move, along);
    expect(useSteps.getState().at).toBe(1);
    expect(useQuietNotes.getState().notes).toMatchObject([{ words: expect.stringContaining('does not answer') }]);
  });
});
