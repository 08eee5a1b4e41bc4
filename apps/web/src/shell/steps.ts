import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';

/** One step of the work: its name in words, and the address that shows exactly what it led to. */
export interface Step {
  readonly name: string;
  readonly href: string;
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
  const before = steps.slice(0, isNamed && steps[at]?.name === step.name ? at : at + 1);
  // A step that went on until it was back where it began has changed nothing.
  if (before.at(-1)?.href === step.href) return { steps: before, at: before.length - 1 };
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
}

/** The steps of this browser tab. Every view is in its address, so going back to a step's address restores it exactly; a reload keeps the list. */
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
    }),
    {
      name: 'iolaus.steps',
      storage: createJSONStorage(() => sessionStorage),
      partialize: ({ steps, at }) => ({ steps, at }),
    },
  ),
);
