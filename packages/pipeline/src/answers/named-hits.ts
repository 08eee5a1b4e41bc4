import type { CasebookState } from '@iolaus/casebook';
import type { SearchHit } from '@iolaus/contracts';
import { givenNames } from '../given-names.js';
import type { Snapshot } from '../snapshot.js';

const wordsOf = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** Whether every typed word begins one of a name, the way networks are found by the name that detection made up. */
function isFoundBy(name: string, typed: readonly string[]): boolean {
  const words = wordsOf(name);
  return typed.length > 0 && typed.every((start) => words.some((word) => word.startsWith(start)));
}

/** Hits of a text, with networks called as investigators call them, and before all others those that the text finds by that name. */
export function withNamedHits(
  snapshot: Snapshot,
  state: Pick<CasebookState, 'content'>,
  { text, limit }: { readonly text: string; readonly limit: number },
  found: readonly SearchHit[],
): SearchHit[] {
  const names = givenNames(snapshot, state);
  const typed = wordsOf(text);
  const byName = snapshot.networks.flatMap(({ record }): SearchHit[] => {
    const name = names.get(record.id);
    if (name === undefined || !isFoundBy(name, typed)) return [];
    const fact = `${record.accounts} accounts, ${record.tier}`;
    return [{ type: 'network', kind: 'network', id: record.id, label: name, fact, network: record.id }];
  });
  const known = new Set(byName.map(({ id }) => id));
  const others = found.filter(({ type, id }) => type !== 'network' || !known.has(id));
  const renamed = others.map((hit) =>
    hit.type === 'network' ? { ...hit, label: names.get(hit.id) ?? hit.label } : hit,
  );
  return [...byName, ...renamed].slice(0, limit);
}
