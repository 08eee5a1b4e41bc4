import { ACCOUNT_CHANGES, type AccountChange, type KeptSnapshot } from '@iolaus/contracts';
import { earlierIds, readSnapshotOf, type Snapshot } from '../snapshot.js';
import type { Workbench } from '../workbench.js';

/** Where accounts stood in an earlier snapshot. */
export interface Earlier extends Standing {
  readonly id: string;
  readonly createdMs: number;
}

/** The network and the tier of members, and who was banned; undefined where the snapshot is of a version that did not note it. */
interface Standing {
  readonly members: ReadonlyMap<string, { readonly network: string; readonly tier: string }>;
  readonly banned: ReadonlySet<string> | undefined;
}

// A snapshot never changes under its id, and is large to read.
const knownOf = new WeakMap<Workbench, ReadonlyMap<string, Earlier>>();

/** Earlier snapshots that are kept, newest first. */
export function earlierOf(workbench: Workbench): readonly Earlier[] {
  if (!workbench.hasSnapshot) return [];
  const folder = workbench.home.snapshots;
  const known = knownOf.get(workbench);
  const found = earlierIds(folder, workbench.snapshot().id).flatMap(
    (id) => known?.get(id) ?? standingOnDisk(folder, id) ?? [],
  );
  knownOf.set(workbench, new Map(found.map((each) => [each.id, each])));
  return found;
}

function standingOnDisk(folder: string, id: string): Earlier | undefined {
  const snapshot = readSnapshotOf(folder, id);
  return snapshot && { id, createdMs: snapshot.createdMs, ...standingOf(snapshot) };
}

/** The snapshots that accounts can be compared with, the current one first, then newest first. */
export function keptSnapshots(workbench: Workbench): KeptSnapshot[] {
  if (!workbench.hasSnapshot) return [];
  const { id, createdMs } = workbench.snapshot();
  const earlier = earlierOf(workbench).map((each) => ({ id: each.id, createdMs: each.createdMs, isCurrent: false }));
  return [{ id, createdMs, isCurrent: true }, ...earlier];
}

/** Where accounts stand in a snapshot. */
export const standingOf = ({
  networks,
  banned,
}: Pick<Snapshot, 'networks'> & { readonly banned?: Snapshot['banned'] | undefined }): Standing => ({
  members: new Map(
    networks.flatMap(({ record, members }) => members.ids.map((id) => [id, { network: record.id, tier: record.tier }])),
  ),
  banned: banned && new Set(banned),
});

/** Every account of which something changed from one standing to the other, with its set of bits of ACCOUNT_CHANGES. */
export function changesBetween(before: Standing, now: Standing): Map<string, number> {
  const changed = new Map<string, number>();
  const note = (id: string, change: AccountChange): void =>
    void changed.set(id, (changed.get(id) ?? 0) | (1 << ACCOUNT_CHANGES.indexOf(change)));
  for (const [id, is] of now.members) {
    const was = before.members.get(id);
    if (!was) note(id, 'joined');
    else if (was.network !== is.network) note(id, 'moved');
    if (was && was.tier !== is.tier) note(id, 'tier');
  }
  for (const id of before.members.keys()) if (!now.members.has(id)) note(id, 'left');
  if (before.banned) for (const id of now.banned ?? []) if (!before.banned.has(id)) note(id, 'banned');
  return changed;
}
