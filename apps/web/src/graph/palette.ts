import { FAMILIES, type Verdict } from '@iolaus/contracts';
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
  /** Colours of a few things that are told apart, the largest first: communities, or the parts that a cut would leave. */
  readonly hues: readonly string[];
  /** For what is beyond {@link hues}. */
  readonly noHue: string;
  readonly verdict: Readonly<Record<Verdict, string>>;
  readonly review: string;
  readonly dim: string;
  readonly edge: string;
  readonly family: Readonly<Record<string, string>>;
  readonly sequence: readonly string[];
}

const HUES = ['a', 'b', 'c', 'd', 'e', 'f'].map((letter) => `--c-${letter}`);
const NO_HUE = '--c-none';

/** CSS custom property with the hue of the n-th of a few things; grey from the seventh on. */
export const hueProperty = (index: number): string => HUES[index] ?? NO_HUE;

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
    hues: HUES.map(of),
    noHue: of(NO_HUE),
    verdict: { none: of('--node-dim'), confirmed: of('--act'), cleared: of('--benign'), contested: of('--review') },
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
