import type { Constraint, Rule } from '@iolaus/contracts';
import { describe, expect, it } from 'vitest';
import { constrain } from './constrain.js';
import { detectConstrained, detectNetworks, toDocument } from './detect.js';
import { buildIncidence } from './incidence.js';
import { RunMemo } from './memo.js';
import { DEFAULT_PARAMETERS } from './parameters.js';
import { buildTables } from './testing/build-tables.js';
import { agency, campaign, course, households, randomOf, strangers } from './testing/worlds.js';

const MANY_BYTES = 1 << 30;

const WORLDS = [
  {
    name: 'campaigns among strangers',
    tables: buildTables([
      ...strangers(400, 2),
      ...campaign('red', 60, 3),
      ...campaign('blue', 30, 5),
      ...course('uni', 30, 4),
      ...agency('agency', 25, 8),
    ]),
  },
  {
    name: 'campaigns that share addresses, and households',
    tables: buildTables([
      ...households('home', 120, 6),
      ...campaign('red', 40, 3),
      ...campaign('rose', 40, 3),
      ...campaign('teal', 50, 9),
    ]),
  },
];

/** A rule about something of these tables, drawn. */
function drawRule({ sightings, accounts }: (typeof WORLDS)[number]['tables'], random: () => number): Rule {
  const int = (below: number): number => Math.floor(random() * below);
  const own = sightings.accounts.filter((id) => !id.startsWith('b') && !id.startsWith('home'));
  const account = (): string => own[int(own.length)];
  const row = int(sightings.account.length);
  const e =
    sightings.indicator[random() < 0.7 ? sightings.account.findIndex((a) => sightings.accounts[a] === account()) : row];
  const indicator = { kind: sightings.kinds[sightings.indicatorKind[e]].kind, value: sightings.indicatorValue[e] };
  const [organisation] = accounts.organisations;
  const rules: Rule[] = [
    { verb: 'cut-indicator', ...indicator },
    { verb: 'share-indicator', ...indicator },
    { verb: 'cut-link', a: account(), b: account() },
    { verb: 'pin-account', account: sightings.accounts[int(sightings.accounts.length)], network: 'N-0001' },
    { verb: 'exclude-account', account: account() },
    ...(organisation === undefined ? [] : [{ verb: 'verify-organisation', organisation } as const]),
  ];
  return rules[int(rules.length)];
}

describe('a run that remembers the runs before it', () => {
  for (const { name, tables } of WORLDS) {
    it(`gives what a cold one gives, whatever is said and taken back, of ${name}`, async () => {
      const random = randomOf(11);
      const memo = new RunMemo(MANY_BYTES);
      let constraints: Constraint[] = [];
      for (let step = 0; step < 14; step++) {
        const undone = Math.floor(random() * constraints.length);
        constraints =
          constraints.length > 0 && random() < 0.4
            ? constraints.filter((_, at) => at !== undone)
            : [
                ...constraints,
                {
                  id: `C-${step}`,
                  rule: drawRule(tables, random),
                  reason: 'a test',
                  createdMs: 0,
                  undoneMs: null,
                  anchors: ['red0000', 'red0001', 'red0002'],
                },
              ];
        memo.nextRun();
        const warm = await detectNetworks(tables, { constraints, memo });
        const cold = await detectNetworks(tables, { constraints });
        expect(toDocument(warm, tables)).toEqual(toDocument(cold, tables));
        expect(warm).toEqual(cold);
      }
    });
  }

  it('gives the same networks as the same objects where nothing changed, and others where something did', async () => {
    const { tables } = WORLDS[0];
    const memo = new RunMemo(MANY_BYTES);
    const run = (rules: readonly Rule[]) => {
      memo.nextRun();
      const constraints = rules.map((rule, at) => ({
        id: `C-${at}`,
        rule,
        reason: 'a test',
        createdMs: 0,
        undoneMs: null,
        anchors: [],
      }));
      return detectNetworks(tables, { constraints, memo });
    };
    const free = await run([]);
    const again = await run([]);
    again.networks.forEach((network, at) => expect(network).toBe(free.networks[at]));
    const cut = await run([{ verb: 'exclude-account', account: 'red0005' }]);
    const changed = cut.networks.filter((network) => !free.networks.includes(network));
    expect(changed).toHaveLength(1);
    expect(tables.sightings.accounts[changed[0].members.account[0]]).toMatch(/^red/);
  });

  it('goes by the incidence of the tables wherever constraints leave the sightings as they are', async () => {
    const { tables } = WORLDS[0];
    const memo = new RunMemo(MANY_BYTES);
    const incidence = buildIncidence(tables, DEFAULT_PARAMETERS);
    const rules: (readonly Rule[])[] = [[], [{ verb: 'exclude-account', account: 'red0005' }], []];
    for (const each of rules) {
      memo.nextRun();
      const constrained = constrain(
        tables,
        each.map((rule) => ({ id: 'C-1', rule, reason: 'a test', createdMs: 0, undoneMs: null, anchors: [] })),
      );
      expect(constrained.tables.sightings).toBe(tables.sightings);
      const warm = await detectConstrained(constrained, { incidence, memo });
      expect(warm).toEqual(await detectConstrained(constrained));
    }
  });

  it('forgets what the last runs did not ask for, and keeps no more bytes than it may', async () => {
    const { tables } = WORLDS[1];
    const memo = new RunMemo(MANY_BYTES);
    memo.nextRun();
    await detectNetworks(tables, { memo });
    expect(memo.bytes).toBeGreaterThan(0);
    for (let run = 0; run < 5; run++) memo.nextRun();
    await detectNetworks(tables, { memo });
    const { bytes } = memo;
    memo.nextRun();
    await detectNetworks(tables, { memo });
    expect(memo.bytes).toBe(bytes);
    const small = new RunMemo(10_000);
    const cold = await detectNetworks(tables);
    expect(await detectNetworks(tables, { memo: small })).toEqual(cold);
    expect(small.bytes).toBeLessThanOrEqual(10_000);
  });
});
