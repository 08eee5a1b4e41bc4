import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupsOf, isMapping, starterMapping, type ImportFile } from './import-files.js';

const file = (name: string, of: Partial<ImportFile> = {}): ImportFile => ({
  name,
  bytes: 1,
  path: `/inbox/${name}`,
  ...of,
});

it.each([
  ['gateway.mapping.yaml', true],
  ['GATEWAY.YML', true],
  ['log.jsonl.gz', false],
  ['yaml', false],
  ['log.yaml.gz', false],
])('%s is a mapping: %s', (name, is) => {
  expect(isMapping(name)).toBe(is);
});

describe('files that go into one import', () => {
  it('have the same mapping, in the order of their choice', () => {
    const files = [
      file('a.jsonl', { mapping: '/m/1' }),
      file('b.jsonl'),
      file('c.jsonl', { mapping: '/m/1' }),
      file('d.jsonl', { mapping: '/m/2' }),
    ];
    expect(groupsOf(files)).toEqual([
      { mapping: '/m/1', paths: ['/inbox/a.jsonl', '/inbox/c.jsonl'] },
      { mapping: undefined, paths: ['/inbox/b.jsonl'] },
      { mapping: '/m/2', paths: ['/inbox/d.jsonl'] },
    ]);
  });

  it('are no mappings, and none that has not arrived', () => {
    const files = [
      file('a.mapping.yaml'),
      file('b.jsonl', { path: undefined }),
      file('c.jsonl', { path: undefined, error: new Error('lost') }),
    ];
    expect(groupsOf(files)).toEqual([]);
  });

  it('are never left out or imported twice', () => {
    const mapping = fc.option(fc.constantFrom('/m/1', '/m/2'), { nil: undefined });
    fc.assert(
      fc.property(fc.array(mapping), (mappings) => {
        const files = mappings.map((of, at) => file(`${at}.jsonl`, of === undefined ? {} : { mapping: of }));
        const paths = groupsOf(files).flatMap((group) => group.paths);
        expect(paths).toHaveLength(files.length);
        expect(new Set(paths)).toEqual(new Set(files.map(({ path }) => path)));
      }),
      { seed: 1 },
    );
  });
});

describe('a mapping to begin with', () => {
  const lineOf = (name: string, key: string): string | undefined =>
    new RegExp(`^${key}: (.*)$`, 'm').exec(starterMapping(name))?.[1];

  it.each([
    ['log.jsonl', 'jsonl'],
    ['log.jsonl.gz', 'jsonl'],
    ['accounts.csv', 'csv'],
    ['ACCOUNTS.CSV.GZ', 'csv'],
    ['accounts.tsv', 'tsv'],
    ['csv', 'jsonl'],
  ])('reads %s as %s', (name, format) => {
    expect(lineOf(name, 'format')).toBe(format);
  });

  // What JSON quotes, YAML reads as the same text.
  it('is for this file, also when its name would end the quotes or the line', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ minLength: 1 }), fc.constantFrom('"', 'a\\b.csv', 'a\nformat: csv')), (name) => {
        expect(JSON.parse(lineOf(name, 'match') ?? '')).toBe(name);
        expect(starterMapping(name).split('\n')).toHaveLength(starterMapping('log.jsonl').split('\n').length);
      }),
      { seed: 2 },
    );
  });
});
