import { hueProperty, type ColourBy } from '../../graph/index.js';
import type { NetworkViewState } from './network-view.js';

/** What accounts and discs can be coloured by, in the order of their keys from 1 on. */
export const COLOURINGS: readonly { readonly by: ColourBy; readonly word: string }[] = [
  { by: 'network', word: 'Network' },
  { by: 'family', word: 'Family' },
  { by: 'strength', word: 'Strength' },
  { by: 'first-seen', word: 'First seen' },
  { by: 'volume', word: 'Volume' },
  { by: 'community', word: 'Community' },
  { by: 'verdict', word: 'Verdict' },
];

/** The step that colours by something. */
export function colouring({ by, word }: (typeof COLOURINGS)[number]): [string, Partial<NetworkViewState>] {
  return [`Coloured by ${word.toLowerCase()}`, { by: by === 'network' ? undefined : by }];
}

/** The colour of a community in lists, as CSS: its own where the picture gives it one, else that of the network. */
export const swatchOf = ({ by }: Pick<NetworkViewState, 'by'>, index: number): string =>
  `var(${hueProperty(by === 'community' ? index : 0)})`;
