import type { ColourBy } from '../../graph/index.js';
import type { NetworkViewState } from './network-view.js';

/** What accounts and discs can be coloured by, in the order of their keys from 1 on. */
export const COLOURINGS: readonly { readonly by: ColourBy; readonly word: string }[] = [
  { by: 'campaign', word: 'Campaign' },
  { by: 'family', word: 'Family' },
  { by: 'strength', word: 'Strength' },
  { by: 'first-seen', word: 'First seen' },
  { by: 'volume', word: 'Volume' },
];

/** The step that colours by something. */
export function colouring({ by, word }: (typeof COLOURINGS)[number]): [string, Partial<NetworkViewState>] {
  return [`Coloured by ${word.toLowerCase()}`, { by: by === 'campaign' ? undefined : by }];
}
