import type { Constraint, Rule } from '@iolaus/contracts';
import { describe, expect, it } from 'vitest';
import { constrain } from './constrain.js';
import { detectNetworks, toDocument } from './detect.js';
import { buildTables, type TestAccount } from './testing/build-tables.js';
import { agency, campaign, course, strangers } from './testing/worlds.js';

const said = (rules: readonly Rule[], undoneMs: number | null = null): Constraint[] =>
  rules.map((rule, at) => ({
    id: `C-000${at + 1}`,
    rule,
    reason: 'a test',
    createdMs: 0,
    undoneMs,
    anchors: rule.verb === 'pin-account' ? ['red0000', 'red0001', 'red0002'] : [],
  }));

const benign = strangers(600, 2);
const red = campaign('red', 40, 3);
const world: TestAccount[] = [...benign, ...red, ...course('uni', 40, 4), ...agency('agency', 30, 8)];
const tables = buildTables(world);

async function run(rules: readonly Rule[], undoneMs: number | null = null) {
  const constraints = said(rules, undoneMs);
  const detection = await detectNetworks(tables, { constraints });
  const { tables: seen } = constrain(tables, constraints);
  const document = toDocument(detection, seen);
  const networkOf = (account: string) =>
    document.networks.find(({ members }) => members.some((member) => member.account === account));
  return { detection, document, networkOf };
}

describe('an indicator that is cut', () => {
  it('is in no core, and no other indicator loses anything', async () => {
    const value = 'red-t1';
    const { document, networkOf } = await run([{ verb: 'cut-indicator', kind: 'prompt-template', value }]);
    expect(document.networks.flatMap(({ core }) => core).some((each) => each.value === value)).toBe(false);
    const free = await run([]);
    const reach = (core: readonly { value: string; reach: number }[]) =>
      new Map(core.filter((each) => each.value !== value).map((each) => [each.value, each.reach]));
    expect(reach(networkOf('red0005')!.core)).toEqual(reach(free.networkOf('red0005')!.core));
  });

  it('lets a network fall apart that rests on it alone', async () => {
    const cards = Array.from({ length: 3 }, (_, at) => ({ kind: 'payment-method', value: `card_red${at}` }));
    const rest = Array.from({ length: 3 }, (_, at) => ({ kind: 'prompt-template', value: `red-t${at}` }));
    const { networkOf } = await run([...cards, ...rest].map((each) => ({ verb: 'cut-indicator', ...each }) as const));
    expect((await run([])).networkOf('red0005')).toBeDefined();
    expect(networkOf('red0005')?.heldBy.prompt).toBeUndefined();
    expect(networkOf('red0005')?.heldBy.payment).toBeUndefined();
  });
});

describe('accounts', () => {
  it('are in no network when they are excluded, and the others stay', async () => {
    const { networkOf } = await run([{ verb: 'exclude-account', account: 'red0005' }]);
    expect(networkOf('red0005')).toBeUndefined();
    expect(networkOf('red0006')?.accounts).toBe(39);
  });

  it('follow the anchors of their network when they are pinned', async () => {
    const { networkOf } = await run([{ verb: 'pin-account', account: 'b00005', network: 'N-0001' }]);
    expect(networkOf('b00005')?.id).toBe(networkOf('red0000')?.id);
    expect(networkOf('red0000')?.accounts).toBe(41);
  });
});

describe('a link that is cut', () => {
  it('tells nothing of the second account, and leaves the first as it was', () => {
    const { tables: seen } = constrain(tables, said([{ verb: 'cut-link', a: 'red0001', b: 'red0002' }]));
    const held = (of: typeof tables, id: string): string[] =>
      Array.from(of.sightings.account.keys())
        .filter((row) => of.sightings.accounts[of.sightings.account[row]] === id)
        .map((row) => of.sightings.indicatorValue[of.sightings.indicator[row]]);
    const first = held(tables, 'red0001');
    expect(held(seen, 'red0001')).toEqual(first);
    expect(held(seen, 'red0002')).toEqual(held(tables, 'red0002').filter((value) => !first.includes(value)));
  });
});

describe('an organisation that is verified', () => {
  it('counts for its accounts', () => {
    const unchecked = buildTables([{ id: 'a', holds: [], organisation: 'Northwold College', isVerified: false }]);
    const { tables: seen } = constrain(
      unchecked,
      said([{ verb: 'verify-organisation', organisation: 'Northwold College' }]),
    );
    expect([...unchecked.accounts.isVerified, ...seen.accounts.isVerified]).toEqual([0, 1]);
  });
});

describe('constraints', () => {
  const RULES: readonly Rule[] = [
    { verb: 'cut-indicator', kind: 'payment-method', value: 'card_red1' },
    { verb: 'exclude-account', account: 'red0005' },
    { verb: 'cut-link', a: 'red0001', b: 'red0002' },
  ];

  it('leave nothing behind when they are undone', async () => {
    expect((await run(RULES, 1)).document).toEqual((await run([])).document);
  });

  it('do not depend on their order', async () => {
    const { networks } = (await run(RULES)).document;
    expect((await run(RULES.toReversed())).document.networks).toEqual(networks);
  });

  it('are named where they hold, and told apart where the data has nothing of theirs', async () => {
    const { detection } = await run([
      { verb: 'cut-indicator', kind: 'ip', value: '192.0.2.77' },
      { verb: 'exclude-account', account: 'nobody' },
      { verb: 'cut-link', a: 'red0001', b: 'nobody' },
      { verb: 'verify-organisation', organisation: 'Nowhere' },
      RULES[0],
    ]);
    expect(detection.unmet).toEqual(['C-0001', 'C-0002', 'C-0003', 'C-0004']);
    expect(detection.parameters['constraints']).toBe('C-0001 C-0002 C-0003 C-0004 C-0005');
  });
});
