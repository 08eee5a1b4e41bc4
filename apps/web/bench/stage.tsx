// The workbench's own graph view, alone on a page, for `npm run bench web`: the modules of the network screen, fed with a picture and a frame.
import '../src/ui/tokens.css';
import '../src/features/network/network.css';
import { decodeFrame, type Disc, type Frame, type Picture } from '@iolaus/contracts';
import { useMemo, useState } from 'react';
import { createRoot } from 'react-dom/client';
import {
  accountNames,
  AS_IT_COMES,
  GraphStage,
  readPalette,
  type Scene,
  type StageEvents,
} from '../src/graph/index.js';

const NO_NAMES = accountNames(new Map());
const NO_PATH: Scene['path'] = [];
const NOBODY = new Uint8Array();
const NO_FAMILY: ReadonlySet<string> = new Set();
const FAMILY_OF: Readonly<Record<string, string>> = {
  'payment-method': 'payment',
  ip: 'network',
  template: 'prompt',
  device: 'client',
};

/** What the view holds, and the way to give it more. */
export interface BenchStage {
  /** Index of the disc under the pointer, −1 for none. */
  readonly hovered: () => number;
  /** Index of the open community, −1 for none. */
  readonly focus: () => number;
  readonly held: () => { readonly nodes: number; readonly links: number };
  readonly setFrame: (bytes: Uint8Array<ArrayBuffer>) => void;
}

/** Shows a picture at once; its accounts come with `setFrame`. A click opens a community, as on the network screen. */
export function mountStage(element: HTMLElement, picture: Picture): BenchStage {
  const palette = readPalette(document.documentElement, 'dark');
  let [hovered, opened] = [-1, -1];
  let frame: Frame | undefined;
  let take: (frame: Frame) => void = () => undefined;
  function Page() {
    const [given, setGiven] = useState<Frame>();
    const [hover, setHover] = useState<{ disc: Disc; x: number; y: number }>();
    const [view, setView] = useState({ focus: -1, selection: [] as readonly number[] });
    take = setGiven;
    const under = hover?.disc.index ?? -1;
    // The same scene while it says the same, as the network screen has it: a new one is drawn anew.
    const scene = useMemo(
      (): Scene => ({
        picture,
        frame: given,
        names: NO_NAMES,
        palette,
        ...view,
        hovered: under,
        keyboardFocus: -1,
        indicator: -1,
        added: [],
        hiddenFamilies: NO_FAMILY,
        leastBits: 0,
        hiddenAccounts: NOBODY,
        arranged: AS_IT_COMES,
        path: NO_PATH,
        shade: undefined,
        colourBy: 'network',
        familyOf: (kind) => FAMILY_OF[kind] ?? 'identity',
      }),
      [given, view, under],
    );
    const events = useMemo(
      (): StageEvents => ({
        onOpen: (focus) => setView({ focus: (opened = focus), selection: [] }),
        onHover: (disc, at) => {
          hovered = disc?.index ?? -1;
          setHover(disc && { disc, ...at });
        },
        onSelect: (selection) => setView((before) => ({ ...before, selection })),
        onRegion: () => undefined,
        onIndicator: () => undefined,
        onGroup: () => undefined,
        onClear: () => undefined,
        onStill: () => undefined,
      }),
      [],
    );
    return <GraphStage scene={scene} events={events} tool={undefined} controls={() => undefined} sentence="A bench" />;
  }
  createRoot(element).render(<Page />);
  return {
    hovered: () => hovered,
    focus: () => opened,
    held: () => ({ nodes: frame?.accountX.length ?? 0, links: frame?.linkAccount.length ?? 0 }),
    setFrame: (bytes) => take((frame = decodeFrame(bytes))),
  };
}
