import { describe, expect, it } from 'vitest';
import { maskLine } from './mask-line.js';
import { mineLines } from './mine-lines.js';
import { makeLogSets } from './testing/log-lines.js';
import { groupingAccuracy } from './testing/scores.js';

const salt = Uint8Array.of(1);
const mine = (signatures: readonly string[]): string[] => {
  const { templateOf, templates } = mineLines(
    signatures.map((signature) => ({ signature, uses: 1 })),
    salt,
  );
  return Array.from(templateOf, (index) => templates[index]?.text ?? '');
};
const NAMES = ['ada', 'bo', 'cy', 'di', 'ed', 'flo'];

describe('mineLines', () => {
  it('takes a place with six values for a variable, and one with five for five kinds', () => {
    const lines = NAMES.map((name) => `user ${name} logged in`);
    expect(new Set(mine(lines))).toEqual(new Set(['user * logged in']));
    expect(mine(lines.slice(1))).toEqual(lines.slice(1));
  });

  it('finds two variables one after the other', () => {
    const lines = NAMES.flatMap((name) => NAMES.map((other) => `share ${name} with ${other} now`));
    expect(new Set(mine(lines))).toEqual(new Set(['share * with * now']));
  });

  it('never joins lines of a single word', () => {
    expect(new Set(mine(NAMES)).size).toBe(6);
  });

  it('gives ids that depend on the salt and not on the other lines', () => {
    const idOf = (lines: string[], by: Uint8Array): string | undefined =>
      mineLines(
        lines.map((signature) => ({ signature, uses: 1 })),
        by,
      ).templates[0]?.id;
    expect(idOf(['disk * is full'], salt)).toBe(idOf(['disk * is full', 'another line'], salt));
    expect(idOf(['disk * is full'], salt)).not.toBe(idOf(['disk * is full'], Uint8Array.of(2)));
  });

  it('groups the lines of 14 kinds of systems with the same settings', () => {
    const accuracies = makeLogSets(31).map(({ lines, events }) => {
      const signatures = lines.map(maskLine);
      const distinct = Array.from(new Set(signatures));
      const { templateOf } = mineLines(
        distinct.map((signature) => ({ signature, uses: 1 })),
        salt,
      );
      const index = new Map(distinct.map((signature, at) => [signature, templateOf[at] ?? -1]));
      return groupingAccuracy(
        Int32Array.from(signatures, (each) => index.get(each) ?? -1),
        events,
      );
    });
    expect(accuracies).toHaveLength(14);
    expect(accuracies.reduce((sum, each) => sum + each, 0) / 14).toBeGreaterThan(0.9);
  });
});
