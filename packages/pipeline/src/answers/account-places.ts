import { FAMILIES, type Verdict } from '@iolaus/contracts';
import type { AccountPlaces } from '@iolaus/ingest';
import { changesBetween, standingOf, type Earlier } from './account-changes.js';
import type { Workbench } from '../workbench.js';

/** The verdict on each account that has one. */
export function verdictsOfAccounts(workbench: Workbench): ReadonlyMap<string, Verdict> {
  const verdicts = new Map<string, Verdict>();
  for (const { command } of workbench.casebook.state.content.verdicts.values())
    if (command.subject.on === 'account' && command.verdict !== 'none')
      verdicts.set(command.subject.id, command.verdict);
  return verdicts;
}

/** Where accounts stand: members by the current snapshot, those with a verdict of their own, and those of whom anything changed since earlier snapshots. */
export function placesOf(workbench: Workbench, earlier: readonly Earlier[]): AccountPlaces {
  const verdicts = verdictsOfAccounts(workbench);
  const current = workbench.hasSnapshot ? workbench.snapshot() : { networks: [] };
  const { networks } = current;
  const members = networks.flatMap(({ record, members: of }) =>
    of.ids.map((id, row) => ({
      id,
      network: record.id,
      tier: record.tier,
      size: record.accounts,
      bits: Math.round(of.bits[row]! * 10) / 10,
      held: FAMILIES.reduce(
        (bits, _, family) => bits | (of.bitsByFamily[row * FAMILIES.length + family]! > 0 ? 1 << family : 0),
        0,
      ),
    })),
  );
  const known = new Set(members.map(({ id }) => id));
  const now = standingOf(current);
  const changes = earlier.map((before) => changesBetween(before, now));
  const others = [...new Set([...verdicts.keys(), ...changes.flatMap((each) => [...each.keys()])])]
    .filter((id) => !known.has(id))
    .map((id) => ({ id, network: null, tier: null, size: NaN, bits: NaN, held: 0 }));
  const rows = [...members, ...others];
  return {
    ids: rows.map(({ id }) => id),
    network: rows.map(({ network }) => network),
    tier: rows.map(({ tier }) => tier),
    size: Float64Array.from(rows, ({ size }) => size),
    bits: Float64Array.from(rows, ({ bits }) => bits),
    held: Uint8Array.from(rows, ({ held }) => held),
    verdict: rows.map(({ id }) => verdicts.get(id) ?? null),
    changed: changes.map((each) => Uint8Array.from(rows, ({ id }) => each.get(id) ?? 0)),
  };
}
