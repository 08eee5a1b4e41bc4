import { describe, expect, it } from 'vitest';
import { buildIncidence } from './incidence.js';
import { DEFAULT_PARAMETERS } from './parameters.js';
import { LEAST_LOG_P, networkLogP } from './significance.js';
import { buildTables, type TestAccount } from './testing/build-tables.js';
import { clusterOf } from './testing/clusters.js';
import { campaign, strangers } from './testing/worlds.js';

function logPOf(accounts: readonly TestAccount[], prefix: string): number {
  const tables = buildTables(accounts);
  const incidence = buildIncidence(tables, DEFAULT_PARAMETERS);
  return networkLogP(incidence, clusterOf(incidence, tables, prefix));
}

const ring = (size: number, holds: TestAccount['holds']): TestAccount[] =>
  Array.from({ length: size }, (_, at) => ({ id: `r${at}`, holds }));

describe('networkLogP', () => {
  it('is far from chance for a planted campaign', () => {
    expect(logPOf([...strangers(600, 2), ...campaign('red', 30, 3)], 'red')).toBeLessThan(-10);
  });

  it('is 0 for one family alone, however often it meets', () => {
    const one = ring(12, [
      ['ip', '10.7.0.1'],
      ['ip', '10.7.0.2'],
    ]);
    expect(logPOf([...strangers(600, 2), ...one], 'r')).toBe(0);
  });

  it('grows stronger with every account on which two families meet', () => {
    const at = (size: number): number =>
      logPOf(
        [
          ...strangers(600, 2),
          ...ring(size, [
            ['payment-method', 'card_r'],
            ['ip', '10.7.0.1'],
          ]),
        ],
        'r',
      );
    expect(at(8)).toBeLessThan(at(5));
    expect(at(5)).toBeLessThan(at(3));
  });

  it('never states less than the floor', () => {
    const huge = ring(400, [
      ['payment-method', 'card_r'],
      ['ip', '10.7.0.1'],
      ['prompt-template', 'r-t'],
    ]);
    expect(logPOf([...strangers(3000, 2), ...huge], 'r')).toBe(LEAST_LOG_P);
  });
});
