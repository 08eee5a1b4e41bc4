import type { Generation } from '@iolaus/contracts';

/** Which two generations the address compares. Absent = the network that was asked for and the one that it follows. */
export interface LineageViewState {
  readonly earlier?: string | undefined;
  readonly later?: string | undefined;
}

/** The view of an address; what it does not understand is left out. */
export function readLineageView(search: Readonly<Record<string, unknown>>): LineageViewState {
  const textOf = (value: unknown): string | undefined =>
    typeof value === 'string' && value !== '' ? value.slice(0, 40) : undefined;
  const [earlier, later] = [textOf(search['earlier']), textOf(search['later'])];
  return { ...(earlier === undefined ? {} : { earlier }), ...(later === undefined ? {} : { later }) };
}

/** The two generations that are compared: those of the address as far as they are here, else the network and the one before it, or after it; undefined where there is one alone. */
export function comparedGenerations(
  generations: readonly Generation[],
  of: { readonly network: string; readonly view: LineageViewState },
): { readonly earlier: Generation; readonly later: Generation } | undefined {
  const named = (id: string | undefined): Generation | undefined => generations.find((each) => each.id === id);
  const own = named(of.network);
  const successor = generations.find((each) => each.follows?.id === of.network);
  const later = named(of.view.later) ?? (own?.follows ? own : (successor ?? generations.at(-1)));
  const earlier = named(of.view.earlier) ?? named(later?.follows?.id) ?? generations[0];
  return earlier && later && earlier !== later ? { earlier, later } : undefined;
}
