import { FAMILIES } from '@iolaus/contracts';
import { FAMILY_COLOUR } from './glyphs.js';

/** Colours of the theme as the canvas needs them, read from the same custom properties as the page. */
export interface Palette {
  readonly theme: string;
  readonly canvas: string;
  readonly surface: string;
  readonly line: string;
  readonly text: string;
  readonly text2: string;
  readonly text3: string;
  readonly halo: string;
  readonly accent: string;
  readonly campaign: string;
  /** Colours of the parts that a cut would leave, the largest part's first. */
  readonly parts: readonly string[];
  readonly review: string;
  readonly dim: string;
  readonly edge: string;
  readonly family: Readonly<Record<string, string>>;
  readonly sequence: readonly string[];
}

/** Reads the palette of a theme that the page has taken on. */
export function readPalette(element: Element, theme: string): Palette {
  const style = getComputedStyle(element);
  const of = (name: string): string => style.getPropertyValue(name).trim();
  return {
    theme,
    canvas: of('--canvas'),
    surface: of('--s1'),
    line: of('--line-2'),
    text: of('--text'),
    text2: of('--text-2'),
    text3: of('--text-3'),
    halo: of('--halo'),
    accent: of('--accent'),
    campaign: of('--c-a'),
    parts: ['a', 'b', 'c', 'd', 'e', 'f'].map((letter) => of(`--c-${letter}`)),
    review: of('--review'),
    dim: of('--node-dim'),
    edge: of('--edge'),
    family: Object.fromEntries(FAMILIES.map((family) => [family, of(FAMILY_COLOUR[family]!)])),
    sequence: Array.from({ length: 7 }, (_, step) => of(`--seq-${step}`)),
  };
}

/** A #rrggbb colour with an opacity 0–1. */
export function withAlpha(colour: string, alpha: number): string {
  return `${colour.slice(0, 7)}${Math.round(alpha * 255)
    .toString(16)
    .padStart(2, '0')}`;
}
