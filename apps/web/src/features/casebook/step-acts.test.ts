// @vitest-environment happy-dom
import { ORPCError } from '@orpc/client';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { useSteps } from '../../shell/steps.js';
import { setAuthor } from './author.js';
import { closeDialog, useDialogs } from './dialogs.js';
import { passAct } from './pass-act.js';
import { useQuietNotes } from './quiet-notes.js';
import { goBackTo, goToBranch, redoSteps, undoSteps } from './step-acts.js';

const casebook = vi.hoisted(() => ({ run: vi.fn(), undo: vi.fn(), redo: vi.fn() }));
const book = vi.hoisted(() => ({ now: { seq: 7, branch: 'main', redo: { id: 'S-0002' } } }));
vi.mock('../../api/client.js', async (original) => ({
  ...(await original<typeof import('../../api/client.js')>()),
  api: { casebook },
}));
vi.mock('./use-casebook.js', () => ({ casebookNow: () => book.now, refreshCasebook: () => Promise.resolve() }));

const lastAct = () => useSteps.getState().steps.at(-1);
const refused = (code: string, sentence: string) => new ORPCError(code, { data: { sentence, hint: 'Look.' } });

beforeEach(() => {
  vi.resetAllMocks();
  for (const route of [casebook.run, casebook.undo, casebook.redo])
    route.mockResolvedValue({ step: { id: 'S-0008' }, job: null });
  closeDialog();
  setAuthor('Mira');
  book.now = { seq: 7, branch: 'main', redo: { id: 'S-0002' } };
  useQuietNotes.setState({ notes: [] });
  useSteps.setState({ steps: [{ name: 'Opened', href: '/' }], at: 0, nextName: undefined });
});

describe('a step in the middle', () => {
  it('is undone by its name, and the undo is an act of this tab that redoes it', async () => {
    await undoSteps(['S-0002'], 'Cleared N-1');
    expect(casebook.undo).toHaveBeenCalledWith({ step: 'S-0002', withDependents: false, author: 'Mira', basedOn: 7 });
    expect(lastAct()).toMatchObject({
      name: 'Undid “Cleared N-1”',
      act: { back: { do: 'redo', steps: ['S-0002'] }, forth: { do: 'undo', steps: ['S-0002'] } },
    });
  });

  it('names what needs it, and takes that along when told', async () => {
    casebook.undo.mockRejectedValueOnce(refused('STEP_NEEDED', 'S-0005 needs it.'));
    await undoSteps(['S-0002'], 'Noted');
    const { open } = useDialogs.getState();
    expect([open, lastAct()?.name]).toMatchObject([{ kind: 'needed', sentence: 'S-0005 needs it.' }, 'Opened']);
    if (open.kind === 'needed') open.undo();
    await vi.waitFor(() => expect(lastAct()?.act?.back).toEqual({ do: 'redo-last', first: 'S-0002' }));
    expect(casebook.undo).toHaveBeenLastCalledWith(expect.objectContaining({ withDependents: true }));
  });

  it('is redone by its name; what stands against it is said', async () => {
    await redoSteps(['S-0002'], 'Cleared N-1');
    expect(lastAct()?.name).toBe('Redid “Cleared N-1”');
    casebook.redo.mockRejectedValue(refused('STEP_BLOCKED', 'S-0004 stands against it.'));
    await redoSteps(['S-0003'], 'Took N-2');
    expect(useQuietNotes.getState().notes).toMatchObject([{ words: 'S-0004 stands against it. Look.' }]);
    expect(useSteps.getState().steps).toHaveLength(2);
  });
});

describe('a branch and a checkpoint', () => {
  it('are gone to, and the way back is the branch that was left', async () => {
    await goToBranch('main before S-0003');
    expect(casebook.run).toHaveBeenCalledWith(
      expect.objectContaining({ command: { verb: 'switch', branch: 'main before S-0003' } }),
    );
    expect(lastAct()?.act?.back).toEqual({ do: 'switch', branch: 'main' });
  });

  it('are left alone where a colleague did something meanwhile, which is shown first', async () => {
    casebook.run.mockRejectedValueOnce(refused('STEP_CONFLICT', 'Ben spoke.'));
    await goBackTo('S-0004', 'Checkpoint “a”');
    expect(useDialogs.getState().open).toMatchObject({ clash: { sentence: 'Ben spoke.', mine: 'Go back to S-0004' } });
    expect(useSteps.getState().steps).toHaveLength(1);
  });

  it('are not reversed by a redo of something else', async () => {
    await goBackTo('S-0004', 'Checkpoint “a”');
    const { act } = lastAct()!;
    book.now.redo = { id: 'S-0006' };
    await passAct(act!.back, { from: 1, to: 0 });
    expect(casebook.redo).not.toHaveBeenCalled();
    expect(useQuietNotes.getState().notes[0]?.words).toContain('undone or redone since');
  });
});
