import { IolausError, type PauseSwitch, type WorkOptions } from '@iolaus/contracts';

/** A pause switch in the hands of its owner. */
export class Pause implements PauseSwitch {
  readonly #listeners = new Set<() => void>();
  #isPaused = false;

  get isPaused(): boolean {
    return this.#isPaused;
  }

  /** Turns the switch; being where it is already tells nobody. */
  set(isPaused: boolean): void {
    if (isPaused === this.#isPaused) return;
    this.#isPaused = isPaused;
    for (const listener of this.#listeners) listener();
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}

/** Waits while the switch is on: a safe point between two steps. Refuses when the work is cancelled meanwhile (CANCELLED). */
export function whilePaused({ pause, signal }: WorkOptions, done: string): Promise<void> {
  if (!pause?.isPaused) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const end = (settle: () => void): void => {
      stop();
      signal?.removeEventListener('abort', cancel);
      settle();
    };
    const cancel = (): void => end(() => reject(new IolausError('CANCELLED', { done })));
    const stop = pause.subscribe(() => {
      if (!pause.isPaused) end(resolve);
    });
    signal?.addEventListener('abort', cancel);
    if (signal?.aborted) cancel();
  });
}
