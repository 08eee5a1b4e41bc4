import type { CasebookState } from '@iolaus/casebook';
import type { Change } from '@iolaus/contracts';
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

/** A snapshot whose networks, and what became of them, are called as investigators call them; the same object until a name is given or taken back. */
export function withGivenNames(snapshot: Snapshot, state: Pick<CasebookState, 'content'>): Snapshot {
  if (state.content.names.size === 0) return snapshot;
  const of = Array.from(state.content.names.values(), ({ id }) => id).join();
  const known = named.get(snapshot);
  if (known?.of === of) return known.snapshot;
  const names = givenNames(snapshot, state);
  const networks = snapshot.networks.map((each) => called(each, names.get(each.record.id)));
  // One that is gone is nobody's successor: it is known by the number that it had when it was named.
  const former = new Map(Array.from(state.content.names.values(), ({ command }) => [command.subject.id, command.name]));
  const changes = snapshot.changes.map((change) =>
    told(change, change.event === 'gone' ? former.get(change.network) : names.get(change.network)),
  );
  const made = { ...snapshot, networks, changes };
  named.set(snapshot, { of, snapshot: made });
  return made;
}

const called = (network: SnapshotNetwork, name: string | undefined): SnapshotNetwork =>
  name === undefined ? network : { ...network, record: { ...network.record, name }, plan: { ...network.plan, name } };

/** Sentences of changes begin with the name. */
const told = (change: Change, name: string | undefined): Change =>
  name === undefined ? change : { ...change, name, sentence: `${name}${change.sentence.slice(change.name.length)}` };
