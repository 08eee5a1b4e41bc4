import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const CSS = readFileSync(new URL('tokens.css', import.meta.url), 'utf8');
const THEMES = ['dark', 'light'] as const;
const SURFACES = ['bg', 'canvas', 's1', 's2', 's3'];
const STATES = ['accent', 'act', 'review', 'benign', 'ok', 'err'];
const TEXTS = ['text', 'text-2', 'text-3', ...STATES];
const CAMPAIGNS = ['a', 'b', 'c', 'd', 'e', 'f', 'none'];

/** What WCAG 2.2 asks for text of less than 18 pt (1.4.3, level AA), and for shapes that carry meaning (1.4.11). */
const TEXT_RATIO = 4.5;
const SHAPE_RATIO = 3;

type Rgb = readonly number[];

/** Colours of a theme by token; each is red, green, blue 0–255 and opacity 0–1. */
function coloursOf(theme: string): ReadonlyMap<string, Rgb> {
  const block = new RegExp(`\\[data-theme='${theme}'\\] \\{([^}]*)\\}`).exec(CSS)?.[1] ?? '';
  return new Map(
    [...block.matchAll(/--([\w-]+): #([0-9a-f]{6})([0-9a-f]{2})?;/g)].map(([, name = '', rgb = '', alpha = 'ff']) => [
      name,
      [0, 2, 4].map((at) => parseInt(rgb.slice(at, at + 2), 16)).concat(parseInt(alpha, 16) / 255),
    ]),
  );
}

function over(front: Rgb, back: Rgb): Rgb {
  const alpha = front[3] ?? 1;
  return [0, 1, 2].map((at) => (front[at] ?? 0) * alpha + (back[at] ?? 0) * (1 - alpha));
}

/** Contrast of two opaque colours, 1–21, as WCAG 2.2 defines it. */
function contrast(a: Rgb, b: Rgb): number {
  const [light = 0, dark = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: Rgb): number {
  const [red = 0, green = 0, blue = 0] = colour.map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

it('measures black on white as 21, and a colour on itself as 1', () => {
  expect(contrast([0, 0, 0], [255, 255, 255])).toBeCloseTo(21, 6);
  expect(contrast([12, 200, 7], [12, 200, 7])).toBe(1);
});

it('gives both themes the same colours to fill', () => {
  const [dark, light] = THEMES.map((theme) => [...coloursOf(theme).keys()]);
  expect(light).toEqual(dark);
  expect(dark?.length).toBeGreaterThanOrEqual(60);
});

describe.each(THEMES)('in the %s theme', (theme) => {
  const colours = coloursOf(theme);
  const colour = (name: string): Rgb => {
    const found = colours.get(name);
    if (!found) throw new Error(`the theme ${theme} has no --${name}`);
    return found;
  };

  describe.each(SURFACES)('on --%s', (surface) => {
    it.each(TEXTS)('--%s can be read', (text) => {
      expect(contrast(colour(text), colour(surface))).toBeGreaterThanOrEqual(TEXT_RATIO);
    });

    it.each(STATES)('--%s can be read on its own tint', (state) => {
      const tint = over(colour(`${state}-soft`), colour(surface));
      expect(contrast(colour(state), tint)).toBeGreaterThanOrEqual(TEXT_RATIO);
    });

    it.each(['text', 'text-2'])('--%s can be read on a selected row', (text) => {
      const row = over(colour('accent-soft'), colour(surface));
      expect(contrast(colour(text), row)).toBeGreaterThanOrEqual(TEXT_RATIO);
    });

    it('the ring of the focus stands out', () => {
      expect(contrast(colour('accent'), colour(surface))).toBeGreaterThanOrEqual(SHAPE_RATIO);
    });

    it.each(['pay', 'net', 'prompt', 'client', 'id', 'time'])('the glyphs of --f-%s stand out', (family) => {
      expect(contrast(colour(`f-${family}`), colour(surface))).toBeGreaterThanOrEqual(SHAPE_RATIO);
    });
  });

  // Lists with a selected row lie on these two.
  it.each(['bg', 's1'])('--text-3 can be read on a selected row of --%s', (surface) => {
    const row = over(colour('accent-soft'), colour(surface));
    expect(contrast(colour('text-3'), row)).toBeGreaterThanOrEqual(TEXT_RATIO);
  });

  it.each(['accent', 'primary'])('the words on --%s can be read', (fill) => {
    expect(contrast(colour(`on-${fill}`), colour(fill))).toBeGreaterThanOrEqual(TEXT_RATIO);
  });

  it.each(CAMPAIGNS)('the letter on the disc --c-%s can be read', (campaign) => {
    expect(contrast(colour(`on-${campaign}`), colour(`c-${campaign}`))).toBeGreaterThanOrEqual(TEXT_RATIO);
  });
});
