import { describe, expect, it } from 'vitest';
import { classBit, classesOf, type IndicatorClass } from '@iolaus/contracts';
import { detectNetworks } from './detect.js';
import { buildIncidence } from './incidence.js';
import { DEFAULT_PARAMETERS } from './parameters.js';
import { buildTables, type TestAccount } from './testing/build-tables.js';
import { TEST_MODEL } from './testing/risk-model.js';
import { campaign, strangers } from './testing/worlds.js';

const benign = strangers(600, 2);

/** Users of one address, each with what `holds` gives. */
const users = (count: number, holds: (at: number) => TestAccount['holds']): TestAccount[] =>
  Array.from({ length: count }, (_, at) => ({
    id: `u${String(at).padStart(3, '0')}`,
    holds: [['ip', '192.0.2.1'], ...holds(at)],
  }));
const ownCard = (at: number): readonly [string, string] => ['payment-method', `card_u${at}`];

function classesIn(accounts: readonly TestAccount[], lists: Readonly<Record<string, IndicatorClass>> = {}) {
  const tables = buildTables(accounts, undefined, lists);
  const incidence = buildIncidence(tables, DEFAULT_PARAMETERS);
  const at = (value: string): number => tables.sightings.indicatorValue.indexOf(value);
  return {
    classOf: (value: string): string[] => classesOf(incidence.classes[at(value)]).map(({ name }) => name),
    reliabilityOf: (value: string): number => incidence.reliability[at(value)],
    linksOf: (value: string): number => incidence.links[at(value)],
  };
}

describe('an address that strangers share', () => {
  it('has at least thirty users, none of whom shares a card or a prompt with another', () => {
    const known = classesIn([...benign, ...users(30, (at) => [ownCard(at)])]);
    expect(known.classOf('192.0.2.1')).toEqual(['shared']);
    expect(known.reliabilityOf('192.0.2.1')).toBeCloseTo(0.7 / 3, 5);
    expect(classesIn([...benign, ...users(29, (at) => [ownCard(at)])]).classOf('192.0.2.1')).toEqual([]);
  });

  it('is none where users share cards or prompts: a campaign on its pool, an office', () => {
    const cards = users(40, (at) => [['payment-method', `card_${at % 10}`]]);
    const prompts = users(40, (at) => [ownCard(at), ['prompt-template', `t-${at % 5}`]]);
    for (const accounts of [cards, prompts])
      expect(classesIn([...benign, ...accounts]).classOf('192.0.2.1')).toEqual([]);
    const pool = classesIn([...benign, ...campaign('red', 200, 3)]);
    expect(pool.classOf('198.18.3.1')).toEqual([]);
  });

  it('bears one household in its crowd, and prompts that all the world uses', () => {
    const family = users(100, (at) => [at < 4 ? ['payment-method', `card_home${at >> 1}`] : ownCard(at)]);
    expect(classesIn([...benign, ...family]).classOf('192.0.2.1')).toEqual(['shared']);
    const common = users(60, (at) => [ownCard(at), ['prompt-template', `public-${at % 30}`]]);
    expect(classesIn([...benign, ...common]).classOf('192.0.2.1')).toEqual(['shared']);
  });

  it('is not told where most users hold nothing that would tell', () => {
    expect(classesIn([...benign, ...users(60, (at) => (at < 29 ? [ownCard(at)] : []))]).classOf('192.0.2.1')).toEqual(
      [],
    );
  });

  it('shares other addresses of its carrier, which tells nothing', () => {
    const carrier = users(60, (at) => [ownCard(at), ['ip', `192.0.2.${2 + (at % 3)}`]]);
    expect(classesIn([...benign, ...carrier]).classOf('192.0.2.1')).toEqual(['shared']);
  });
});

describe('what lists say', () => {
  const red = campaign('red', 40, 3);
  const world = [...benign, ...red];
  const detected = (lists: Readonly<Record<string, IndicatorClass>>) =>
    detectNetworks(buildTables(world, undefined, lists), { model: TEST_MODEL });
  const pool = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`198.18.3.${at}`, 'vpn' as const]));

  it('multiplies the reliability of an address, and leaves a public prompt none', () => {
    const known = classesIn(world, { '198.18.3.0': 'vpn', '198.18.3.1': 'datacenter', 'red-t0': 'public' });
    expect(known.reliabilityOf('198.18.3.0')).toBeCloseTo(0.7 / 3, 5);
    expect(known.reliabilityOf('198.18.3.1')).toBeCloseTo((0.7 * 2) / 3, 5);
    expect(known.reliabilityOf('198.18.3.2')).toBeCloseTo(0.7, 5);
    expect([known.reliabilityOf('red-t0'), known.linksOf('red-t0')]).toEqual([0, 0]);
    expect(known.linksOf('red-t1')).toBe(1);
  });

  it('gives a third of the bits of an address, and says what it is', async () => {
    const [plain] = (await detected({})).networks;
    const [weak] = (await detected(pool)).networks;
    expect(weak.record.accounts).toBe(40);
    for (const each of weak.record.core.filter(({ kind }) => kind === 'ip')) {
      const before = plain.record.core.find(({ value }) => value === each.value);
      expect(each.classes).toEqual(['vpn']);
      expect(before?.classes).toBeUndefined();
      expect(Math.abs(each.bits - (before?.bits ?? 0) / 3)).toBeLessThanOrEqual(0.1);
    }
  });

  it('never links by a public prompt, nor gives bits for one, however rare it is here', async () => {
    const open = { 'red-t0': 'public', 'red-t1': 'public', 'red-t2': 'public' } as const;
    const [network] = (await detected(open)).networks;
    expect(network.record.accounts).toBe(40);
    expect(network.record.core.filter(({ kind }) => kind === 'prompt-template')).toEqual([]);
    expect(network.record.heldBy.prompt).toBeUndefined();
    const ring = Array.from({ length: 24 }, (_, at): TestAccount => ({
      id: `ring${at}`,
      holds: [
        ['prompt-template', 'ring-t'],
        ['ip', `10.66.0.${at % 3}`],
      ],
    }));
    const find = async (lists: Readonly<Record<string, IndicatorClass>>): Promise<number> =>
      (await detectNetworks(buildTables([...benign, ...ring], undefined, lists))).networks.length;
    expect([await find({}), await find({ 'ring-t': 'public' })]).toEqual([1, 0]);
  });

  it('tells the classes of all indicators, by lists and by use', async () => {
    const accounts = [...benign, ...users(30, (at) => [ownCard(at)])];
    const tables = buildTables(accounts, undefined, { '10.0.0.1': 'proxy' });
    const { indicatorClass } = await detectNetworks(tables);
    const at = (value: string): number => indicatorClass[tables.sightings.indicatorValue.indexOf(value)];
    expect([at('10.0.0.1'), at('192.0.2.1'), at('10.0.0.2')]).toEqual([classBit('proxy'), classBit('shared'), 0]);
  });
});
