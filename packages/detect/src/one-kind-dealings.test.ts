import { describe, expect, it } from 'vitest';
import { detectNetworks } from './detect.js';
import { contactTables, contactWorld, fitOf, type Timed } from './testing/contact-worlds.js';

async function fit(seed: number, timed: Timed) {
  const dealers = contactWorld(6000, seed);
  const tables = contactTables(dealers, timed, seed);
  const detection = await detectNetworks(tables);
  const groups = detection.networks.map(({ members }) =>
    Array.from(members.account, (a) => tables.sightings.accounts[a]),
  );
  return { detection, ...fitOf(dealers, groups) };
}

describe('networks of accounts that deal with each other, among exchanges that everybody uses', () => {
  it.each([
    [101, 'accounts'],
    [102, 'accounts'],
    [103, 'sightings'],
  ] as const)('are found again: seed %i, times of %s', async (seed, timed) => {
    const { f1, ari } = await fit(seed, timed);
    expect(f1).toBeGreaterThan(0.8);
    expect(ari).toBeGreaterThan(0.55);
  });

  it('are for people to look at, each with a q', async () => {
    const { detection } = await fit(104, 'accounts');
    expect(detection.networks.length).toBeGreaterThan(5);
    for (const { record } of detection.networks) {
      expect(record.tier).toBe('review');
      expect(record.q).toBeGreaterThan(0);
      expect(record.q).toBeLessThanOrEqual(1);
    }
  });
});
