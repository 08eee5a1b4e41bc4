// @vitest-environment happy-dom
import { createMemoryHistory, type RouterHistory } from '@tanstack/react-router';
import { act } from 'react';
import { createRoot } from 'react-dom/client';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { actOfSteps } from '../features/casebook/moves.js';
import { goToStep, useStepMoves } from './step-moves.js';
import { useSteps } from './steps.js';

const passAct = vi.hoisted(() => vi.fn());
vi.mock('../features/casebook/pass-act.js', () => ({ passAct }));

const router = vi.hoisted((): { history: RouterHistory | undefined } => ({ history: undefined }));

vi.mock('@tanstack/react-router', async (original) => ({
  ...(await original<typeof import('@tanstack/react-router')>()),
  useRouter: () => router,
}));

let history: RouterHistory;
let stopListening: () => void;
const names = (): string =>
  useSteps
    .getState()
    .steps.map(({ name }) => name)
    .join();
const present = (): [string, string] => [
  useSteps.getState().steps[useSteps.getState().at]?.name ?? '',
  history.location.href,
];

/** Goes to an address by a named step, as a screen does it. */
function doStep(name: string, href: string): void {
  useSteps.getState().nameNext(name);
  history.replace(href);
}

beforeEach(() => {
  vi.stubGlobal('IS_REACT_ACT_ENVIRONMENT', true);
  useSteps.setState({ steps: [], at: -1, nextName: undefined });
  history = createMemoryHistory({ initialEntries: ['/start'] });
  router.history = history;
  stopListening = history.subscribe(({ location }) =>
    useSteps.getState().arrive(location.href, `Opened ${location.href}`),
  );
  doStep('open', '/n/1');
  doStep('hide', '/n/1?hide=a');
  doStep('show', '/n/1');
});

afterEach(() => {
  stopListening();
  vi.unstubAllGlobals();
});

describe('going to a step', () => {
  it('shows its address and marks it', () => {
    goToStep({ history }, 1);
    expect(present()).toEqual(['hide', '/n/1?hide=a']);
  });

  it('keeps all steps', () => {
    goToStep({ history }, 0);
    expect(names()).toBe('open,hide,show');
  });

  it('leaves what was done on record between here and there as it is: it is a step of its own', () => {
    useSteps.getState().did('cleared', actOfSteps(['S-0001']));
    goToStep({ history }, 1);
    expect(present()).toEqual(['hide', '/n/1?hide=a']);
    expect(names()).toBe('open,hide,show,cleared,hide');
    expect(passAct).not.toHaveBeenCalled();
  });

  it('that there is not stays where it is', () => {
    goToStep({ history }, 3);
    goToStep({ history }, -1);
    expect(present()).toEqual(['show', '/n/1']);
  });
});

describe('undo and redo', () => {
  let moves: ReturnType<typeof useStepMoves>;
  let unmount: () => void;

  function Moves() {
    moves = useStepMoves();
    return null;
  }

  beforeEach(() => {
    const root = createRoot(document.createElement('div'));
    act(() => root.render(<Moves />));
    unmount = () => act(() => root.unmount());
  });

  afterEach(() => unmount());

  const undo = (): void => act(() => moves.undo?.());
  const redo = (): void => act(() => moves.redo?.());

  it('undo goes to the address of the step before', () => {
    undo();
    expect(present()).toEqual(['hide', '/n/1?hide=a']);
  });

  it('redo comes back to a step whose address an earlier step has too', () => {
    undo();
    redo();
    expect(present()).toEqual(['show', '/n/1']);
  });

  it('as many redos as undos end where they began', () => {
    undo();
    undo();
    expect(present()).toEqual(['open', '/n/1']);
    redo();
    redo();
    expect(present()).toEqual(['show', '/n/1']);
  });

  it('pass what was done on record by taking it back or doing it again, and stay in the view', () => {
    const done = actOfSteps(['S-0001', 'S-0002']);
    act(() => useSteps.getState().did('cleared', done));
    undo();
    expect(passAct).toHaveBeenLastCalledWith({ do: 'undo', steps: ['S-0002', 'S-0001'] }, { from: 3, to: 2 });
    expect(present()[1]).toBe('/n/1');
    act(() => {
      useSteps.setState({ at: 2 });
    });
    redo();
    expect(passAct).toHaveBeenLastCalledWith({ do: 'redo', steps: ['S-0001', 'S-0002'] }, { from: 2, to: 3 });
  });

  it('there is no undo before the first step, and no redo after the last', () => {
    expect(moves.redo).toBeUndefined();
    undo();
    undo();
    expect(moves.undo).toBeUndefined();
    expect(moves.redo).toBeDefined();
  });

  it('a step after an undo leaves nothing to redo', () => {
    undo();
    act(() => doStep('filter', '/n/1?min=9'));
    expect(moves.redo).toBeUndefined();
    expect(names()).toBe('open,hide,filter');
  });
});
