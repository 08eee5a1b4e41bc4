import { describe, expect, it } from 'vitest';
import { buildIncidence } from './incidence.js';
import { readClock } from './one-kind-clock.js';
import { findCoherentHubs, logNormalTail } from './one-kind-hubs.js';
import { DEFAULT_PARAMETERS } from './parameters.js';
import { contactTables, type Dealer } from './testing/contact-worlds.js';
import { START_MS } from './testing/build-tables.js';
import { randomOf } from './testing/worlds.js';

describe('logNormalTail', () => {
  it.each([
    [0, 0.5],
    [1, 0.158655254],
    [-1, 0.841344746],
    [2.6, 0.004661188],
    [8, 6.220960574e-16],
    [30, 4.906713927e-198],
  ])('of %s is log10 of %s', (z, p) => {
    expect(logNormalTail(z)).toBeCloseTo(Math.log10(p), 5);
  });
});

describe('findCoherentHubs', () => {
  const random = randomOf(4);
  const dealers = Array.from({ length: 3000 }, (_, at): Dealer => ({
    id: `a${String(at).padStart(4, '0')}`,
    firstMs: START_MS + at * 60_000,
    contacts: [
      `chance-${Math.floor(random() * 200)}`,
      ...(at >= 500 && at < 530 && at % 2 === 0 ? ['together'] : []),
      ...(at % 2 === 0 || (at > 900 && at < 1100) ? ['everybody'] : []),
    ],
  }));
  const tables = contactTables(dealers, 'accounts');
  const hubs = Uint32Array.from({ length: buildIncidence(tables, DEFAULT_PARAMETERS).indicators }, (_, e) => e);
  const coherent = findCoherentHubs(hubs, readClock(tables));

  it('finds the hub whose accounts came together, and states its q', () => {
    const values = [...coherent.keys()].map((e) => tables.sightings.indicatorValue[e]);
    expect(values).toContain('together');
    expect(Math.max(...coherent.values())).toBeLessThanOrEqual(-2);
  });

  it('passes few hubs of chance, and none that is large and hardly closer than chance', () => {
    const values = [...coherent.keys()].map((e) => tables.sightings.indicatorValue[e]);
    expect(values.filter((value) => value.startsWith('chance'))).toEqual([]);
    expect(values).not.toContain('everybody');
  });
});
