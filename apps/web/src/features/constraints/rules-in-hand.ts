import type { Constraint, Rule } from '@iolaus/contracts';
import { readNetworkView } from '../network/network-view.js';

/** Where the browser is, as the router gives it. */
export interface Place {
  readonly pathname: string;
  readonly search: Readonly<Record<string, unknown>>;
}

/** Rules that can be said of an indicator. */
export const rulesOfIndicator = (of: { readonly kind: string; readonly value: string }): Rule[] => [
  { verb: 'cut-indicator', kind: of.kind, value: of.value },
  { verb: 'share-indicator', kind: of.kind, value: of.value },
];

/** Rules that can be said of an account; `network` is where to pin it, empty when that is still to be chosen. */
export const rulesOfAccount = (of: {
  readonly account: string;
  readonly network: string;
  readonly organisation: string | null;
}): Rule[] => [
  { verb: 'pin-account', account: of.account, network: of.network },
  { verb: 'exclude-account', account: of.account },
  ...(of.organisation === null ? [] : [{ verb: 'verify-organisation' as const, organisation: of.organisation }]),
];

/** Rules that can be said of selected accounts of a network: of one by itself, of two about their link, of more none. */
export function rulesOfSelection(accounts: readonly string[], network: string): Rule[] {
  const [a, b] = accounts;
  if (a !== undefined && accounts.length === 1) return rulesOfAccount({ account: a, network, organisation: null });
  if (a !== undefined && b !== undefined && accounts.length === 2) return [{ verb: 'cut-link', a, b }];
  return [];
}

/** Rules that can be said of what is in hand at an address, for the palette; an organisation can be named anywhere. */
export function rulesInHand({ pathname, search }: Place): Rule[] {
  const [first = '', second = '', third = ''] = pathname.split('/').slice(1).map(decoded);
  const anywhere: Rule[] = [{ verb: 'verify-organisation', organisation: '' }];
  if (first === 'i' && third !== '') return [...rulesOfIndicator({ kind: second, value: third }), ...anywhere];
  if (first === 'a' && second !== '')
    return [...rulesOfAccount({ account: second, network: '', organisation: null }), ...anywhere];
  if (first !== 'n') return anywhere;
  const { ind, sel = [] } = readNetworkView(search);
  const inHand = sel.length > 0 ? rulesOfSelection(sel, second) : ind ? rulesOfIndicator(ind) : [];
  return [...inHand, ...anywhere];
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // An address typed by hand may hold a lone per cent sign; then it means itself.
    return part;
  }
}

const subjectsOf = (rule: Rule): string[] => {
  switch (rule.verb) {
    case 'cut-indicator':
    case 'share-indicator':
      return [`${rule.kind} ${rule.value}`];
    case 'cut-link':
      return [rule.a, rule.b];
    case 'verify-organisation':
      return [rule.organisation];
    case 'pin-account':
    case 'exclude-account':
      return [rule.account];
  }
};

/** Constraints that hold and speak of what one of the drafts speaks of. */
export function heldOf(constraints: readonly Constraint[], drafts: readonly Rule[]): Constraint[] {
  const wanted = new Set(drafts.flatMap(subjectsOf));
  return constraints.filter(({ rule, undoneMs }) => undoneMs === null && subjectsOf(rule).some((of) => wanted.has(of)));
}

/** Drafts that no constraint says already, word for word. */
export function withoutHeld(drafts: readonly Rule[], constraints: readonly Constraint[]): Rule[] {
  const keyOf = (rule: Rule): string => JSON.stringify([rule.verb, ...subjectsOf(rule)]);
  const held = new Set(constraints.filter(({ undoneMs }) => undoneMs === null).map(({ rule }) => keyOf(rule)));
  return drafts.filter((draft) => !held.has(keyOf(draft)));
}
