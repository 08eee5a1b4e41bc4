import type { WatchReport } from '@iolaus/contracts';
import { describe, expect, it } from 'vitest';
import { newReports, reportLine } from './watch-folder.js';

const report = (part: Partial<WatchReport>): WatchReport => ({
  path: '/logs/a.jsonl',
  name: 'a.jsonl',
  state: 'imported',
  accepted: 1204,
  refused: 3,
  atMs: 1,
  job: 'job',
  error: null,
  ...part,
});

describe('what is told of a watched folder', () => {
  it.each([
    [{}, '✓ a.jsonl: 1,204 accepted, 3 refused'],
    [{ state: 'known' as const }, '✓ a.jsonl: its content is in the lake; nothing changed'],
    [{ state: 'vanished' as const }, '– a.jsonl: gone before it was read'],
    [{ state: 'cancelled' as const }, '– a.jsonl: cancelled'],
    [{ state: 'refused' as const, error: 'It ends too early.' }, '✗ a.jsonl: It ends too early.'],
    [{ state: 'grown' as const, error: 'It grew.' }, '✗ a.jsonl: It grew.'],
  ])('of %j is “%s”', (part, line) => {
    expect(reportLine(report(part))).toBe(line);
  });

  it('is told once, oldest first, also when a file comes twice', () => {
    const [third, second, first] = [report({ atMs: 3 }), report({ path: '/logs/b.jsonl', atMs: 2 }), report({})];
    expect(newReports({ reports: [third, second, first] }, [first])).toEqual([second, third]);
    expect(newReports({ reports: [third, second, first] }, [third, second, first])).toEqual([]);
  });
});
