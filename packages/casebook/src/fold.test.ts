import { mkdtempSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IolausError, type Step } from '@iolaus/contracts';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Casebook, type Addition, type By } from './casebook.js';
import { replay, stateDigest } from './content.js';
import { fold, stepAt } from './fold.js';
import { currentBranch, inForce, isStepCommand } from './history.js';

let folder: string;
let made = 0;
beforeAll(() => void (folder = mkdtempSync(join(tmpdir(), 'iolaus-fold-'))));
afterAll(() => rmSync(folder, { recursive: true }));

/** Something that an investigator does; places in the journal are drawn as shares of its length, names of branches likewise. */
type Act =
  | { readonly does: 'add'; readonly author: string; readonly addition: Addition }
  | {
      readonly does: 'refer';
      readonly author: string;
      readonly verb: 'remove-note' | 'branch' | 'go-back';
      readonly at: number;
    }
  | { readonly does: 'switch'; readonly author: string; readonly at: number }
  | { readonly does: 'undo' | 'undo-all' | 'redo'; readonly author: string; readonly at: number | undefined };

const few = <T>(...values: readonly T[]) => fc.constantFrom(...values);
const account = fc.record({ on: fc.constant('account' as const), id: few('a', 'b', 'c') });
const network = fc.record({
  on: fc.constant('network' as const),
  id: few('N-1', 'N-2'),
  anchors: fc.constant<string[]>([]),
});
const addition: fc.Arbitrary<Addition> = fc.oneof(
  fc.record({
    verb: few('verdict' as const),
    subject: account,
    verdict: few('confirmed' as const, 'cleared' as const, 'none' as const),
  }),
  fc.record({ verb: few('note' as const), subject: account, text: few('one', 'two') }),
  fc.record({ verb: few('save-view' as const), name: few('x', 'y'), href: few('/1', '/2') }),
  fc.record({ verb: few('remove-view' as const), name: few('x', 'y') }),
  fc.record({ verb: few('remove-list' as const), name: few('x', 'y') }),
  fc.record({ verb: few('save-list' as const), name: few('x', 'y'), text: few('1', '2') }),
  fc.record({ verb: few('take' as const), subject: network }),
  fc.record({ verb: few('release' as const), subject: network }),
  fc.record({ verb: few('name-network' as const), subject: network, name: few('Heron', '<b>noreh</b>') }),
  fc.record({ verb: few('unname-network' as const), subject: network }),
  fc.record({ verb: few('checkpoint' as const), name: few('x') }),
  fc.record({
    verb: few('constrain' as const),
    rule: fc.record({ verb: few('exclude-account' as const), account: few('a', 'b') }),
    reason: few('asked'),
    anchors: fc.constant<string[]>([]),
  }),
);
const share01 = fc.double({ min: 0, max: 1, noNaN: true });
const actsBy = (author: fc.Arbitrary<string>): fc.Arbitrary<Act[]> =>
  fc.array(
    fc.oneof(
      { weight: 10, arbitrary: fc.record({ does: few('add' as const), author, addition }) },
      {
        weight: 6,
        arbitrary: fc.record({
          does: few('undo' as const, 'undo-all' as const, 'redo' as const),
          author,
          at: fc.option(share01, { nil: undefined }),
        }),
      },
      {
        weight: 3,
        arbitrary: fc.record({
          does: few('refer' as const),
          author,
          verb: few('remove-note' as const, 'branch' as const, 'go-back' as const),
          at: share01,
        }),
      },
      { weight: 1, arbitrary: fc.record({ does: few('switch' as const), author, at: share01 }) },
    ),
    { minLength: 5, maxLength: 40 },
  );

/** Does it, and says which entry it became; undefined where it was refused. */
function act(book: Casebook, each: Act, atMs: number): Step | undefined {
  const by: By = { author: each.author, atMs };
  const { steps, history } = book.state;
  const pick = <T>(from: readonly T[], at: number): T | undefined => from[Math.floor(at * (from.length - 1))];
  const stepId = (at: number): string => pick(steps, at)?.id ?? 'S-0001';
  try {
    switch (each.does) {
      case 'add':
        return book.run(each.addition, by);
      case 'refer':
        if (each.verb === 'branch') return book.run({ verb: 'branch', name: `b${atMs}`, from: stepId(each.at) }, by);
        return each.verb === 'go-back'
          ? book.run(
              {
                verb: 'go-back',
                checkpoint:
                  pick(
                    steps.filter(({ command }) => command.verb === 'checkpoint'),
                    each.at,
                  )?.id ?? 'S-0001',
              },
              by,
            )
          : book.run(
              {
                verb: 'remove-note',
                note:
                  pick(
                    steps.filter(({ command }) => command.verb === 'note'),
                    each.at,
                  )?.id ?? 'S-0001',
              },
              by,
            );
      case 'switch':
        return book.run({ verb: 'switch', branch: pick([...history.branches.keys()], each.at) ?? 'main' }, by);
      case 'redo':
        return book.redo({ step: each.at === undefined ? undefined : stepId(each.at) }, by);
      case 'undo':
      case 'undo-all':
        return book.undo(
          { step: each.at === undefined ? undefined : stepId(each.at), withDependents: each.does === 'undo-all' },
          by,
        );
    }
  } catch (error) {
    if (error instanceof IolausError) return undefined;
    throw error;
  }
}

const digestOf = (book: Casebook): string => stateDigest(book.state.content);
const standing = ({ state }: Casebook): Step[] =>
  inForce(currentBranch(state.history)).map((seq) => stepAt(state.steps, seq));

/** Checks something of drawn acts, after each of them. */
function always(
  authors: readonly string[],
  check: (of: {
    readonly book: Casebook;
    readonly each: Act;
    readonly step: Step | undefined;
    readonly before: Before;
  }) => void,
): void {
  fc.assert(
    fc.property(actsBy(few(...authors)), (acts) => {
      const book = new Casebook(join(folder, `${made++}.jsonl`), { write: writeSync, sync: () => undefined });
      try {
        acts.forEach((each, at) => {
          const before = { digest: digestOf(book), standing: standing(book), entries: book.state.steps.length };
          check({ book, each, step: act(book, each, at), before });
        });
      } finally {
        book.close();
      }
    }),
    { seed: 7, numRuns: 150 },
  );
}
interface Before {
  readonly digest: string;
  readonly standing: readonly Step[];
  readonly entries: number;
}

const TWO = ['Ana', 'Ben'];

describe('whatever two investigators do', () => {
  it('the state is that of a fold over all entries, and that of earlier entries was as it was then', () => {
    const digests: string[] = [];
    always(TWO, ({ book, step }) => {
      const { steps } = book.state;
      if (step) digests[steps.length] = digestOf(book);
      expect(fold(steps)).toEqual(book.state);
      const earlier = Math.floor(steps.length / 2);
      if (earlier > 0) expect(stateDigest(fold(steps.slice(0, earlier)).content)).toBe(digests[earlier]);
    });
  });

  it('what is refused leaves everything as it was', () => {
    always(TWO, ({ book, step, before }) => {
      expect(book.state.steps.length).toBe(before.entries + (step ? 1 : 0));
      if (!step) expect([digestOf(book), standing(book)]).toEqual([before.digest, before.standing]);
    });
  });

  it('an undo leaves what there would be had its steps never been taken, and all others', () => {
    always(TWO, ({ book, step, before }) => {
      if (step?.command.verb !== 'undo') return;
      const out = new Set(step.command.out);
      const others = before.standing.filter(({ id }) => !out.has(id));
      expect(digestOf(book)).toBe(stateDigest(replay(others).content));
      expect(standing(book)).toEqual(others);
      expect(replay(others).failing).toEqual(replay(before.standing).failing.filter(({ id }) => !out.has(id)));
    });
  });

  it('an undo and its redo change nothing, nor does the way to a checkpoint and from it', () => {
    always(TWO, ({ book, each, step, before }) => {
      if (step?.command.verb !== 'undo' && step?.command.verb !== 'go-back') return;
      book.redo({}, { author: each.author, atMs: 0 });
      expect(digestOf(book)).toBe(before.digest);
      expect(standing(book)).toEqual(before.standing);
    });
  });

  it('a step and its undo change nothing', () => {
    always(TWO, ({ book, each, step, before }) => {
      if (each.does !== 'add' || !step) return;
      book.undo({ step: step.id }, { author: each.author, atMs: 0 });
      expect(digestOf(book)).toBe(before.digest);
    });
  });

  it('going to another branch and back changes nothing', () => {
    always(TWO, ({ book, before }) => {
      const { current, branches } = book.state.history;
      const now = digestOf(book);
      for (const name of [...branches.keys()].filter((each) => each !== current)) {
        book.run({ verb: 'switch', branch: name }, { author: 'Ana', atMs: 0 });
        book.run({ verb: 'switch', branch: current }, { author: 'Ana', atMs: 0 });
        expect(digestOf(book)).toBe(now);
      }
      expect(before.entries).toBeLessThanOrEqual(book.state.steps.length);
    });
  });

  it('a checkpoint brings back exactly what was in force when it was made', () => {
    const then = new Map<Casebook, Map<string, string>>();
    always(TWO, ({ book, step }) => {
      const known = then.get(book) ?? new Map<string, string>();
      then.set(book, known);
      if (step?.command.verb === 'checkpoint') known.set(step.id, digestOf(book));
      if (step?.command.verb === 'go-back') expect(digestOf(book)).toBe(known.get(step.command.checkpoint));
    });
  });
});

it('a branch that undone steps are left on is what there was before the undoing', () => {
  const begun = new Map<Casebook, Map<string, string>>();
  let left = 0;
  always(['Ana'], ({ book, step, before }) => {
    if (!step || step.command.verb === 'branch' || step.command.verb === 'switch') return;
    const begins = begun.get(book) ?? new Map<string, string>();
    begun.set(book, begins);
    if (!isStepCommand(step.command)) {
      if (!begins.has(step.branch)) begins.set(step.branch, before.digest);
      return;
    }
    const name = `${step.branch} before ${step.id}`;
    if (book.state.history.branches.has(name)) {
      left++;
      book.run({ verb: 'switch', branch: name }, { author: 'Ana', atMs: 0 });
      expect(digestOf(book)).toBe(begins.get(step.branch));
      book.run({ verb: 'switch', branch: step.branch }, { author: 'Ana', atMs: 0 });
    }
    begins.delete(step.branch);
  });
  expect(left).toBeGreaterThan(50);
});
