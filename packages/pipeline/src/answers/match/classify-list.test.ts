import type { IndicatorRow } from '@iolaus/graph-store';
import { readList } from '@iolaus/ingest';
import { describe, expect, it } from 'vitest';
import { classifyList, type IndicatorFacts } from './classify-list.js';
import type { FoundEntry } from './find-entries.js';

const indicator = (value: string): IndicatorRow => ({
  kind: 'ip',
  value,
  text: null,
  reach: 3,
  records: 9,
  firstMs: null,
  lastMs: null,
});
const facts = (reason: string | null): IndicatorFacts => ({ outside: 1, bits: 5, classes: [], networks: [], reason });

/** The list with what is known of its values: indicators by value, of which those of `common` are over-common, and accounts. */
function classify(
  text: string,
  known: {
    readonly values?: Readonly<Record<string, string[]>>;
    readonly common?: string[];
    readonly accounts?: string[];
  },
): ReturnType<typeof classifyList> {
  const list = readList(text);
  const found = list.entries.map((entry): FoundEntry => ({
    entry,
    indicators: entry.values.flatMap((value) => known.values?.[value] ?? []).map(indicator),
    accounts: entry.values.flatMap((id) => (known.accounts?.includes(id) ? [{ id, network: 'N-1' }] : [])),
  }));
  return classifyList(list, found, ({ value }) => facts(known.common?.includes(value) ? 'everybody has it' : null));
}

const LIST = '203.0.113.7\n203[.]0[.]113[.]8\n203.0.113.9\n300.1.2.3\n203.0.113.7\nacct_1';

describe('each entry of a list', () => {
  it('is in one class, and the classes add up', () => {
    const { entries, counts, lines } = classify(LIST, {
      values: { '203.0.113.7': ['203.0.113.7'], '203.0.113.8': ['203.0.113.8'] },
      common: ['203.0.113.8'],
      accounts: ['acct_1'],
    });
    expect([entries, lines]).toEqual([6, 6]);
    expect(counts).toEqual({ hits: 2, misses: 1, malformed: 1, overCommon: 1, repeated: 1 });
  });

  it('says where it stood and as what it is known', () => {
    const { hits, overCommon, misses, malformed } = classify(LIST, {
      values: { '203.0.113.7': ['203.0.113.7'], '203.0.113.8': ['203.0.113.8'] },
      common: ['203.0.113.8'],
      accounts: ['acct_1'],
    });
    expect(hits).toMatchObject([
      { line: 1, entry: '203.0.113.7', kind: 'ip', value: '203.0.113.7', reach: 3, bits: 5, reason: null },
      { line: 6, entry: 'acct_1', kind: 'account', value: 'acct_1', networks: [{ id: 'N-1', accounts: 1 }] },
    ]);
    expect(overCommon).toMatchObject([{ line: 2, entry: '203[.]0[.]113[.]8', reason: 'everybody has it' }]);
    expect(misses).toEqual([{ line: 3, entry: '203.0.113.9', form: 'ip' }]);
    expect(malformed).toEqual([{ line: 4, entry: '300.1.2.3', reason: 'has a part above 255' }]);
  });

  it('is a hit where anything of it is one; what is over-common of it is set apart', () => {
    const { counts, hits, overCommon } = classify('203.0.113.0/24', {
      values: { '203.0.113.0/24': ['203.0.113.7', '203.0.113.8'] },
      common: ['203.0.113.8'],
    });
    expect(counts).toMatchObject({ hits: 1, overCommon: 0 });
    expect([hits.length, overCommon.length]).toEqual([1, 1]);
  });

  it('is a note, and no miss, where it is a word beside a value; it is a hit where it is known', () => {
    const { counts, notes, entries } = classify('203.0.113.7,scanner,curl', {
      values: { '203.0.113.7': ['203.0.113.7'], curl: ['curl'] },
    });
    expect([counts.hits, counts.misses, notes, entries]).toEqual([2, 0, 1, 2]);
  });

  it('is malformed where it is a card number that nobody has for a name', () => {
    const card = '4111111111111111';
    expect(classify(card, {})).toMatchObject({
      counts: { malformed: 1, misses: 0 },
      malformed: [{ entry: '••••••••••••••••', reason: 'is a card number; only tokens are kept' }],
    });
    expect(classify(card, { accounts: [card] }).counts).toMatchObject({ hits: 1, malformed: 0 });
  });
});
