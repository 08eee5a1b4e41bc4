import { SIGN_MS, type Colleague, type Presence } from '@iolaus/contracts';
import { useRouterState } from '@tanstack/react-router';
import { useEffect } from 'react';
import { create } from 'zustand';
import { api } from '../../api/client.js';
import { readNetworkView } from '../network/network-view.js';
import { useAuthor } from '../casebook/author.js';
import { lookingWords } from './looking-words.js';

const TAB = Math.random().toString(36).slice(2);

/** Who looks at a network now, as the service told it last. */
const useHere = create<Presence>()(() => ({ here: [] }));

/** Takes what the service tells of who is here. */
export const hearPresence = (now: Presence): void => useHere.setState(now);

/** Others who look at a network now; another tab of the same person is none. */
export function useColleagues(network: string): readonly Colleague[] {
  const author = useAuthor((state) => state.author);
  const here = useHere((state) => state.here);
  return here.filter((each) => each.network === network && each.tab !== TAB && each.author !== author);
}

/** Says, while this tab is seen and its person has a name, which network it looks at; seconds after the last sign it is forgotten. */
export function useSignsOfLife(): void {
  const author = useAuthor((state) => state.author);
  const { pathname, search } = useRouterState({ select: (state) => state.location });
  const network = /^\/n\/([^/]+)/.exec(pathname)?.[1];
  const looking = network === undefined ? '' : lookingWords(readNetworkView(search));
  useEffect(() => {
    if (author === '' || network === undefined) return undefined;
    const say = (at: string | null): void => {
      // Whether it is heard or not, the next sign says it again; a service that is away is told of by the casebook.
      api.casebook.here({ tab: TAB, author, network: at, looking }).then(hearPresence, () => undefined);
    };
    const sign = (): void => say(document.visibilityState === 'visible' ? decodeURIComponent(network) : null);
    sign();
    const again = setInterval(sign, SIGN_MS);
    document.addEventListener('visibilitychange', sign);
    return () => {
      clearInterval(again);
      document.removeEventListener('visibilitychange', sign);
    };
  }, [author, network, looking]);
  // Only leaving networks is said as such: from one view to the next there is no moment of absence.
  useEffect(() => {
    if (author === '' || network === undefined) return undefined;
    return () =>
      void api.casebook.here({ tab: TAB, author, network: null, looking: '' }).then(hearPresence, () => undefined);
  }, [author, network]);
}
