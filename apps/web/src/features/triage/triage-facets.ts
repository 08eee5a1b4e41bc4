import {
  AGE_BANDS,
  ageWords,
  bandOf,
  bandWords,
  SIZE_BANDS,
  TIERS,
  VOLUME_BANDS,
  type Band,
  type IndicatorKind,
} from '@iolaus/contracts';
import type { Facet } from '../facets/facets.js';
import type { QueueRow } from './queue.js';
import type { TriageFacet } from './triage-filter.js';

const DAY_MS = 86_400_000;
const VERDICTS = ['confirmed', 'cleared', 'contested', 'none'] as const;
const CHANGES = [
  { value: 'new', word: 'New' },
  { value: 'regrown', word: 'Regrown' },
  { value: 'more', word: 'More accounts' },
  { value: 'fewer', word: 'Fewer accounts' },
  { value: 'same', word: 'No change' },
] as const;

const title = (word: string): string => word[0]!.toUpperCase() + word.slice(1);
const named = (values: readonly string[]) => values.map((value) => ({ value, word: title(value) }));
const banded = (bands: readonly Band[], words: (band: Band) => string) =>
  bands.map((band) => ({ value: band.value, word: words(band) }));
const inBand = (bands: readonly Band[], figure: number): string[] => {
  const band = bandOf(bands, figure);
  return band ? [band.value] : [];
};

/** Facets of the queue; `kinds` are those of the home. Who gave no name has no last visit, and no facet of what changed since. */
export function triageFacets(
  queue: readonly QueueRow[],
  kinds: readonly IndicatorKind[],
): (Facet<QueueRow> & { readonly id: TriageFacet })[] {
  const endMs = Math.max(...queue.map(({ row }) => row.lastMs ?? -Infinity));
  const held = new Set(queue.flatMap(({ row }) => row.kinds.map(({ kind }) => kind)));
  const isKnown = queue.some(({ change }) => change.kind !== 'unknown');
  return [
    { id: 'tier', label: 'Tier', values: named(TIERS), of: ({ row }) => [row.tier] },
    {
      id: 'kind',
      label: 'Held by',
      values: kinds.flatMap(({ kind, label }) => (held.has(kind) ? [{ value: kind, word: title(label) }] : [])),
      of: ({ row }) => row.kinds.map(({ kind }) => kind),
    },
    {
      id: 'size',
      label: 'Size',
      values: banded(SIZE_BANDS, bandWords),
      of: ({ row }) => inBand(SIZE_BANDS, row.accounts),
    },
    {
      id: 'volume',
      label: 'Volume',
      values: banded(VOLUME_BANDS, bandWords),
      of: ({ row }) => inBand(VOLUME_BANDS, row.exchanges),
    },
    {
      id: 'first',
      label: 'First seen',
      values: banded(AGE_BANDS, ageWords),
      of: ({ row }) => (row.firstMs === null ? [] : inBand(AGE_BANDS, Math.floor((endMs - row.firstMs) / DAY_MS))),
    },
    {
      id: 'verdict',
      label: 'Verdict',
      values: VERDICTS.map((value) => ({ value, word: value === 'none' ? 'No verdict' : title(value) })),
      of: ({ status }) => [status.verdict?.verdict ?? 'none'],
    },
    ...(isKnown
      ? [
          {
            id: 'change' as const,
            label: 'Since last visit',
            values: CHANGES,
            of: ({ change }: QueueRow) => [change.kind],
          },
        ]
      : []),
  ];
}
