import { MOST_SELECTED } from '@iolaus/contracts';
import type { NetworkViewState } from './network-view.js';

/** Characters that one list of accounts may take in an address: two of them, and the rest of a request, are still read by every server. */
const MOST_CHARACTERS = 5000;
/** Quotes and a comma as an address writes them. */
const BETWEEN = 9;

/** Characters of a list of accounts in an address: a name is as long there as its letters are encoded. */
const charactersOf = (accounts: readonly string[] = []): number =>
  accounts.reduce((sum, account) => sum + encodeURIComponent(account).length + BETWEEN, 0);

/** As many of the accounts, from the first on, as an address holds beside what else takes room there. */
export function fitAddress(accounts: readonly string[], beside: readonly string[] = []): readonly string[] {
  let left = MOST_CHARACTERS - charactersOf(beside);
  const kept: string[] = [];
  for (const account of accounts) {
    left -= charactersOf([account]);
    if (left < 0 || kept.length === MOST_SELECTED) break;
    kept.push(account);
  }
  return kept;
}

/** Accounts of the groups of a view. */
export const groupedIn = ({ g = [] }: Pick<NetworkViewState, 'g'>): readonly string[] =>
  g.flatMap(({ name, accounts }) => [name, ...accounts]);

/** What a view takes on when these accounts are selected, none for nobody; `of` keeps how many were meant where an address does not hold all. */
export function selecting(accounts: readonly string[], meant = accounts.length): Partial<NetworkViewState> {
  const sel = fitAddress(accounts);
  return {
    sel: sel.length > 0 ? sel : undefined,
    of: sel.length < meant ? meant : undefined,
    path: undefined,
    ind: undefined,
    rows: undefined,
  };
}

/** The name of the step that selects them. */
export function selectingStep(accounts: readonly string[]): string {
  if (accounts.length === 0) return 'Cleared the selection';
  return accounts.length === 1 ? `Selected ${accounts[0]!}` : `Selected ${fitAddress(accounts).length} accounts`;
}

/** The accounts without this one, or with it where it was not among them. */
export function toggled(accounts: readonly string[] = [], account: string): readonly string[] {
  return accounts.includes(account) ? accounts.filter((each) => each !== account) : [...accounts, account];
}

/** Both lists in order, each account once. */
export function joined(before: readonly string[] = [], more: readonly string[] = []): readonly string[] {
  return [...new Set([...before, ...more])];
}

/** A step that hides the selection, as much of it as an address holds: how many that are, its name, and what the view takes on; the rest stay selected. */
export function hiding(view: Pick<NetworkViewState, 'sel' | 'hide' | 'g'>): {
  readonly hidden: number;
  readonly name: string;
  readonly patch: Partial<NetworkViewState>;
} {
  const before = view.hide ?? [];
  const hide = fitAddress(joined(before, view.sel), groupedIn(view));
  const hidden = hide.length - before.length;
  const left = (view.sel ?? []).filter((each) => !hide.includes(each));
  return {
    hidden,
    name: hidden === 1 ? `Hid ${hide.at(-1)!}` : `Hid ${hidden} accounts`,
    patch: { ...selecting(left), hide },
  };
}

/** How many are selected, in words; where more were meant, of how many, and why. */
export function selectionWords({ sel = [], of }: Pick<NetworkViewState, 'sel' | 'of'>): string {
  const counted = (n: number): string => n.toLocaleString('en-US');
  if (of !== undefined) return `${counted(sel.length)} of ${counted(of)} accounts selected; a view holds no more`;
  return `${counted(sel.length)} ${sel.length === 1 ? 'account' : 'accounts'} selected`;
}

/** The step that opens the paths between two accounts, or goes back to why they are linked. */
export function lookingAtPaths(isOpen: boolean): [name: string, patch: Partial<NetworkViewState>] {
  return isOpen
    ? ['Looked at the paths', { path: 0, rows: undefined }]
    : ['Looked at why they are linked', { path: undefined }];
}
