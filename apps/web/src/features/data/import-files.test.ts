import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DryRun, DumpRow, Job } from '@iolaus/contracts';
import { groupsOf, isMapping, mappingSentFor, starterMapping, stateOf, type ImportFile } from './import-files.js';

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

describe('the mapping that was sent for a file', () => {
  const mapping = (name: string, match: string): ImportFile => file(name, { text: `match: "${match}"` });

  it('is the first whose glob fits its name', () => {
    const files = [mapping('a.yaml', 'pay*.csv'), mapping('b.yaml', 'log-?.jsonl*'), mapping('c.yaml', '*')];
    expect(mappingSentFor('log-1.jsonl.gz', files)).toBe('match: "log-?.jsonl*"');
    expect(mappingSentFor('other.json', files)).toBe('match: "*"');
    expect(mappingSentFor('logs/x/pay.csv', files.slice(0, 2))).toBeUndefined();
  });

  it('is the only one, also when it does not fit: it can be mended', () => {
    expect(mappingSentFor('x.csv', [mapping('a.yaml', 'y*'), file('x.csv')])).toBe('match: "y*"');
    expect(mappingSentFor('x.csv', [file('x.csv')])).toBeUndefined();
  });
});

describe('where a file stands', () => {
  const job = (part: Partial<Job>): Job => ({ state: 'running', error: null, dryRun: null, ...part }) as Job;
  const preview = (part: Partial<DryRun>): DryRun => part as DryRun;
  const lake = [{ name: 'old.jsonl', sha256: 'a4', containerSha256: 'c1', importedMs: 7 }] as DumpRow[];
  const read = { known: null, records: 3 } as unknown as NonNullable<Job['dryRun']>;

  it.each([
    ['is being sent until it is there', file('a', { path: undefined, sentBytes: 5 }), {}, 'sending'],
    ['failed when it did not arrive', file('a', { path: undefined, error: new Error('lost') }), {}, 'failed'],
    ['is a mapping by its name', file('a.mapping.yaml'), {}, 'mapping'],
    ['is known by the bytes that were sent', file('a', { sha256: 'c1' }), {}, 'known'],
    ['is being read while its dry run goes on', file('a'), { run: { job: job({}) } }, 'reading'],
    ['is read when it is done', file('a'), { run: { job: job({ state: 'done', dryRun: read }) } }, 'read'],
    [
      'is known by its content',
      file('a'),
      { run: { job: job({ state: 'done', dryRun: { ...read, known: lake[0] } }) } },
      'known',
    ],
    [
      'failed when it cannot be read',
      file('a'),
      { run: { job: job({ state: 'failed', error: { code: 'X', sentence: '', hint: '' } }) } },
      'failed',
    ],
    [
      'failed when the service does not answer',
      file('a'),
      { run: { error: new TypeError('Failed to fetch') } },
      'failed',
    ],
    ['is unread when nobody asked', file('a'), {}, 'unread'],
    ['failed when its mapping is wrong', file('a'), { previewError: new Error('line 4') }, 'failed'],
    ['is left out when it is an archive', file('a'), { previewError: { code: 'FORMAT_UNSUPPORTED' } }, 'left-out'],
    ['is left out when it is no log', file('a'), { preview: preview({ entity: null, mapping: null }) }, 'left-out'],
    [
      'needs an account when its format is not sure',
      file('a'),
      { preview: preview({ entity: null, mapping: 'version: 1' }) },
      'needs-account',
    ],
    [
      'read again is not known, though the lake has it',
      file('a', { sha256: 'c1', again: 'a4' }),
      { preview: preview({ entity: 'exchange' }) },
      'unread',
    ],
  ] as const)('%s', (_, of, facts, kind) => {
    expect(stateOf(of, facts, lake).kind).toBe(kind);
  });
});
