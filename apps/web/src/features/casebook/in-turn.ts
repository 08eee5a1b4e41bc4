let last: Promise<unknown> = Promise.resolve();
let waiting = 0;

/** Does one thing after the other, so that what follows knows what came of what was before. */
export function inTurn<T>(work: () => Promise<T>): Promise<T> {
  waiting += 1;
  const next = last.then(work);
  last = next.then(ended, ended);
  return next;
}

const ended = (): void => {
  waiting -= 1;
};

/** Does it at once where nothing is under way, and else when that has ended. */
export function whenIdle(work: () => void): void {
  if (waiting === 0) work();
  else void last.then(() => whenIdle(work));
}

/** Resolves when all that is under way now has ended. */
export const idle = (): Promise<unknown> => last;
