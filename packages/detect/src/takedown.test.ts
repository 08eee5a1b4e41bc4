import { describe, expect, it } from 'vitest';
import { classBit } from '@iolaus/contracts';
import { TakedownPlanner } from './takedown.js';
import { buildTables, type TestAccount } from './testing/build-tables.js';
import { detect, idsOf, mixed, red } from './testing/detection.js';
import { campaign, strangers } from './testing/worlds.js';

async function planOf(accounts: readonly TestAccount[]) {
  const { tables, networks, idsOf: members } = await detect(accounts);
  const network = networks.find((each) => members(each).includes('red0000'))!;
  return { plan: new TakedownPlanner(tables).plan(network), network };
}

describe('a takedown plan', () => {
  it('never falls in any figure along its frontier', async () => {
    const { frontier } = (await planOf(mixed)).plan;
    expect(frontier.length).toBeGreaterThan(5);
    for (const key of [
      'accountsSuspended',
      'indicatorsBlocked',
      'volumeRemoved01',
      'wayBackBlocked01',
      'benignHit',
      'benignHit01',
      'benignExchanges',
    ] as const) {
      const figures = frontier.map((point) => point[key]);
      expect(figures, key).toEqual(figures.toSorted((x, y) => x - y));
    }
    expect(frontier.at(-1)).toMatchObject({ accountsSuspended: red.length, volumeRemoved01: 1 });
  });

  it('never blocks what mostly others use, and says so', async () => {
    const world = [
      ...strangers(600, 2).map((each, at) =>
        at < 60 ? { ...each, holds: [...each.holds, ['ip', '198.18.3.1'] as const] } : each,
      ),
      ...campaign('red', 40, 3),
    ];
    const { plan } = await planOf(world);
    expect(plan.blocks.some(({ value }) => value === '198.18.3.1')).toBe(false);
    expect(plan.blocks.every(({ outside, members }) => outside <= 5 || outside <= 0.2 * (outside + members))).toBe(
      true,
    );
    expect(plan.notBlocked.every(({ reason }) => reason.length > 10)).toBe(true);
  });

  it('never blocks the exit of a VPN, even where no one else of this data comes through it', async () => {
    const ring = Array.from({ length: 24 }, (_, at): TestAccount => ({
      id: `ring${at}`,
      holds: [
        ['prompt-template', 'ring-t'],
        ['ip', `10.66.0.${at % 3}`],
      ],
    }));
    const { tables, networks } = await detect([...strangers(600, 2), ...ring]);
    const [network] = networks;
    const [{ value }] = new TakedownPlanner(tables).plan(network).blocks;
    const e = tables.sightings.indicatorValue.indexOf(value);
    const indicatorClass = tables.sightings.indicatorClass.with(e, classBit('vpn'));
    const plan = new TakedownPlanner({ ...tables, sightings: { ...tables.sightings, indicatorClass } }).plan(network);
    expect(plan.blocks.some((block) => block.value === value)).toBe(false);
    expect(plan.notBlocked.find((spared) => spared.value === value)?.reason).toBe(
      'a VPN exit by your list: others come through it',
    );
  });

  it('watches prompts in place of blocking them', async () => {
    const { plan } = await planOf(mixed);
    expect(plan.blocks.every(({ kind }) => kind !== 'prompt-template')).toBe(true);
    expect(
      plan.notBlocked
        .filter(({ kind }) => kind === 'prompt-template')
        .map(({ value }) => value)
        .toSorted(),
    ).toEqual(['red-t0', 'red-t1', 'red-t2']);
  });

  it('counts each account that it hits once', async () => {
    const shared = [
      ['ip', '198.18.3.1'],
      ['ip', '198.18.3.2'],
    ] as const;
    const world = [
      ...strangers(600, 2).map((each, at) => (at < 2 ? { ...each, holds: [...each.holds, ...shared] } : each)),
      ...red,
    ];
    const { plan } = await planOf(world);
    expect(plan.frontier.at(-1)!.benignHit).toBeLessThanOrEqual(2);
  });

  it('bounds what any choice of as many blocks could meet', async () => {
    const { plan, network } = await planOf(mixed);
    const [, blocks, met, most] = /^Members met with (\d+) blocks?: (\d+); .* more than (\d+)\.$/
      .exec(plan.notes.at(-1)!)!
      .map(Number);
    expect(blocks).toBe(plan.blocks.length);
    expect(met).toBe(Math.round(plan.frontier.at(-1)!.wayBackBlocked01 * network.record.accounts));
    expect(most).toBeGreaterThanOrEqual(met);
    expect(most).toBeLessThanOrEqual(network.record.accounts);
    // The largest blocks alone, whatever they hit, are one such choice.
    expect(most).toBeGreaterThanOrEqual(Math.max(...plan.blocks.map(({ members }) => members)));
  });

  it('leaves banned members out of what is to be suspended', async () => {
    const world = [
      ...strangers(600, 2),
      ...red.map((each, at) => (at < 5 ? { ...each, bannedMs: 1_790_001_000_000 } : each)),
    ];
    const { plan } = await planOf(world);
    expect(plan.frontier.at(-1)!.accountsSuspended).toBe(red.length - 5);
  });

  it('does not depend on the order of accounts', async () => {
    const { plan } = await planOf(mixed);
    expect((await planOf(mixed.toReversed())).plan).toEqual(plan);
    expect(idsOf(red)).toHaveLength(buildTables(red).sightings.accounts.length);
  });
});
