import { IolausError } from '@iolaus/contracts';
import { drawPayments, type PersonPayment } from './payments.js';
import { populate } from './population.js';
import { Rng } from './rng.js';
import { scenarioOf, type ScenarioInfo, type ScenarioScale } from './scenarios.js';
import { makeTraffic, MOST_EXCHANGES, type Traffic } from './traffic.js';
import { drawUses, type Uses } from './uses.js';
import type { Person } from './world.js';

/** A scenario by name, scaled when asked. */
export interface ScenarioRequest extends ScenarioScale {
  readonly name: string;
}

/** The scenario that is asked for; refuses what scenarioOf refuses, and more exchanges than can be sorted (BAD_INPUT). */
export function requestedScenario(request: ScenarioRequest): ScenarioInfo {
  const scenario = scenarioOf(request.name, request);
  if (scenario.exchanges > MOST_EXCHANGES)
    throw new IolausError('BAD_INPUT', { detail: `a scenario holds at most ${MOST_EXCHANGES} exchanges` });
  return scenario;
}

/** Who is in a scenario, and when they do what: before any text is written. `rng` stands behind these draws. */
export interface MadeScenario {
  readonly scenario: ScenarioInfo;
  readonly seed: number;
  readonly rng: Rng;
  readonly people: readonly Person[];
  readonly traffic: Traffic;
}

/** Makes people and traffic from a seed. */
export function makeScenario(scenario: ScenarioInfo, seed: number): MadeScenario {
  const rng = new Rng(seed);
  const people = populate(rng, scenario);
  return { scenario, seed, rng, people, traffic: makeTraffic(rng, scenario, people) };
}

/** What each exchange uses, from draws of their own: dumps and tables of one scenario agree. */
export function usesOf({ seed, people, traffic }: MadeScenario): Uses {
  return drawUses(new Rng(seed ^ 0x2545f491), people, traffic);
}

/** The payments, from draws of their own as {@link usesOf}. */
export function paymentsOf({ seed, people, scenario }: MadeScenario): PersonPayment[] {
  return drawPayments(new Rng(seed ^ 0x51ab3c97), people, scenario.days);
}
