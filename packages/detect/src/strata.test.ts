import { describe, expect, it } from 'vitest';
import { buildIncidence } from './incidence.js';
import { DEFAULT_PARAMETERS } from './parameters.js';
import { strataOf, testWithinStrata } from './strata.js';
import { buildTables, START_MS, type TestAccount } from './testing/build-tables.js';
import { clusterOf } from './testing/clusters.js';
import { campaign, strangers } from './testing/worlds.js';

const WEEK_MS = 604_800_000;
const benign = strangers(900, 2);
const red = campaign('red', 40, 3);

function testOf(accounts: readonly TestAccount[]) {
  const tables = buildTables(accounts);
  const incidence = buildIncidence(tables, DEFAULT_PARAMETERS);
  const cluster = clusterOf(incidence, tables, 'red');
  return testWithinStrata(incidence, cluster, strataOf(incidence, tables));
}

describe('a network inside strata', () => {
  it('is beyond chance when its members signed up with everybody else', () => {
    const spread = red.map((each, at) => ({ ...each, createdMs: benign[at].createdMs ?? START_MS }));
    const { meetings, expected, logP } = testOf([...benign, ...spread]);
    expect(meetings).toBeGreaterThan(80);
    expect(expected).toBeLessThan(meetings / 3);
    expect(logP).toBeLessThan(-20);
  });

  it('is explained by a launch week in which nobody else signed up', () => {
    const monday = Math.ceil(START_MS / WEEK_MS) * WEEK_MS + 40 * WEEK_MS;
    const launched = red.map((each) => ({ ...each, createdMs: monday + 3_600_000 }));
    const { meetings, expected, logP } = testOf([...benign, ...launched]);
    expect(expected / meetings).toBeGreaterThan(0.95);
    expect(logP).toBeGreaterThan(-2);
  });

  it('counts meetings as they are, and means by hand', () => {
    const accounts: TestAccount[] = Array.from({ length: 10 }, (_, at) => ({
      id: `${at < 4 ? 'red' : 'x'}${at}`,
      holds: [
        ...(at < 4 ? [['ip', '198.18.0.1'] as const] : []),
        ...(at < 5 ? [['payment-method', 'card'] as const] : []),
      ],
      createdMs: START_MS,
    }));
    // Four of ten hold the address and five the card: 4·5/10 by chance.
    expect(testOf(accounts)).toMatchObject({ meetings: 4, expected: 2 });
  });

  it('does not depend on names', () => {
    const renamed = [...benign, ...red].map((each, at) => ({ ...each, id: each.id.replace(/^b/, at % 2 ? 'a' : 'z') }));
    const [one, other] = [testOf([...benign, ...red]), testOf(renamed)];
    expect(other.meetings).toBe(one.meetings);
    expect(other.expected).toBeCloseTo(one.expected, 9);
    expect(other.logP).toBeCloseTo(one.logP, 6);
  });
});
