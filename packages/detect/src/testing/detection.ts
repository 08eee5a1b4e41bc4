import type { DetectedNetwork } from '@iolaus/contracts';
import { detectNetworks, toDocument } from '../detect.js';
import type { DetectParameters } from '../parameters.js';
import { buildTables, type TestAccount } from './build-tables.js';
import { TEST_MODEL } from './risk-model.js';
import { agency, campaign, course, households, strangers } from './worlds.js';

/** Detection on these accounts with the points of tests, and with what tests ask of it. */
export async function detect(accounts: readonly TestAccount[], knobs: Partial<DetectParameters> = {}) {
  const tables = buildTables(accounts);
  const detection = await detectNetworks(tables, { model: TEST_MODEL, ...knobs });
  const idsOf = ({ members }: DetectedNetwork): string[] =>
    Array.from(members.account, (a) => tables.sightings.accounts[a]).toSorted();
  return { tables, detection, idsOf, networks: detection.networks, document: toDocument(detection, tables) };
}

/** Ids of accounts, in order. */
export const idsOf = (accounts: readonly TestAccount[]): string[] => accounts.map((each) => each.id).toSorted();

/** A world of two campaigns among strangers and innocent look-alikes. */
export const benign = strangers(600, 2);
export const red = campaign('red', 40, 3);
export const blue = campaign('blue', 24, 5);
export const campus = course('uni', 40, 4);
export const mixed = [...benign, ...red, ...blue, ...campus, ...agency('agency', 30, 8), ...households('home', 30, 9)];
