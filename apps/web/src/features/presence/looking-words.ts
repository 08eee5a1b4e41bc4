import { formatCount } from '../../ui/format.js';
import type { NetworkViewState } from '../network/network-view.js';

const TABS: Readonly<Partial<Record<NonNullable<NetworkViewState['tab']>, string>>> = {
  evidence: 'its evidence',
  templates: 'its prompts',
  activity: 'its activity',
  plan: 'its plan',
  notes: 'its notes',
};

/** What somebody looks at in a network, in words: the selection, an indicator, a community, a tab, or all of it. */
export function lookingWords({ sel, ind, cmp, c, tab }: NetworkViewState): string {
  if (sel?.length === 1) return `account ${sel[0]}`.slice(0, 120);
  if (sel) return `${formatCount(sel.length)} accounts`;
  if (cmp?.length === 2) return `${cmp[0]} beside ${cmp[1]}`.slice(0, 120);
  if (ind) return 'an indicator';
  if (c !== undefined) return `community ${c}`.slice(0, 120);
  return (tab && TABS[tab]) ?? 'the whole network';
}
