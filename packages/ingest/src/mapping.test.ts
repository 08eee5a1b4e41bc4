import { readFileSync } from 'node:fs';
import { IolausError } from '@iolaus/contracts';
import { describe, expect, it } from 'vitest';
import { INDICATOR_PARSES, isMatch, mappingJsonSchema, parseMapping, TARGET_PARSES, TARGETS } from './mapping.js';

const HEAD = ['version: 1', 'match: "*.jsonl"', 'format: jsonl', 'entity: exchange'];
const FIELDS = ['fields:', '  account: { paths: [account_id], required: true }'];
const WHOLE = [...HEAD, ...FIELDS];

/** What is wrong with the mapping, and where. */
function refusal(...lines: string[]): { where: unknown; detail: unknown } {
  try {
    parseMapping(lines.join('\n'), 'a.mapping.yaml');
  } catch (error) {
    if (!(error instanceof IolausError)) throw error;
    expect(error.code).toBe('MAPPING_INVALID');
    expect(error.facts['path']).toBe('a.mapping.yaml');
    return { where: error.facts['where'], detail: error.facts['detail'] };
  }
  throw new Error('the mapping was not refused');
}

describe('parseMapping', () => {
  it('reads a mapping and fills in what it leaves out', () => {
    const text = [...WHOLE, 'indicators:', '  - { name: wallet, paths: [wallet] }'].join('\n');
    expect(parseMapping(text, 'a.mapping.yaml')).toEqual({
      version: 1,
      match: '*.jsonl',
      format: 'jsonl',
      entity: 'exchange',
      fields: { account: { paths: ['account_id'], required: true } },
      indicators: [{ name: 'wallet', paths: ['wallet'], family: 'identity', reliability: 0.5, parse: 'text' }],
      keep: [],
      only: {},
      path: 'a.mapping.yaml',
      text,
    });
  });

  it('keeps anchors and comments of YAML', () => {
    const text = [...WHOLE, '  time: { paths: &time [ts] } # of the server', 'keep: *time'].join('\n');
    expect(parseMapping(text, 'a.mapping.yaml').keep).toEqual(['ts']);
  });

  it.each([
    ['at the top', [...WHOLE, 'colour: blue'], 'line 7, key colour'],
    ['with a block under it', [...WHOLE, 'colour:', '  - blue'], 'line 7, key colour'],
    [
      'in a field',
      [...HEAD, 'fields:', '  account:', '    paths: [a]', '    requird: true'],
      'line 8, key fields.account.requird',
    ],
    [
      'in an indicator',
      [...WHOLE, 'indicators:', '  - name: wallet', '    path: [w]'],
      'line 9, key indicators.0.path',
    ],
  ])('names the line of an unknown key %s', (_, lines, where) => {
    expect(refusal(...lines)).toEqual({ where, detail: 'unknown key' });
  });

  it('names the misspelling rather than the name that it makes missing', () => {
    expect(refusal('version: 1', 'macth: "*"', 'format: jsonl', 'entity: exchange', ...FIELDS).where).toBe(
      'line 2, key macth',
    );
  });

  it('refuses a target of another entity, with its line and the known ones', () => {
    const { where, detail } = refusal(...WHOLE, '  payment_method:', '    paths: [card]');
    expect(where).toBe('line 7, key fields.payment_method');
    expect(detail).toContain(`is no target of entity exchange (known: ${TARGETS.exchange.join(', ')})`);
  });

  it('refuses a mapping without the target account, except one of exchanges', () => {
    const lines = [...HEAD, 'fields:', '  time: { paths: [ts] }'];
    expect(refusal(...lines.map((line) => line.replace('exchange', 'sighting')))).toEqual({
      where: 'line 5, key fields',
      detail: 'needs the target account',
    });
    expect(parseMapping(lines.join('\n'), 'a').fields['account']).toBeUndefined();
  });

  it.each(['version', 'match', 'format', 'entity', 'fields'])('refuses a mapping without %s', (key) => {
    const lines = WHOLE.filter((line) => !line.startsWith(`${key}:`));
    expect(refusal(...(key === 'fields' ? HEAD : lines)).where).toBe(`line 1, key ${key}`);
  });

  it.each([
    ['version: 2', 'line 1, key version'],
    ['match: ""', 'line 2, key match'],
    ['format: xlsx', 'line 3, key format'],
    ['entity: person', 'line 4, key entity'],
  ])('refuses %s at its line', (line, where) => {
    const key = line.split(':')[0];
    expect(refusal(...WHOLE.map((each) => (each.startsWith(`${key}:`) ? line : each))).where).toBe(where);
  });

  it.each([
    ['no path', '{ paths: [] }', 'paths'],
    ['an empty path', '{ paths: [""] }', 'paths.0'],
    ['an unknown way to read', '{ paths: [ts], parse: sundial }', 'parse'],
    ['a strptime without a format', '{ paths: [ts], parse: "strptime: " }', 'parse'],
  ])('refuses a field with %s', (_, field, key) => {
    expect(refusal(...WHOLE, `  time: ${field}`).where).toBe(`line 7, key fields.time.${key}`);
  });

  it.each([
    ['an unknown letter', '%Y-%Q', '%Q'],
    ['a letter that stands twice', '%Y-%m-%Y', '%Y twice'],
  ])('refuses a strptime format with %s, at its line', (_, format, detail) => {
    const fault = refusal(...WHOLE, '  time:', '    paths: [ts]', `    parse: "strptime: ${format}"`);
    expect(fault.where).toBe('line 9, key fields.time.parse');
    expect(fault.detail).toContain(detail);
  });

  it('reads an indicator that refers to an account, and refuses one that refers to anything else', () => {
    const lines = (what: string): string[] => [
      ...WHOLE,
      'indicators:',
      `  - { name: payee, paths: [p], refers: ${what} }`,
    ];
    expect(parseMapping(lines('account').join('\n'), 'a').indicators[0]?.refers).toBe('account');
    expect(refusal(...lines('ip')).where).toBe('line 8, key indicators.0.refers');
  });

  describe('of access logs', () => {
    const log = (...lines: string[]): string[] => [...WHOLE.map((line) => line.replace('jsonl', 'log')), ...lines];

    it('needs a pattern', () => {
      expect(refusal(...log())).toEqual({ where: 'line 3, key format', detail: 'needs the key pattern' });
      expect(parseMapping(log("pattern: '$remote_addr - $status'").join('\n'), 'a').pattern).toContain('$status');
    });

    it.each([
      ['without variables', "'- -'", 'names no variable'],
      ['whose variables touch', "'$remote_addr$status'", 'nothing between remote_addr'],
      ['with a variable twice', "'$status $status'", 'has status twice'],
    ])('refuses a pattern %s, at its line', (_, pattern, detail) => {
      const fault = refusal(...log(`pattern: ${pattern}`));
      expect(fault.where).toBe('line 7, key pattern');
      expect(fault.detail).toContain(detail);
    });

    it('refuses a pattern of another format', () => {
      expect(refusal(...WHOLE, "pattern: '$status'").detail).toBe('is for the format log');
    });
  });

  describe('that expands lines', () => {
    it('reads paths that climb', () => {
      const lines = [...WHOLE, '  model: { paths: ["^.model"] }', 'records: "spans[]"'];
      expect(parseMapping(lines.join('\n'), 'a').records).toBe('spans[]');
    });

    it.each([
      ['records that end in no list', [...WHOLE, 'records: spans'], 'line 7, key records'],
      [
        'records in a format of columns',
        [...WHOLE.map((line) => line.replace('format: jsonl', 'format: csv')), 'records: "a[]"'],
        'line 7, key records',
      ],
      [
        'a path that climbs out of nothing',
        [...WHOLE, '  model: { paths: ["^.model"] }'],
        'line 7, key fields.model.paths',
      ],
      ['a path with an open bracket', [...WHOLE, '  model: { paths: ["a["] }'], 'line 7, key fields.model.paths'],
      ['a path with an empty step', [...WHOLE, 'keep: ["a..b"]'], 'line 7, key keep'],
    ])('refuses %s', (_, lines, where) => {
      expect(refusal(...lines).where).toBe(where);
    });

    it('takes any name for a path where records have columns', () => {
      const lines = [...WHOLE, '  model: { paths: ["a["] }'].map((line) =>
        line.replace('format: jsonl', 'format: csv'),
      );
      expect(parseMapping(lines.join('\n'), 'a').fields['model']?.paths).toEqual(['a[']);
    });
  });

  it.each([
    ['a name with capitals', '{ name: Wallet, paths: [w] }', 'name'],
    ['a name that is too long', `{ name: ${'w'.repeat(32)}, paths: [w] }`, 'name'],
    ['a reliability above 1', '{ name: wallet, paths: [w], reliability: 1.5 }', 'reliability'],
    ['the family timing, which is no kind of indicator', '{ name: wallet, paths: [w], family: timing }', 'family'],
  ])('refuses an indicator with %s', (_, indicator, key) => {
    expect(refusal(...WHOLE, 'indicators:', `  - ${indicator}`).where).toBe(`line 8, key indicators.0.${key}`);
  });

  it('refuses a glob without quotes, which YAML takes for an alias, at its line', () => {
    const { where, detail } = refusal('version: 1', 'match: *.jsonl', 'format: jsonl', 'entity: exchange', ...FIELDS);
    expect(where).toBe('line 2');
    expect(detail).toContain('.jsonl');
  });

  it('refuses aliases that unfold without end', () => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]'];
    for (let at = 1; at < 9; at++) {
      const [name, before] = ['abcdefghi'[at], 'abcdefghi'[at - 1]];
      bomb.push(`${name}: &${name} [${Array.from({ length: 9 }, () => `*${before}`).join(', ')}]`);
    }
    expect(refusal(...bomb).detail).toMatch(/alias/);
  });

  it('refuses a key that stands twice, at the second one', () => {
    expect(refusal(...WHOLE, 'match: "*.csv"').where).toBe('line 7');
  });

  it.each(['', '- a', 'words', 'a: [', 'a: b: c'])('refuses what is no list of keys: "%s"', (text) => {
    expect(refusal(text).where).toBe('line 1');
  });
});

describe('isMatch', () => {
  const fits = (match: string, name: string): boolean =>
    isMatch(parseMapping([...WHOLE, ''].join('\n').replace('*.jsonl', match), 'a.mapping.yaml'), name);

  it.each([
    ['exchanges*.jsonl*', 'exchanges-2026-03.jsonl.gz'],
    ['a?.csv', 'a1.csv'],
    ['*', '.x'],
    ['log(1)+[a].csv', 'log(1)+[a].csv'],
  ])('%s fits %s', (match, name) => {
    expect(fits(match, name)).toBe(true);
  });

  it.each([
    ['*.jsonl', 'a.jsonl.gz'],
    ['*.csv', 'acsv'],
    ['a?.csv', 'a.csv'],
    ['*.csv', 'folder/a.csv'],
    ['a.csv', 'A.csv'],
    ['[a].csv', 'a.csv'],
  ])('%s does not fit %s', (match, name) => {
    expect(fits(match, name)).toBe(false);
  });
});

describe('mappingJsonSchema', () => {
  it('asks for what a mapping must have, and allows no other key', () => {
    expect(mappingJsonSchema()).toMatchObject({
      required: ['version', 'match', 'format', 'entity', 'fields'],
      additionalProperties: false,
    });
  });
});

describe('the page of mapping files', () => {
  const page = readFileSync(new URL('../../../docs/reference/mapping.md', import.meta.url), 'utf8');
  const words = [...page.matchAll(/^\| `([a-z0-9-]+)(?:: [^`]+)?` \| ([^|]+) \| [^|]+ \|$/gm)].map(([, word, of]) => ({
    word,
    of: of.trim(),
  }));

  it('lists every way to read a target, and no other', () => {
    const listed = words.filter(({ of }) => of.includes('target')).map(({ word }) => word);
    expect(new Set(listed)).toEqual(new Set(TARGET_PARSES));
  });

  it('lists every way to read a declared indicator, and no other', () => {
    const listed = words.filter(({ of }) => of.includes('indicator')).map(({ word }) => word);
    expect(new Set(listed)).toEqual(new Set(INDICATOR_PARSES));
  });
});
