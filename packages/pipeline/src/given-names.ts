import type { CasebookState } from '@iolaus/casebook';
import { networkNow } from './answers/subjects.js';
import type { Snapshot, SnapshotNetwork } from './snapshot.js';

const named = new WeakMap<Snapshot, { readonly of: string; readonly snapshot: Snapshot }>();

/** The name that investigators gave to each network, by the id that it has now; of two for one network the newer. */
export function givenNames(snapshot: Snapshot, { content }: Pick<CasebookState, 'content'>): Map<string, string> {
  const names = new Map<string, string>();
  for (const { command } of [...content.names.values()].sort((a, b) => a.seq - b.seq)) {
    const id = networkNow(snapshot, command.subject);
    if (id !== null) names.set(id, command.name);
  }
  return names;
}

/** A snapshot whose networks are called as investigators call them; the same object until a name is given or taken back. */
export function withGivenNames(snapshot: Snapshot, state: Pick<CasebookState, 'content'>): Snapshot {
  if (state.content.names.size === 0) return snapshot;
  const of = Array.from(state.content.names.values(), ({ id }) => id).join();
  const known = named.get(snapshot);
  if (known?.of === of) return known.snapshot;
  const names = givenNames(snapshot, state);
  const made = { ...snapshot, networks: snapshot.networks.map((each) => called(each, names.get(each.record.id))) };
  named.set(snapshot, { of, snapshot: made });
  return made;
}

const called = (network: SnapshotNetwork, name: string | undefined): SnapshotNetwork =>
  name === undefined ? network : { ...network, record: { ...network.record, name }, plan: { ...network.plan, name } };
