import type { CasebookState } from '@iolaus/casebook';
import type { Change, SearchHit } from '@iolaus/contracts';
import { describe, expect, it } from 'vitest';
import { withNamedHits } from './answers/named-hits.js';
import { withGivenNames } from './given-names.js';
import type { Snapshot, SnapshotNetwork } from './snapshot.js';
import { networkOf } from './testing/snapshots.js';

const network = (id: string, ...members: string[]): SnapshotNetwork =>
  networkOf(id, { members: members.map((each) => ({ id: each })) });
const snapshotOf = (...networks: SnapshotNetwork[]): Snapshot =>
  ({ id: 's', networks, changes: [] }) as unknown as Snapshot;
const bookOf = (...given: (readonly [id: string, name: string, ...anchors: string[]])[]): CasebookState =>
  ({
    content: {
      names: new Map(
        given.map(([id, name, ...anchors], at) => [
          `network ${id}`,
          { id: `S-${at}`, seq: at + 1, command: { name, subject: { on: 'network', id, anchors } } },
        ]),
      ),
    },
  }) as unknown as CasebookState;
const namesIn = (snapshot: Snapshot): string[] => snapshot.networks.map(({ record }) => record.name);

describe('networks under the names that investigators gave', () => {
  it('keep their names when a later run gives them another number', () => {
    const book = bookOf(['N-1', 'Heron', 'a', 'b']);
    expect(namesIn(withGivenNames(snapshotOf(network('N-1', 'a', 'b'), network('N-2', 'c')), book))).toEqual([
      'Heron',
      'Name of N-2',
    ]);
    expect(namesIn(withGivenNames(snapshotOf(network('N-1', 'x'), network('N-9', 'b', 'a')), book))).toEqual([
      'Name of N-1',
      'Heron',
    ]);
  });

  it('have the newer name where two that were named have become one, and lose it with the network', () => {
    const book = bookOf(['N-1', 'Heron', 'a'], ['N-2', 'Bittern', 'b']);
    expect(namesIn(withGivenNames(snapshotOf(network('N-1', 'a', 'b')), book))).toEqual(['Bittern']);
    expect(namesIn(withGivenNames(snapshotOf(network('N-3', 'z')), book))).toEqual(['Name of N-3']);
  });

  it('are told by that name in what became of them, those that are gone too', () => {
    const changeOf = (id: string, event: Change['event']): Change => ({
      network: id,
      name: `Name of ${id}`,
      event,
      before: 2,
      now: 1,
      sentence: `Name of ${id} is another.`,
    });
    const changes = [changeOf('N-1', 'shrank'), changeOf('N-2', 'gone'), changeOf('N-3', 'gone')];
    const book = bookOf(['N-1', 'Heron', 'a'], ['N-2', 'Bittern', 'z']);
    const made = withGivenNames({ ...snapshotOf(network('N-1', 'a')), changes }, book);
    expect(made.changes.map(({ name, sentence }) => [name, sentence])).toEqual([
      ['Heron', 'Heron is another.'],
      ['Bittern', 'Bittern is another.'],
      ['Name of N-3', 'Name of N-3 is another.'],
    ]);
  });

  it('are the very snapshot without a name, and one and the same until the names change', () => {
    const snapshot = snapshotOf(network('N-1', 'a'));
    expect(withGivenNames(snapshot, bookOf())).toBe(snapshot);
    const first = withGivenNames(snapshot, bookOf(['N-1', 'Heron', 'a']));
    expect(withGivenNames(snapshot, bookOf(['N-1', 'Heron', 'a']))).toBe(first);
    expect(namesIn(snapshot)).toEqual(['Name of N-1']);
  });
});

describe('search', () => {
  const snapshot = snapshotOf(network('N-1', 'a'), network('N-2', 'b'));
  const book = bookOf(['N-1', 'Grey heron', 'a']);
  const hit = (id: string, label: string): SearchHit => ({
    type: 'network',
    kind: 'network',
    id,
    label,
    fact: '',
    network: id,
  });
  const labels = (text: string, found: readonly SearchHit[], limit = 5): string[] =>
    withNamedHits(snapshot, book, { text, limit }, found).map(({ id, label }) => `${id} ${label}`);

  it('finds a network by the beginnings of the words of its given name, before anything else', () => {
    expect(labels('her gre', [hit('N-2', 'Hereward')])).toEqual(['N-1 Grey heron', 'N-2 Hereward']);
    expect(labels('eron', [])).toEqual([]);
    expect(labels('‮', [])).toEqual([]);
  });

  it('names a network that was found by the name of detection as investigators do, and once', () => {
    expect(labels('name', [hit('N-1', 'Name of N-1')])).toEqual(['N-1 Grey heron']);
    expect(labels('grey', [hit('N-1', 'Grey shore')], 1)).toEqual(['N-1 Grey heron']);
  });
});
