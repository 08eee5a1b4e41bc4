import { classBit, INDICATOR_KINDS, type NetworkRecord } from '@iolaus/contracts';
import type { GraphStore } from '@iolaus/graph-store';
import { describe, expect, it } from 'vitest';
import { networkOf, workbenchOf } from '../testing/snapshots.js';
import { networkBridges } from './bridges.js';

const bridge = { kind: 'ip', value: '192.0.2.1', communities: ['A-01', 'A-02'] } as NetworkRecord['bridges'][number];

type Group = Awaited<ReturnType<GraphStore['radiusOfIndicator']>>[number];
const group = (tier: Group['tier'], accounts: number, banned = 0): Group => ({
  tier,
  accounts,
  banned,
  exchanges: 0,
  tenureMs: null,
});

/** The bridge of a network, of which so many of its members hold the indicator. */
async function viewOf(held: number, groups: readonly Group[], classes = new Map<string, number>()) {
  const store: Partial<GraphStore> = {
    radiusOfIndicator: () => Promise.resolve(groups),
    networksOfIndicator: () =>
      Promise.resolve([
        { id: 'N-2', name: 'other', tier: 'benign', accounts: 7 },
        ...(held > 0 ? [{ id: 'N-1', name: 'own', tier: 'act' as const, accounts: held }] : []),
      ]),
  };
  const workbench = workbenchOf({
    networks: [networkOf('N-1', { record: { bridges: [bridge] } })],
    snapshot: { classes },
    lake: { kinds: () => [...INDICATOR_KINDS] },
    others: { graph: { store: () => Promise.resolve(store) } },
  });
  return (await networkBridges(workbench, 'N-1'))[0];
}

describe('whom a bridge touches', () => {
  it('is members, those of other networks and those in none, who together are all that hold it', async () => {
    const { reach, held, elsewhere, outside } = await viewOf(5, [group('act', 5), group('benign', 7), group(null, 20)]);
    expect({ reach, held, elsewhere, outside }).toEqual({ reach: 32, held: 5, elsewhere: 7, outside: 20 });
  });

  it('is innocent as far as nothing is held against it: in no network or a benign one, and not banned', async () => {
    const { innocent } = await viewOf(5, [
      group('act', 5, 1),
      group('review', 3),
      group('benign', 7, 2),
      group(null, 20, 4),
    ]);
    expect(innocent).toBe(21);
  });

  it('may be nobody of the network', async () => {
    expect(await viewOf(0, [])).toMatchObject({ ...bridge, reach: 0, held: 0, elsewhere: 0, innocent: 0 });
  });

  it('is told with what its indicator is as infrastructure', async () => {
    const classes = new Map([['ip 192.0.2.1', classBit('vpn')]]);
    expect((await viewOf(5, [group('act', 5)], classes)).classes).toEqual(['vpn']);
    expect((await viewOf(5, [group('act', 5)])).classes).toEqual([]);
  });
});
