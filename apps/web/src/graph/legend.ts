import type { Disc, Frame, ShadeColumn, Verdict } from '@iolaus/contracts';
import { formatCount, formatDay } from '../ui/format.js';
import type { Scene } from './scene.js';
import { countVerdicts, VERDICT_ORDER, type Verdicts } from './verdicts.js';

/** A mark that a legend draws: an encoding, a hue by its place (6 for what has none), a verdict, or nothing before words alone. */
export type LegendMark =
  | 'area'
  | 'ring'
  | 'line'
  | 'size'
  | 'families'
  | 'ramp'
  | 'scale'
  | 'words'
  | { readonly hue: number }
  | { readonly verdict: Verdict };

/** One encoding with what it means: a mark and two lines. */
export interface LegendItem {
  readonly mark: LegendMark;
  readonly words: string;
  readonly fine: string;
}

/** What a legend tells of, beside the colouring. */
export interface LegendFacts {
  readonly discs: readonly Pick<Disc, 'label' | 'accounts'>[];
  readonly frame: Pick<Frame, 'accountCommunity'> | undefined;
  readonly shade: ShadeColumn | undefined;
  readonly verdicts: Verdicts | undefined;
  /** What was said of the network as a whole. */
  readonly networkVerdict: Verdict;
}

const MOST_ITEMS = 3;
/** Communities that have a hue. */
const HUES = 6;

/** The encodings that are on the picture now: colour where it tells more than the network, and as many of the most telling others as make three with it. */
export function legendOf(
  { focus, colourBy }: Pick<Scene, 'focus' | 'colourBy'>,
  facts: LegendFacts,
): readonly LegendItem[] {
  const colour = colourItems({ focus, colourBy }, facts);
  return [...(focus < 0 ? FAR : NEAR).slice(0, Math.max(0, MOST_ITEMS - colour.length)), ...colour];
}

const FAR: readonly LegendItem[] = [
  { mark: 'area', words: 'area: accounts', fine: '10 · 50 · 120' },
  { mark: 'ring', words: 'ring: what it shares,', fine: 'clockwise from the top' },
  { mark: 'line', words: 'line: shared indicators,', fine: 'top 3 of each disc' },
];

const NEAR: readonly LegendItem[] = [{ mark: 'size', words: 'size: exchanges', fine: 'in thirds' }];

function colourItems(
  { focus, colourBy }: Pick<Scene, 'focus' | 'colourBy'>,
  facts: LegendFacts,
): readonly LegendItem[] {
  const { shade } = facts;
  switch (colourBy) {
    case 'network':
      return [];
    case 'community':
      return communityItems(facts);
    case 'verdict':
      return verdictItems(focus, facts);
    case 'family':
      return [{ mark: 'families', words: 'colour: family that', fine: 'holds most members' }];
    case 'strength':
      return [{ mark: 'scale', words: 'colour: median bits', fine: '18 to 54 or more' }];
    case 'first-seen':
      return [{ mark: 'ramp', words: 'colour: first seen, quarters', fine: spanOf(shade, formatDay) }];
    case 'volume':
      return [{ mark: 'ramp', words: 'colour: exchanges, quarters', fine: spanOf(shade, formatCount) }];
  }
}

/** The communities that have a hue, by name and accounts, and what the others come to. Names are given to whole networks: the parts of one are told apart by their labels. */
function communityItems({ discs }: LegendFacts): readonly LegendItem[] {
  const others = discs.slice(HUES);
  return [
    { mark: 'words', words: 'colour: community', fine: 'of this network' },
    ...discs
      .slice(0, HUES)
      .map(({ label, accounts }, hue): LegendItem => ({ mark: { hue }, words: label, fine: formatCount(accounts) })),
    ...(others.length > 0
      ? [
          {
            mark: { hue: HUES },
            words: `${formatCount(others.length)} ${others.length === 1 ? 'other' : 'others'}`,
            fine: formatCount(others.reduce((sum, { accounts }) => sum + accounts, 0)),
          },
        ]
      : []),
  ];
}

const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  none: 'Not reviewed',
  confirmed: 'Confirmed',
  cleared: 'Cleared',
  contested: 'Contested',
};

function verdictItems(focus: number, { frame, verdicts, networkVerdict }: LegendFacts): readonly LegendItem[] {
  const counts = frame && verdicts && countVerdicts(frame, verdicts, focus);
  return [
    {
      mark: 'words',
      words: 'colour: verdict',
      fine: `network: ${VERDICT_WORDS[networkVerdict].toLowerCase()}`,
    },
    ...VERDICT_ORDER.map((verdict): LegendItem => ({
      mark: { verdict },
      words: VERDICT_WORDS[verdict],
      fine: counts ? formatCount(counts[verdict]) : 'reading',
    })),
  ];
}

function spanOf(shade: ShadeColumn | undefined, words: (value: number) => string): string {
  if (!shade) return 'reading';
  const [first] = shade.bounds;
  const last = shade.bounds.at(-1);
  return first === undefined || last === undefined ? 'not in this data' : `${words(first)} to ${words(last)}`;
}

/** The legend in words, for who cannot see it. */
export function legendWords(items: readonly LegendItem[]): string {
  return `Legend: ${items.map(({ words, fine }) => `${words} ${fine}`).join('; ')}`;
}
