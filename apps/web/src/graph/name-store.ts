import { MOST_NAMED } from '@iolaus/contracts';
import { accountNames, type AccountNames } from './account-names.js';

/** How a store asks the service; null is what there is not. At most MOST_NAMED at once. */
export interface AskNames {
  readonly ids: (numbers: readonly number[]) => Promise<readonly (string | null)[]>;
  readonly numbers: (ids: readonly string[]) => Promise<readonly (number | null)[]>;
}

/** What is known of the names of accounts, and why the last question had no answer; null for none. */
export interface KnownNames {
  readonly names: AccountNames;
  readonly error: unknown;
}

/** Names of accounts of one frame, asked for when they are needed and kept: a network of a million accounts costs no more of them than are looked at. */
export class NameStore {
  readonly #ask: AskNames;
  readonly #numbers = new Map<string, number>();
  readonly #ids = new Map<number, string>();
  readonly #onTheirWay = new Set<string>();
  readonly #listeners = new Set<() => void>();
  #known: KnownNames = { names: accountNames(new Map()), error: null };

  constructor(ask: AskNames) {
    this.#ask = ask;
  }

  readonly known = (): KnownNames => this.#known;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Has the numbers of these asked for, as far as they are not known. */
  async find(ids: readonly string[]): Promise<void> {
    const asked = [...new Set(ids)].filter((id) => !this.#numbers.has(id) && !this.#onTheirWay.has(id));
    for (const id of asked) this.#onTheirWay.add(id);
    try {
      for (const batch of batches(asked)) {
        const numbers = await this.#ask.numbers(batch);
        batch.forEach((id, at) => this.#keep(id, numbers[at] ?? -1));
      }
      if (asked.length > 0 || this.#known.error !== null) this.#tell(null);
    } catch (error) {
      this.#tell(error);
    } finally {
      for (const id of asked) this.#onTheirWay.delete(id);
    }
  }

  /** The ids of these, those that there are, in their order; undefined where the service does not say. */
  async idsOf(numbers: readonly number[]): Promise<readonly string[] | undefined> {
    const asked = numbers.filter((account) => !this.#ids.has(account));
    try {
      for (const batch of batches(asked)) {
        const ids = await this.#ask.ids(batch);
        batch.forEach((account, at) => {
          const id = ids[at];
          if (typeof id === 'string') this.#keep(id, account);
        });
      }
    } catch (error) {
      this.#tell(error);
      return undefined;
    }
    if (asked.length > 0) this.#tell(null);
    return numbers.flatMap((account) => this.#ids.get(account) ?? []);
  }

  #keep(id: string, account: number): void {
    this.#numbers.set(id, account);
    if (account >= 0) this.#ids.set(account, id);
  }

  #tell(error: unknown): void {
    this.#known = { names: accountNames(this.#numbers), error };
    for (const listener of this.#listeners) listener();
  }
}

function batches<T>(all: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / MOST_NAMED) }, (_, at) =>
    all.slice(at * MOST_NAMED, (at + 1) * MOST_NAMED),
  );
}
