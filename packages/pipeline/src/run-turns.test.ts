import type { EventTable } from '@iolaus/contracts';
import { alternationOfNetwork } from '@iolaus/detect';
import { describe, expect, it } from 'vitest';

// The thread's own file is beside the built one.
const { runTurns } = (await import(
  new URL('../dist/run-turns.js', import.meta.url).href
)) as typeof import('./run-turns.js');

const ACCOUNTS = 40;
const members = {
  account: Uint32Array.from({ length: ACCOUNTS }, (_, at) => at),
  community: new Uint16Array(ACCOUNTS),
};
const options = { mostPerAccount: 4000 };

/** Requests that the accounts make one after the other, a minute and a bit apart. */
function inTurns(): EventTable {
  const rows = ACCOUNTS * 300;
  return {
    account: Uint32Array.from({ length: rows }, (_, row) => row % ACCOUNTS),
    ms: Float64Array.from({ length: rows }, (_, row) => row * 61_000 + ((row * 7919) % 500)),
    total: rows,
  };
}

describe('turns in a thread of their own', () => {
  it('are those that are found here, and the service goes on meanwhile', async () => {
    let ticks = 0;
    const ticking = setInterval(() => ticks++, 0);
    const found = await runTurns({ members, events: inTurns(), options });
    clearInterval(ticking);
    expect(found).toEqual(alternationOfNetwork(members, inTurns(), options));
    expect(found.kind).not.toBe('too-little');
    expect(ticks).toBeGreaterThan(0);
  });

  it('that fail leave the next ones alone', async () => {
    const broken = { account: new Uint32Array(3), ms: undefined as unknown as Float64Array, total: 3 };
    await expect(runTurns({ members, events: broken, options })).rejects.toThrow();
    expect(await runTurns({ members, events: inTurns(), options })).toMatchObject({ accounts: ACCOUNTS });
  });
});
