import { describe, expect, it } from 'vitest';
import { networksDocument, type NetworksDocument } from '@iolaus/contracts';
import { detectNetworks } from './detect.js';
import { DEFAULT_PARAMETERS } from './parameters.js';
import { addressUsers, carrierCustomers, ring } from './testing/address-worlds.js';
import { buildTables, type TestAccount } from './testing/build-tables.js';
import { benign, blue, campus, detect, idsOf, mixed, red } from './testing/detection.js';
import { agency, campaign, course, households, shuffled, strangers, wiredAtRandom } from './testing/worlds.js';

/** What a run says, for comparing: times of exchanges follow the order of names in test tables, so they are left out. */
const saidOf = (document: NetworksDocument, was: ReadonlyMap<string, string> = new Map()): unknown =>
  document.networks.map(({ firstMs: _, lastMs: __, members, ...said }) => ({
    ...said,
    members: members
      .map((each) => ({ ...each, account: was.get(each.account) ?? each.account }))
      .toSorted((x, y) => (x.account < y.account ? -1 : 1)),
  }));

describe('a world without a campaign', () => {
  it.each([
    ['strangers', (seed: number) => strangers(900, seed)],
    ['accounts wired at random', (seed: number) => wiredAtRandom(900, seed)],
    ['strangers and households', (seed: number) => [...strangers(500, seed), ...households('home', 80, seed)]],
    ['addresses alone', (seed: number) => addressUsers(1200, seed)],
    [
      'addresses alone, behind carriers',
      (seed: number) => [...addressUsers(1200, seed), ...carrierCustomers(20, 4, seed)],
    ],
  ])('yields nothing to act on, and at most one network that passes, in five draws of %s', async (_, draw) => {
    const found = await Promise.all([1, 2, 3, 4, 5].map((seed) => detect(draw(seed))));
    const records = found.flatMap((each) => each.networks.map((network) => network.record));
    expect(records.filter((record) => record.tier === 'act')).toEqual([]);
    expect(records.filter((record) => record.q <= DEFAULT_PARAMETERS.fdr).length).toBeLessThanOrEqual(1);
  });

  it('yields nothing at all from nobody', async () => {
    const { document, detection } = await detect([]);
    expect(document.networks).toEqual([]);
    expect(detection.tested).toBe(0);
  });
});

describe('planted campaigns', () => {
  it('are found with exactly their members, and first among the networks', async () => {
    const found = await detect(mixed);
    const act = found.networks.filter((network) => network.record.tier === 'act');
    expect(act.map(found.idsOf)).toEqual([idsOf(red), idsOf(blue)]);
    expect(found.networks.slice(0, 2)).toEqual(act);
    for (const { record } of act) expect(record.q).toBeLessThan(1e-6);
  });

  it.each([1, 2, 3, 4, 5])('are found whatever the draw (%i)', async (seed) => {
    const planted = campaign('plant', 30, seed + 40);
    const found = await detect([...strangers(700, seed), ...planted]);
    expect(found.networks.map(found.idsOf)).toEqual([idsOf(planted)]);
    expect(found.networks[0].record.tier).toBe('act');
  });

  it('are left to a look by a person below twenty accounts', async () => {
    const found = await detect([...benign, ...campaign('small', 14, 3)]);
    expect(found.networks.map((network) => [network.record.accounts, network.record.tier])).toEqual([[14, 'review']]);
  });

  it('keep their names when another network stands beside them', async () => {
    const nameIn = async (accounts: readonly TestAccount[]): Promise<string | undefined> => {
      const found = await detect(accounts);
      return found.networks.find((network) => found.idsOf(network).includes('red0000'))?.record.name;
    };
    expect(await nameIn(mixed)).toBe(await nameIn([...benign, ...red]));
  });
});

describe('innocent look-alikes', () => {
  it.each([
    ['a course behind a campus NAT with its own prompts', (seed: number) => course('like', 40, seed)],
    ['an agency with one card and one office', (seed: number) => agency('like', 40, seed)],
    ['households with a card and an address each', (seed: number) => households('like', 40, seed)],
  ])('%s: never to act on, beside a campaign that is', async (_, draw) => {
    for (const seed of [11, 12, 13]) {
      const found = await detect([...benign, ...red, ...draw(seed)]);
      for (const network of found.networks) {
        const isCampaign = found.idsOf(network).every((id) => id.startsWith('red'));
        const isLookAlike = found.idsOf(network).every((id) => id.startsWith('like'));
        expect(isCampaign || isLookAlike).toBe(true);
        expect(network.record.tier === 'act').toBe(isCampaign);
      }
      expect(found.networks.filter((network) => network.record.tier === 'act')).toHaveLength(1);
    }
  });

  it('are explained: a course by its addresses and its organisation', async () => {
    const found = await detect([...benign, ...campus]);
    expect(found.networks.map(found.idsOf)).toEqual([idsOf(campus)]);
    const { record } = found.networks[0];
    expect(record.tier).toBe('benign');
    const answers = record.hypotheses.filter((each) => each.answer === 'explains').map((each) => each.id);
    expect(answers).toEqual(['campus-nat', 'one-organisation']);
  });
});

describe('names and countries', () => {
  it('have no say: the same accounts under one another’s names and countries give the same answer', async () => {
    const before = await detect(mixed);
    for (const seed of [1, 2, 3]) {
      const { accounts, was } = shuffled(mixed, seed);
      const after = await detect(accounts);
      expect(saidOf(after.document, was)).toEqual(saidOf(before.document));
    }
  });

  it('have no say where time alone links', async () => {
    const world = [...addressUsers(1200, 6), ...ring(20, 6, 7)];
    const before = await detect(world);
    expect(before.networks).toHaveLength(1);
    const { accounts, was } = shuffled(world, 4);
    expect(saidOf((await detect(accounts)).document, was)).toEqual(saidOf(before.document));
  });
});

describe('determinism', () => {
  it('gives the same document for the same tables and seed', async () => {
    expect(JSON.stringify((await detect(mixed)).document)).toBe(JSON.stringify((await detect(mixed)).document));
  });

  it('gives the same members whatever the seed, where networks stand clear', async () => {
    const members = async (seed: number): Promise<string[][]> => {
      const found = await detect(mixed, { seed });
      return found.networks.map(found.idsOf);
    };
    expect(await members(99)).toEqual(await members(7));
  });
});

describe('one kind of indicator alone', () => {
  const planted = ring(24, 6, 7);
  const world = [...addressUsers(1200, 6), ...planted];

  it('is told from several kinds, and a ring that meets in time is found', async () => {
    const found = await detect(world);
    expect(found.detection.parameters).toMatchObject({ mode: 'one-kind', indicatorPairs: 0, keptPairs: 0 });
    expect(found.networks.map(found.idsOf)).toEqual([idsOf(planted)]);
    expect(found.networks[0].record.q).toBeLessThan(1e-6);
  });

  it('is never enough to act: a person looks', async () => {
    const { networks } = await detect(world);
    expect(networks[0].record.tier).toBe('review');
    const unmeasured = networks[0].record.points.filter((point) => point.value === 'not in this data');
    expect(unmeasured.map((point) => point.points)).toEqual(unmeasured.map(() => 0));
    expect(unmeasured.length).toBe(8);
  });

  it('does not count the times that found a network as evidence of activity once more', async () => {
    const busy = world.map((each, at) => ({ ...each, hours: at < 1200 ? [at % 900] : [3, 4, 5, 6, 7, 8, 9, 10, 11] }));
    const { networks } = await detect(busy);
    expect(networks[0].record.accounts).toBe(24);
    expect(networks[0].record.heldBy.timing).toBeUndefined();
    expect(networks[0].record.points.find((point) => point.feature === 'Synchrony')?.points).toBe(0);
  });
});

describe('the document', () => {
  it('has the shape that it promises, with its parameters and the dumps that it read', async () => {
    const { document, tables } = await detect(mixed);
    expect(networksDocument.parse(document)).toEqual(document);
    expect(document.schema).toBe('iolaus.networks/1');
    expect(document.parameters).toMatchObject({ ...DEFAULT_PARAMETERS, mode: 'several-kinds' });
    expect(document.input.dumps).toEqual(tables.sightings.dumps);
  });

  it('numbers networks in the order of act, review, benign', async () => {
    const { document } = await detect([...mixed, ...campaign('small', 14, 6)]);
    const tiers = document.networks.map((network) => network.tier);
    expect(new Set(tiers)).toEqual(new Set(['act', 'review', 'benign']));
    expect(tiers).toEqual(tiers.toSorted((x, y) => 'arb'.indexOf(x[0]) - 'arb'.indexOf(y[0])));
    expect(document.networks.map((network) => network.id)).toEqual(document.networks.map((_, at) => `N-000${at + 1}`));
  });

  it('puts what deserves action before a larger network that deserves a look', async () => {
    // Its addresses and templates are a campaign's; each account has its own card, hours and day of signing up.
    const loners = strangers(48, 8);
    const patient = campaign('patient', 48, 6).map((each, at): TestAccount => ({
      ...loners[at],
      id: each.id,
      holds: each.holds.filter(([kind]) => kind !== 'payment-method'),
    }));
    const { document } = await detect([...strangers(900, 2), ...blue, ...patient]);
    expect(document.networks.map((network) => [network.tier, network.accounts])).toEqual([
      ['act', 24],
      ['review', 48],
    ]);
  });

  it('lists members best first, with bits, a share with its interval, and no probability', async () => {
    const { document } = await detect(mixed);
    for (const { members, accounts } of document.networks) {
      expect(members).toHaveLength(accounts);
      const bits = members.map((member) => member.bits);
      expect(bits).toEqual(bits.toSorted((x, y) => y - x));
      expect(members.every((member) => member.probability === null)).toBe(true);
      for (const { share, shareLow, shareHigh } of members) {
        if (share === null) expect([shareLow, shareHigh]).toEqual([null, null]);
        else expect([shareLow!, share, shareHigh!]).toEqual([shareLow!, share, shareHigh!].toSorted((x, y) => x - y));
      }
    }
  });

  it('says how many networks were tested, how many would pass by chance, and what told too little', async () => {
    const { detection } = await detect(mixed);
    expect(detection.tested).toBe(detection.networks.length);
    expect(detection.expectedByChance).toBe(Math.round(detection.tested * DEFAULT_PARAMETERS.fdr * 10) / 10);
    // The eight browsers and six mail domains that everybody uses.
    expect(detection.leftOut).toEqual({ 'email-domain': 6, 'user-agent': 8 });
  });
});

describe('a run', () => {
  it('reports every stage once, in order', async () => {
    const stages: string[] = [];
    await detectNetworks(buildTables(mixed), {
      onProgress: ({ phase, done, total }) => stages.push(`${done}/${total} ${phase}`),
    });
    expect(stages).toEqual([
      '0/6 Weighing indicators',
      '1/6 Pairing indicators',
      '2/6 Finding networks',
      '3/6 Comparing activity',
      '4/6 Testing significance',
      '5/6 Writing reasons',
    ]);
  });

  it('ends with a word when it is cancelled', async () => {
    const cancel = new AbortController();
    const run = detectNetworks(buildTables(mixed), {
      signal: cancel.signal,
      onProgress: ({ done }) => {
        if (done === 2) cancel.abort();
      },
    });
    await expect(run).rejects.toMatchObject({ code: 'CANCELLED', facts: { done: '2 of 6 stages' } });
  });
});
