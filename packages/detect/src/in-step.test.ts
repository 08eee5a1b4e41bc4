import { describe, expect, it } from 'vitest';
import { findClusters } from './find-clusters.js';
import { attachInStep } from './in-step.js';
import { buildIncidence } from './incidence.js';
import { DEFAULT_PARAMETERS } from './parameters.js';
import { projectIndicators } from './projection.js';
import { buildTables, type TestAccount } from './testing/build-tables.js';
import { campaign, randomOf, strangers } from './testing/worlds.js';
import { buildActivity } from './timing.js';

const red = campaign('red', 60, 3);
const prompts: TestAccount['holds'] = [
  ['prompt-template', 'red-t0'],
  ['prompt-template', 'red-t1'],
  ['prompt-template', 'red-t2'],
];
const random = randomOf(11);

/** An account with things of its own that uses the campaign's prompts, at the hours given. */
const hidden = (id: string, hours: number[], holds = prompts): TestAccount => ({
  id,
  holds: [...holds, ['ip', `10.200.0.${id.length}`], ['payment-method', `card_${id}`]],
  hours,
});

const anyHours = (): number[] => Array.from({ length: 20 }, () => Math.floor(random() * 1080));

/** Who is in the campaign's network before and after hours are looked at. */
function networkWith(others: readonly TestAccount[]) {
  const tables = buildTables([...strangers(1500, 2), ...red, ...others]);
  const incidence = buildIncidence(tables, DEFAULT_PARAMETERS);
  const clusters = findClusters(
    incidence,
    projectIndicators(incidence, tables, DEFAULT_PARAMETERS),
    DEFAULT_PARAMETERS,
  );
  const after = attachInStep(incidence, tables, {
    activity: buildActivity(tables.activity, incidence.accounts),
    clusters,
  });
  const namesIn = (found: typeof clusters): string[] => {
    const largest = [...found].sort((x, y) => y.members.length - x.members.length)[0];
    return Array.from(largest.members, (a) => tables.sightings.accounts[a]);
  };
  return { before: namesIn(clusters), after: namesIn(after), clusters: after };
}

const busy = red[0].hours!.concat(red[1].hours!, red[2].hours!);

describe('attachInStep', () => {
  it('takes in accounts that share only prompts with a network, and its hours', () => {
    const { before, after } = networkWith([hidden('hidden', busy.slice(0, 20))]);
    expect(before).not.toContain('hidden');
    expect(after).toEqual(expect.arrayContaining([...before, 'hidden']));
  });

  it('leaves those out that keep hours of their own', () => {
    const others = Array.from({ length: 12 }, (_, at) => hidden(`other${at}`, anyHours()));
    const { before, after } = networkWith(others);
    expect(after.length - before.length).toBeLessThanOrEqual(2);
  });

  it('leaves those out that are in step and share nothing', () => {
    const { after } = networkWith([hidden('stranger', busy.slice(0, 20), [['prompt-template', 'own']])]);
    expect(after).not.toContain('stranger');
  });

  it('says nothing of accounts with too few hours', () => {
    const { after } = networkWith([hidden('quiet', busy.slice(0, 2))]);
    expect(after).not.toContain('quiet');
  });

  it('keeps columns of members in step', () => {
    const { clusters } = networkWith([hidden('hidden', busy.slice(0, 20))]);
    for (const { members, contested, total, byFamily } of clusters) {
      expect([contested.length, total.length, byFamily.length / 6]).toEqual(Array(3).fill(members.length));
      expect(members).toEqual(Uint32Array.from(members).sort());
    }
  });
});
