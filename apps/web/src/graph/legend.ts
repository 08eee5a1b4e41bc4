import type { ShadeColumn } from '@iolaus/contracts';
import { formatCount, formatDay } from '../ui/format.js';
import type { Scene } from './scene.js';

/** One encoding with what it means: a mark and two lines. */
export interface LegendItem {
  readonly mark: 'area' | 'ring' | 'line' | 'size' | 'families' | 'ramp' | 'scale';
  readonly words: string;
  readonly fine: string;
}

const MOST_ITEMS = 3;

/** The encodings that are on the picture now, at most three: colour where it tells more than the campaign, then the most telling others. */
export function legendOf(
  { focus, colourBy }: Pick<Scene, 'focus' | 'colourBy'>,
  shade: ShadeColumn | undefined,
): readonly LegendItem[] {
  const colour = colourItem(colourBy, shade);
  return [...(focus < 0 ? FAR : NEAR).slice(0, MOST_ITEMS - colour.length), ...colour];
}

const FAR: readonly LegendItem[] = [
  { mark: 'area', words: 'area: accounts', fine: '10 · 50 · 120' },
  { mark: 'ring', words: 'ring: what it shares,', fine: 'clockwise from the top' },
  { mark: 'line', words: 'line: shared indicators,', fine: 'top 3 of each disc' },
];

const NEAR: readonly LegendItem[] = [{ mark: 'size', words: 'size: exchanges', fine: 'in thirds' }];

function colourItem(by: Scene['colourBy'], shade: ShadeColumn | undefined): readonly LegendItem[] {
  switch (by) {
    case 'campaign':
      return [];
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
