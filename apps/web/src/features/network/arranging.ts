import { formatCount, formatIndicator } from '../../ui/format.js';
import type { IndicatorKey, NamedGroup, NetworkViewState } from './network-view.js';
import { fitAddress, groupedIn, selecting } from './selection.js';

/** A step that arranges the picture: its name, and what the view takes on. */
export type Arranging = readonly [name: string, patch: Partial<NetworkViewState>];

/** Names that stay on a picture: more would hide it. */
export const MOST_PINNED = 12;
/** Letters of the name of a group. */
export const MOST_LETTERS = 40;

const isSame = (a: IndicatorKey, b: IndicatorKey): boolean => a.kind === b.kind && a.value === b.value;

/** Hides a community, or shows it again. */
export function togglingCommunity({ hideC = [] }: Pick<NetworkViewState, 'hideC'>, label: string): Arranging {
  return hideC.includes(label)
    ? [`Showed ${label}`, { hideC: hideC.filter((each) => each !== label) }]
    : [`Hid ${label}`, { hideC: [...hideC, label] }];
}

/** Pins the selected accounts or the indicator in hand to the picture, or takes them off where all of them are pinned; undefined for nothing in hand, and where no more can be pinned. */
export function pinning(view: Pick<NetworkViewState, 'sel' | 'ind' | 'pin' | 'pinI'>): Arranging | undefined {
  const { sel, ind, pin = [], pinI = [] } = view;
  const room = MOST_PINNED - pin.length - pinI.length;
  if (sel) {
    if (sel.every((each) => pin.includes(each)))
      return [`Unpinned ${nameOf(sel)}`, { pin: pin.filter((each) => !sel.includes(each)) }];
    const added = sel.filter((each) => !pin.includes(each)).slice(0, room);
    return added.length > 0 ? [`Pinned ${nameOf(added)}`, { pin: [...pin, ...added] }] : undefined;
  }
  if (!ind) return undefined;
  const name = formatIndicator(ind.kind, ind.value);
  if (pinI.some((each) => isSame(each, ind)))
    return [`Unpinned ${name}`, { pinI: pinI.filter((each) => !isSame(each, ind)) }];
  return room > 0 ? [`Pinned ${name}`, { pinI: [...pinI, ind] }] : undefined;
}

/** Draws the selected accounts as one mark, as many of them as an address holds; they leave groups that they are in. Undefined for fewer than two. */
export function grouping(view: Pick<NetworkViewState, 'sel' | 'g' | 'hide'>): Arranging | undefined {
  const { sel = [], hide } = view;
  const others = withoutAccounts(view.g, sel);
  const name = freeName(others);
  const accounts = fitAddress(sel, [...(hide ?? []), ...groupedIn({ g: others }), name]);
  if (accounts.length < 2) return undefined;
  return [
    `Grouped ${formatCount(accounts.length)} accounts as ${name}`,
    { ...selecting([]), g: [...others, { name, accounts }] },
  ];
}

/** The group that a selection is, all of it and nobody else. */
export function groupInHand({ sel = [], g = [] }: Pick<NetworkViewState, 'sel' | 'g'>): NamedGroup | undefined {
  return g.find(({ accounts }) => accounts.length === sel.length && accounts.every((each) => sel.includes(each)));
}

/** Opens a group again: its accounts are points of their own, and selected. */
export function openingGroup({ g = [] }: Pick<NetworkViewState, 'g'>, name: string): Arranging {
  const accounts = g.find((each) => each.name === name)?.accounts ?? [];
  return [`Opened group ${name}`, { ...selecting(accounts), g: g.filter((each) => each.name !== name) }];
}

/** Gives a group another name, cut to what a picture holds; undefined where another has it, and for none. */
export function renaming({ g = [] }: Pick<NetworkViewState, 'g'>, name: string, next: string): Arranging | undefined {
  const wanted = next.trim().slice(0, MOST_LETTERS);
  if (wanted === '' || g.some((each) => each.name === wanted)) return undefined;
  return [`Named group ${wanted}`, { g: g.map((each) => (each.name === name ? { ...each, name: wanted } : each)) }];
}

/** Shows again what was hidden by hand. */
export const SHOW_HIDDEN: Arranging = ['Showed what was hidden', { hide: undefined, hideC: undefined }];

const nameOf = (accounts: readonly string[]): string =>
  accounts.length === 1 ? accounts[0]! : `${formatCount(accounts.length)} accounts`;

function withoutAccounts(groups: readonly NamedGroup[] = [], taken: readonly string[]): readonly NamedGroup[] {
  return groups
    .map(({ name, accounts }) => ({ name, accounts: accounts.filter((each) => !taken.includes(each)) }))
    .filter(({ accounts }) => accounts.length > 0);
}

function freeName(groups: readonly NamedGroup[]): string {
  let number = groups.length + 1;
  while (groups.some(({ name }) => name === `Group ${number}`)) number++;
  return `Group ${number}`;
}
