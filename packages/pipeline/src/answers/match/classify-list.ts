import type { IndicatorClass, MatchAnswer, MatchHit } from '@iolaus/contracts';
import type { IndicatorRow } from '@iolaus/graph-store';
import type { PastedList } from '@iolaus/ingest';
import type { FoundEntry } from './find-entries.js';

/** What is known of a found indicator. */
export interface IndicatorFacts {
  readonly outside: number;
  readonly bits: number;
  readonly classes: readonly IndicatorClass[];
  readonly networks: MatchHit['networks'];
  readonly reason: string | null;
}

/** The part of an answer that tells what became of each entry. */
export type ClassifiedList = Pick<
  MatchAnswer,
  'lines' | 'entries' | 'counts' | 'notes' | 'hits' | 'overCommon' | 'misses' | 'malformed'
>;

/** Puts every entry into one class: a hit where anything of it is one, over-common where all that it stands for is. */
export function classifyList(
  list: PastedList,
  found: readonly FoundEntry[],
  factsOf: (indicator: IndicatorRow) => IndicatorFacts,
): ClassifiedList {
  const classified: Pick<ClassifiedList, 'hits' | 'overCommon' | 'misses' | 'malformed'> = {
    hits: [],
    overCommon: [],
    misses: [],
    malformed: list.malformed.map(({ text, ...of }) => ({ ...of, entry: text })),
  };
  let [hits, overCommon, notes] = [0, 0, 0];
  for (const one of found) {
    const { line, text: entry, form, isNote, isCardNumber } = one.entry;
    const rows = hitsOf(one, factsOf);
    const telling = rows.filter(({ reason }) => reason === null);
    classified.hits.push(...telling);
    classified.overCommon.push(...rows.filter(({ reason }) => reason !== null));
    if (telling.length > 0) hits += 1;
    else if (rows.length > 0) overCommon += 1;
    else if (isNote) notes += 1;
    else if (isCardNumber) classified.malformed.push({ line, entry, reason: 'is a card number; only tokens are kept' });
    else classified.misses.push({ line, entry, form });
  }
  classified.malformed.sort((x, y) => x.line - y.line);
  const misses = classified.misses.length;
  const malformed = classified.malformed.length;
  const counts = { hits, misses, malformed, overCommon, repeated: list.repeated };
  const entries = hits + misses + malformed + overCommon + list.repeated;
  return { lines: list.lines, entries, counts, notes, ...classified };
}

function hitsOf(
  { entry: { line, text: entry, form }, indicators, accounts }: FoundEntry,
  factsOf: (indicator: IndicatorRow) => IndicatorFacts,
): MatchHit[] {
  return [
    ...accounts.map(({ id, network }): MatchHit => ({
      line,
      entry,
      form,
      kind: 'account',
      value: id,
      text: null,
      reach: 1,
      outside: network === null ? 1 : 0,
      bits: 0,
      classes: [],
      networks: network === null ? [] : [{ id: network, accounts: 1 }],
      reason: null,
    })),
    ...indicators.map((indicator): MatchHit => {
      const { kind, value, text, reach } = indicator;
      const { classes, ...facts } = factsOf(indicator);
      return { line, entry, form, kind, value, text, reach, ...facts, classes: [...classes] };
    }),
  ];
}
