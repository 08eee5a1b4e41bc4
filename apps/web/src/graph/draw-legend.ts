import { FAMILIES } from '@iolaus/contracts';
import { accountSizes } from './account-look.js';
import type { LegendItem, LegendMark } from './legend.js';
import { withAlpha, type Palette } from './palette.js';
import type { Pen } from './pen.js';
import { LEAST_STRENGTH_STEP } from './scene.js';
import { FIRST_SHADE } from './shade.js';
import { drawVerdicts } from './verdict-marks.js';

/** Height of a legend in pixels. */
export const LEGEND_HEIGHT = 32;
const WORDS = '500 11px "Inter Variable", Inter, sans-serif';
const FINE = '400 11px "Inter Variable", Inter, sans-serif';
const TO_WORDS = 9;
const BETWEEN = 16;
/** Steps of the sequential ramp of the tokens, and the width of one in the legend. */
const SEQUENCE = 7;
const SWATCH = 11;

/** Draws the items in a row from a place on, and gives the width that they take. */
export function drawLegend(
  pen: Pen,
  items: readonly LegendItem[],
  of: { readonly palette: Palette; readonly x: number; readonly y: number },
): number {
  let { x } = of;
  for (const item of items) {
    const { width, draw } = markOf(item.mark);
    draw(pen, of.palette, { x, y: of.y });
    x += width === 0 ? 0 : width + TO_WORDS;
    x += drawWords(pen, item, { ...of, x }) + BETWEEN;
  }
  return Math.max(0, x - of.x - BETWEEN);
}

function drawWords(
  pen: Pen,
  item: LegendItem,
  { palette, x, y }: { readonly palette: Palette; readonly x: number; readonly y: number },
): number {
  pen.textAlign = 'left';
  pen.font = WORDS;
  pen.fillStyle = palette.text2;
  pen.fillText(item.words, x, y + 13);
  const width = pen.measureText(item.words).width;
  pen.font = FINE;
  pen.fillStyle = palette.text3;
  pen.fillText(item.fine, x, y + 27);
  return Math.max(width, pen.measureText(item.fine).width);
}

interface Place {
  readonly x: number;
  readonly y: number;
}

interface Mark {
  readonly width: number;
  readonly draw: (pen: Pen, palette: Palette, at: Place) => void;
}

/** Radius of a dot in a legend. */
const DOT = 5;

function markOf(mark: LegendMark): Mark {
  if (typeof mark === 'string') return MARKS[mark];
  return {
    width: 2 * DOT,
    draw: (pen, palette, { x, y }) => {
      const at = { x: x + DOT, y: y + 16, r: DOT };
      pen.fillStyle = 'hue' in mark ? (palette.hues[mark.hue] ?? palette.noHue) : palette.verdict[mark.verdict];
      pen.beginPath();
      pen.arc(at.x, at.y, DOT, 0, 2 * Math.PI);
      pen.fill();
      if ('verdict' in mark) drawVerdicts(pen, mark.verdict, { places: [at], ground: palette.surface });
    },
  };
}

const MARKS: Readonly<Record<Extract<LegendMark, string>, Mark>> = {
  words: { width: 0, draw: () => undefined },
  area: {
    width: 64,
    draw: (pen, palette, { x, y }) => {
      pen.strokeStyle = palette.text3;
      pen.lineWidth = 1;
      for (const [cx, cy, r] of [
        [5, 24, 4],
        [21, 20, 9],
        [48, 16, 14],
      ] as const)
        circle(pen, { x: x + cx, y: y + cy, r });
    },
  },
  ring: {
    width: 26,
    draw: (pen, palette, { x, y }) => {
      const part = (2 * Math.PI) / FAMILIES.length;
      pen.lineWidth = 4;
      FAMILIES.forEach((family, at) => {
        pen.beginPath();
        pen.arc(x + 13, y + 16, 9, at * part - Math.PI / 2, (at + 1) * part - Math.PI / 2 - 0.13);
        pen.strokeStyle = palette.family[family]!;
        pen.stroke();
      });
    },
  },
  line: {
    width: 30,
    draw: (pen, palette, { x, y }) => {
      pen.strokeStyle = palette.edge;
      for (const [down, width] of [
        [18, 1],
        [24, 3],
      ] as const) {
        pen.beginPath();
        pen.moveTo(x + 2, y + down);
        pen.quadraticCurveTo(x + 15, y + down - 14, x + 28, y + down);
        pen.lineWidth = width;
        pen.stroke();
      }
    },
  },
  size: {
    width: 34,
    draw: (pen, palette, { x, y }) => {
      pen.fillStyle = palette.text2;
      accountSizes.forEach((r, at) => {
        pen.beginPath();
        pen.arc(x + 4 + at * 12, y + 16, r, 0, 2 * Math.PI);
        pen.fill();
      });
    },
  },
  families: {
    width: FAMILIES.length * 9 - 2,
    draw: (pen, palette, { x, y }) =>
      FAMILIES.forEach((family, at) => swatch(pen, palette.family[family]!, { x: x + at * 9, y: y + 12, width: 7 })),
  },
  ramp: rampFrom(FIRST_SHADE),
  scale: rampFrom(LEAST_STRENGTH_STEP),
};

/** The sequential ramp from a step on, outlined so that its ends are seen on any ground. */
function rampFrom(first: number): Mark {
  return {
    width: (SEQUENCE - first) * SWATCH,
    draw: (pen, palette, { x, y }) => {
      for (let step = first; step < SEQUENCE; step++)
        swatch(pen, palette.sequence[step]!, { x: x + (step - first) * SWATCH, y: y + 11, width: SWATCH });
      pen.strokeStyle = withAlpha(palette.text3, 0.6);
      pen.lineWidth = 1;
      pen.beginPath();
      pen.roundRect(x, y + 11, (SEQUENCE - first) * SWATCH, 10, 1);
      pen.stroke();
    },
  };
}

function circle(pen: Pen, { x, y, r }: Place & { readonly r: number }): void {
  pen.beginPath();
  pen.arc(x, y, r, 0, 2 * Math.PI);
  pen.stroke();
}

function swatch(pen: Pen, colour: string, { x, y, width }: Place & { readonly width: number }): void {
  pen.fillStyle = colour;
  pen.fillRect(x, y, width, 10);
}
