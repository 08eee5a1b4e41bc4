/** One step of a path into JSON. */
export type PathStep =
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'each' }
  | { readonly kind: 'at'; readonly index: number }
  | { readonly kind: 'where'; readonly key: string; readonly value: string }
  | { readonly kind: 'attribute'; readonly key: string };

/** A path of a mapping, parsed once. */
export interface CompiledPath {
  /** As it stands in the mapping; in CSV the name of a column. */
  readonly text: string;
  readonly steps: readonly PathStep[];
  /** How many enclosing levels of an expanded record it climbs first (`^.`). */
  readonly up: number;
}
