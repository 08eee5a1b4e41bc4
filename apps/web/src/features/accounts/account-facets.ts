import {
  ACCOUNT_FACETS,
  AGE_BANDS,
  ageWords,
  bandWords,
  FAMILIES,
  SIZE_BANDS,
  VOLUME_BANDS,
  type AccountCounts,
} from '@iolaus/contracts';
import type { FacetView } from '../facets/facets.js';

const title = (word: string): string => word[0]!.toUpperCase() + word.slice(1);
const LABELS: Readonly<Record<string, string>> = {
  tier: 'Tier',
  held: 'Held by',
  size: 'Size of network',
  volume: 'Volume',
  first: 'First seen',
  verdict: 'Verdict',
  changed: 'Since last visit',
};
const WORDS: Readonly<Record<string, string>> = {
  ...Object.fromEntries(FAMILIES.map((family) => [`held ${family}`, title(family)])),
  ...Object.fromEntries(SIZE_BANDS.map((band) => [`size ${band.value}`, bandWords(band)])),
  ...Object.fromEntries(VOLUME_BANDS.map((band) => [`volume ${band.value}`, bandWords(band)])),
  ...Object.fromEntries(AGE_BANDS.map((band) => [`first ${band.value}`, ageWords(band)])),
  'tier none': 'In no network',
  'verdict none': 'No verdict',
  'changed joined': 'Joined a network',
  'changed left': 'Left its network',
  'changed moved': 'In another network',
  'changed tier': 'Its tier changed',
  'changed banned': 'Became banned',
  'changed same': 'Nothing changed',
};

/** Facets of accounts in words, with their counts. */
export const accountFacets = (facets: AccountCounts['facets']): FacetView[] =>
  facets.map(({ id, values }) => ({
    id,
    label: LABELS[id] ?? id,
    values: values.map(({ value, count }) => ({ value, count, word: WORDS[`${id} ${value}`] ?? title(value) })),
  }));

/** The same before anything is counted. */
export const uncountedAccountFacets = (): FacetView[] =>
  accountFacets(
    Object.entries(ACCOUNT_FACETS).map(([id, values]) => ({
      id,
      values: values.map((value) => ({ value, count: 0 })),
    })),
  );
