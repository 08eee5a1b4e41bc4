import { describe, expect, it } from 'vitest';
import { drawIndicatorNames } from './indicator-names.js';
import type { Palette } from './palette.js';
import type { Scene } from './scene.js';
import { buildDisc, buildFrame, type TestIndicator } from './testing/build-frame.js';

const LETTER_PIXELS = 6;

/** What was written, in order, with its place. */
interface Written {
  readonly text: string;
  readonly x: number;
  readonly y: number;
}

/** Draws the names of these indicators at one pixel a world unit, the middle of the community in the middle of the stage. */
function namesOf(indicators: readonly TestIndicator[], of: Partial<Scene> = {}): Written[] {
  const written: Written[] = [];
  const context = {
    measureText: (text: string) => ({ width: text.length * LETTER_PIXELS }),
    strokeText: () => undefined,
    fillText: (text: string, x: number, y: number) => void written.push({ text, x, y }),
  };
  const frame = buildFrame(
    Array.from({ length: 40 }, (_, at) => ({ x: at })),
    indicators,
  );
  const scene = {
    picture: { discs: [buildDisc({ r: 500 })] },
    palette: { canvas: '#0c0d0f', text2: '#b4b8bf' } satisfies Partial<Palette>,
    focus: 0,
    indicator: -1,
    ...of,
  };
  // Names need these few members of a canvas and of a scene, and no other.
  drawIndicatorNames(context as unknown as CanvasRenderingContext2D, scene as Scene, {
    frame,
    projection: { scale: 1, x: 400, y: 300, width: 800, height: 600, points: 1 },
    shown: indicators.map((_, at) => at),
  });
  return written;
}

const first = (count: number): number[] => Array.from({ length: count }, (_, at) => at);
const textsOf = (indicators: readonly TestIndicator[], of: Partial<Scene> = {}): string[] =>
  namesOf(indicators, of).map(({ text }) => text);

describe('the name of an indicator', () => {
  it('is its value with the number of its members', () => {
    expect(textsOf([{ value: '203.0.113.47', holders: first(12) }])).toEqual(['203.0.113.47 · 12']);
  });

  it('shows a payment token by its end', () => {
    expect(textsOf([{ kind: 'payment-method', value: 'pm_4f9a07b2', holders: [1] }])).toEqual(['••07b2 · 1']);
  });

  it('is cut when it is long', () => {
    expect(textsOf([{ value: 'x'.repeat(24) }])).toEqual([`${'x'.repeat(24)} · 0`]);
    expect(textsOf([{ value: 'x'.repeat(25) }])).toEqual([`${'x'.repeat(23)}… · 0`]);
  });

  it('shows a character that would reorder it', () => {
    expect(textsOf([{ kind: 'user-agent', value: 'curl\u202e', holders: [1] }])).toEqual(['curl[U+202E] · 1']);
  });
});

describe('places of names', () => {
  it('stand under a glyph of the heart', () => {
    const [name] = namesOf([{ isHeart: true, x: 30, y: -10 }]);
    expect(name).toEqual({ text: '203.0.113.0 · 0', x: 430, y: 306 });
  });

  it('stand over a glyph of the heart where a petal is under it, and nowhere where one is on either side', () => {
    const heart = { value: 'heart', isHeart: true, x: 0, y: 0, holders: [] };
    const petal = (y: number): TestIndicator => ({ value: `petal ${y}`, x: 0, y, holders: [0] });
    const placeOf = (...others: TestIndicator[]): Written | undefined =>
      namesOf([heart, ...others]).find(({ text }) => text.startsWith('heart'));
    const [alone, below, both] = [placeOf(), placeOf(petal(24)), placeOf(petal(24), petal(-24))];
    expect(alone?.y).toBeGreaterThan(300);
    expect(below?.y).toBeLessThan(300);
    expect(both).toBeUndefined();
  });

  it('stand outside a petal, away from the middle of the community', () => {
    const [right] = namesOf([{ x: 50, holders: [30] }]);
    const [left] = namesOf([{ x: -50, holders: [30] }]);
    expect(right?.x).toBeGreaterThan(400 + 50 + 20);
    expect(left?.x).toBeLessThan(400 - 50 - 80);
  });
});

describe('where names would touch', () => {
  const crowd = [
    { value: 'few', isHeart: true, holders: first(2) },
    { value: 'many', isHeart: true, x: 1, holders: first(9) },
    { value: 'far away', isHeart: true, x: 200, holders: [1] },
  ];

  it('the one with more members is written, the other is left to the list', () => {
    expect(textsOf(crowd)).toEqual(['many · 9', 'far away · 1']);
  });

  it('the one in hand is written first', () => {
    expect(textsOf(crowd, { indicator: 0 })).toEqual(['few · 2', 'far away · 1']);
  });

  it('the one in hand is written even over a glyph', () => {
    const under = { value: 'glyph', isHeart: true, y: 18, holders: first(30) };
    expect(textsOf([crowd[0] ?? {}, under])).toEqual(['glyph · 30']);
    expect(textsOf([crowd[0] ?? {}, under], { indicator: 0 })).toEqual(['few · 2', 'glyph · 30']);
  });
});

it('writes nothing when no community is open', () => {
  expect(namesOf([{ holders: [1] }], { focus: -1 })).toEqual([]);
});
