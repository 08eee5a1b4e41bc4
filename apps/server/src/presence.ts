import { PRESENT_MS, type Colleague, type Presence, type SignOfLife } from '@iolaus/contracts';
import type { Workbench } from '@iolaus/pipeline';

/** Tabs that are remembered at most: a fault of one of them must not fill the memory. */
const MOST_TABS = 200;

interface Seen extends Colleague {
  readonly timer: NodeJS.Timeout;
}

/** Who looks at which network now. It is in memory alone, and forgets a tab seconds after its last sign. */
export class WhoIsHere {
  readonly #seen = new Map<string, Seen>();
  readonly #listeners = new Set<(now: Presence) => void>();

  /** Everybody who is here, in the order in which they came. */
  now(): Presence {
    return { here: Array.from(this.#seen.values(), ({ timer: _, ...colleague }) => colleague) };
  }

  /** Takes a sign of life; who listens hears of it where something changed. */
  sign({ network, ...of }: SignOfLife): Presence {
    const before = this.#seen.get(of.tab);
    clearTimeout(before?.timer);
    if (network === null) this.#seen.delete(of.tab);
    else if (before || this.#seen.size < MOST_TABS) {
      const timer = setTimeout(() => this.#forget(of.tab), PRESENT_MS).unref();
      this.#seen.set(of.tab, { ...of, network, timer });
    }
    if (before?.network !== (network ?? undefined) || before?.looking !== of.looking || before.author !== of.author)
      this.#tell();
    return this.now();
  }

  /** Calls back with everybody who is here whenever that changes; gives back how to stop. */
  onChange(listener: (now: Presence) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #forget(tab: string): void {
    this.#seen.delete(tab);
    this.#tell();
  }

  #tell(): void {
    for (const listener of this.#listeners) listener(this.now());
  }
}

const ofWorkbench = new WeakMap<Workbench, WhoIsHere>();

/** Who is here on a workbench that is served. */
export function whoIsHere(workbench: Workbench): WhoIsHere {
  const known = ofWorkbench.get(workbench) ?? new WhoIsHere();
  ofWorkbench.set(workbench, known);
  return known;
}
