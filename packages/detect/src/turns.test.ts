import type { EventTable } from '@iolaus/contracts';
import { describe, expect, it } from 'vitest';
import { buildIncidence } from './incidence.js';
import { DEFAULT_PARAMETERS } from './parameters.js';
import { buildTables } from './testing/build-tables.js';
import { clusterOf, oneCommunity } from './testing/clusters.js';
import { campaign, randomOf, strangers } from './testing/worlds.js';
import { findTurns, TURNS_PER_ACCOUNT } from './turns.js';

const tables = buildTables([...strangers(300, 2), ...campaign('red', 30, 3), ...campaign('blue', 30, 4)]);
const incidence = buildIncidence(tables, DEFAULT_PARAMETERS);
const part = (prefix: string, score: number) => {
  const cluster = clusterOf(incidence, tables, prefix);
  return { cluster, communities: oneCommunity(cluster), score };
};

/** Red accounts take turns for ten days; blue ones come as they like. */
async function turnsOf(parts: ReturnType<typeof part>[]) {
  const asked: string[] = [];
  const readEvents = async (accounts: readonly string[], { most }: { most: number }): Promise<EventTable> => {
    expect(most).toBe(TURNS_PER_ACCOUNT);
    asked.push(...accounts);
    const random = randomOf(8);
    const red = accounts.flatMap((id, n) => (id.startsWith('red') ? [n] : []));
    // Demand comes when it comes, and goes to whoever is next; regular times alone would be those of scheduled jobs.
    const demand = Array.from({ length: 240 * red.length }, () => random() * 864_000_000).sort((x, y) => x - y);
    const rows = [
      ...demand.map((ms, at) => ({ n: red[at % red.length], ms })),
      ...accounts.flatMap((id, n) =>
        id.startsWith('red') ? [] : Array.from({ length: 240 }, () => ({ n, ms: random() * 864_000_000 })),
      ),
    ];
    rows.sort((x, y) => x.ms - y.ms);
    return {
      account: Uint32Array.from(rows, ({ n }) => n),
      ms: Float64Array.from(rows, ({ ms }) => ms),
      total: rows.length,
    };
  };
  return { turns: await findTurns(tables, parts, readEvents), asked };
}

describe('findTurns', () => {
  it('gives points to the network whose accounts take turns, and to no other', async () => {
    const { turns } = await turnsOf([part('blue', -4), part('red', -4)]);
    expect(turns[0]).toBeUndefined();
    expect(turns[1]?.accounts).toBe(30);
    expect(turns[1]?.bits).toBeGreaterThan(3);
  });

  it('reads the exchanges of those networks alone whose tier it can change', async () => {
    const { turns, asked } = await turnsOf([part('red', 0.1), part('blue', -8)]);
    expect(turns).toEqual([undefined, undefined]);
    expect(asked).toEqual([]);
  });
});
