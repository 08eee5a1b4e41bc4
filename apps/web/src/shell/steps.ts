import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';
import type { Act } from '../features/casebook/moves.js';

/** One step of the work: its name in words, and the address that shows exactly what it led to. */
export interface Step {
  readonly name: string;
  readonly href: string;
  /** For what this tab did on record: how it is taken back and done again. The address is that of the view it was done in. */
  readonly act?: Act;
}

/** Steps in order; `at` is the one in effect, what follows it was undone. */
export interface Steps {
  readonly steps: readonly Step[];
  readonly at: number;
}

const MOST_STEPS = 500;
/** Letters of all their addresses: a browser keeps five million of a tab, and refuses to take more. */
const MOST_LETTERS = 1_500_000;

/** The steps after arriving at an address: a neighbouring step is moved to, anything else becomes a new step and ends what was undone. */
export function arriveAt({ steps, at }: Steps, step: Step, isNamed: boolean): Steps {
  if (steps[at]?.href === step.href) return { steps, at };
  if (!isNamed && steps[at - 1]?.href === step.href) return { steps, at: at - 1 };
  if (!isNamed && steps[at + 1]?.href === step.href) return { steps, at: at + 1 };
  // The same words twice are one step that goes on: typing a filter, dragging a slider.
  const goesOn = isNamed && steps[at]?.name === step.name && !steps[at].act;
  const before = steps.slice(0, goesOn ? at : at + 1);
  // A step that went on until it was back where it began has changed nothing.
  if (before.at(-1)?.href === step.href) return { steps: before, at: before.length - 1 };
  return withLast(before, step);
}

/** The steps after something was done on record, in the view that is shown; it ends what was undone. */
export function didHere({ steps, at }: Steps, { name, act }: { readonly name: string; readonly act: Act }): Steps {
  const href = steps[at]?.href;
  return href === undefined ? { steps, at } : withLast(steps.slice(0, at + 1), { name, href, act });
}

function withLast(before: readonly Step[], step: Step): Steps {
  const kept = withinLetters([...before, step].slice(-MOST_STEPS));
  return { steps: kept, at: kept.length - 1 };
}

/** The last steps whose addresses together are short enough to be kept. */
function withinLetters(steps: readonly Step[]): readonly Step[] {
  let letters = 0;
  const from = steps.findLastIndex(({ href }) => (letters += href.length) > MOST_LETTERS);
  return steps.slice(from + 1);
}

interface StepStore extends Steps {
  /** Words for the next arrival, given by whoever causes it. */
  readonly nextName: string | undefined;
  readonly nameNext: (name: string) => void;
  readonly arrive: (href: string, fallbackName: string) => void;
  readonly did: (name: string, act: Act) => void;
}

/**
 * The steps of this browser tab in the order of time: views that were arrived at, and what was done on record from here. Every view is in its address, so going back to a step's address restores it
 * exactly; a reload keeps the list.
 */
export const useSteps = create<StepStore>()(
  persist(
    (set) => ({
      steps: [],
      at: -1,
      nextName: undefined,
      nameNext: (nextName) => set({ nextName }),
      arrive: (href, fallbackName) =>
        set((state) => ({
          ...arriveAt(state, { href, name: state.nextName ?? fallbackName }, state.nextName !== undefined),
          nextName: undefined,
        })),
      did: (name, act) => set((state) => didHere(state, { name, act })),
    }),
    {
      name: 'iolaus.steps',
      storage: createJSONStorage(() => sessionStorage),
      partialize: ({ steps, at }) => ({ steps, at }),
    },
  ),
);
