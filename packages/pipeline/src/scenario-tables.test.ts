import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LakeTables } from '@iolaus/contracts';
import { makeTables, writeScenario } from '@iolaus/synth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importDumps, Workbench } from '@iolaus/pipeline';
import { grouped, recountLake, type Seen } from './testing/recount-lake.js';

const WORLD = { name: 'regrowth', accounts: 1500, seed: 4 };
/** The lake salts the ids of these. */
const FIXED = ['system-prompt', 'tool-schema'];
/** What the lake finds in the words of prompts, of which the tables know the campaigns' and the groups' templates alone. */
const MINED = ['prompt-template', 'output-contract'];

const bytewise = (x: string, y: string): number => (x < y ? -1 : x > y ? 1 : 0);

/** Who used each indicator of these kinds, how often and when, without its value. */
const holdersOf = (seen: readonly Seen[]): string[] =>
  [...grouped(seen, ({ kind, value }) => `${kind} ${value}`).values()]
    .map((rows) =>
      rows
        .map((each) => [each.account, each.kind, each.count, each.firstMs, each.lastMs].join(' '))
        .sort(bytewise)
        .join(),
    )
    .sort(bytewise);

/** What tables tell of each account, in the order of ids: a lake numbers accounts by what was seen of them. */
function accountsById({ sightings, accounts, activity }: LakeTables): unknown[] {
  const hours = grouped(activity.account.keys(), (row) => activity.account[row]);
  const { organisation, organisations, ...columns } = accounts;
  return sightings.accounts
    .map((id, a) => ({
      id,
      organisation: organisations[organisation[a] ?? -1],
      columns: Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, column[a]])),
      hours: (hours.get(a) ?? []).map((row) => [activity.hour[row], activity.count[row]]),
    }))
    .sort((x, y) => bytewise(x.id, y.id));
}

describe('a scenario as tables', () => {
  const made = makeTables(WORLD).tables;
  const root = mkdtempSync(join(tmpdir(), 'iolaus-scenario-'));
  let workbench: Workbench;
  let read: LakeTables;

  beforeAll(async () => {
    await writeScenario({ ...WORLD, outDir: join(root, 'world') });
    workbench = await Workbench.open({ home: join(root, 'home'), env: {} });
    await importDumps(workbench, { paths: [join(root, 'world', 'dumps')], lakeOnly: true });
    read = await workbench.lake.tables();
  });
  afterAll(async () => {
    await workbench.close();
    rmSync(root, { recursive: true });
  });

  it('knows of accounts and their hours what the lake knows after an import', () => {
    expect(made.sightings.kinds).toEqual(read.sightings.kinds);
    expect(accountsById(made)).toEqual(accountsById(read));
    expect(made.activity.account.length).toBe(read.activity.account.length);
  });

  it('has the sightings of the lake, but for what its prompts tell', () => {
    const [own, lakes] = [made, read].map((tables) => {
      const plain = recountLake(tables).seen.filter(({ kind }) => !MINED.includes(kind) && !FIXED.includes(kind));
      return plain.map((each) => JSON.stringify(each)).sort(bytewise);
    });
    expect(own).toEqual(lakes);
  });

  it('has the lake’s fixed texts, each with its holders', () => {
    const [own, lakes] = [made, read].map((tables) =>
      holdersOf(recountLake(tables).seen.filter(({ kind }) => FIXED.includes(kind))),
    );
    expect(own).toEqual(lakes);
  });

  it('has templates that the lake mines too, with their holders and their text', () => {
    const [own, lakes] = [made, read].map((tables) =>
      recountLake(tables).seen.filter(({ kind }) => kind === 'prompt-template'),
    );
    const mined = new Set(holdersOf(lakes));
    const known = holdersOf(own);
    expect(known.length).toBeGreaterThan(50);
    expect(known.filter((holders) => mined.has(holders)).length / known.length).toBeGreaterThan(0.95);
    const texts = new Set(lakes.map(({ text }) => text));
    expect(new Set(own.map(({ text }) => text).filter((text) => !texts.has(text))).size).toBeLessThan(5);
  });
});
