import type { Frame } from '@iolaus/contracts';
import { formatIndicator } from '../ui/format.js';
import { visibleText } from '../ui/safe-text.js';
import { toScreen, type Projection } from './camera.js';
import { withAlpha } from './palette.js';
import type { Pen } from './pen.js';
import { glyphSize, petalRadius } from './petals.js';
import type { Scene } from './scene.js';

const FONT = '500 10.5px "JetBrains Mono Variable", "JetBrains Mono", monospace';

interface Place {
  readonly x: number;
  readonly y: number;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Names and counts of indicators: outside the petal, in its direction, or under or over a glyph of the heart, beside the petals. The one in hand first, then by members; a name that would touch another is left to the list. */
export function drawIndicatorNames(
  pen: Pen,
  scene: Scene,
  of: { readonly frame: Frame; readonly projection: Projection; readonly shown: readonly number[] },
): void {
  const { frame, projection } = of;
  const disc = scene.picture.discs[scene.focus];
  if (!disc) return;
  const centre = toScreen(projection, disc.x, disc.y);
  const glyphs = of.shown.map((indicator) => {
    const at = toScreen(projection, frame.indicatorX[indicator]!, frame.indicatorY[indicator]!);
    return {
      indicator,
      ...at,
      size: glyphSize(frame, indicator),
      petal: petalRadius(frame, indicator) * projection.scale,
      members: frame.linkStart[indicator + 1]! - frame.linkStart[indicator]!,
    };
  });
  const taken: Box[] = glyphs.map(({ x, y, size }) => ({
    left: x - size / 2,
    right: x + size / 2,
    top: y - size / 2,
    bottom: y + size / 2,
  }));
  const petals = glyphs.filter(({ petal }) => petal > 0);
  pen.font = FONT;
  for (const glyph of glyphs.toSorted(
    (a, b) =>
      Number(b.indicator === scene.indicator) - Number(a.indicator === scene.indicator) || b.members - a.members,
  )) {
    const text = nameOf(frame, glyph);
    const half = pen.measureText(text).width / 2;
    const boxAt = ({ x, y }: Place): Box => ({ left: x - half - 2, right: x + half + 2, top: y - 10, bottom: y + 3 });
    const isOverPetal = (at: Place): boolean => petals.some((each) => isOver(each, boxAt(at)));
    const under = { x: glyph.x, y: glyph.y + glyph.size / 2 + 11 };
    const over = { x: glyph.x, y: glyph.y - glyph.size / 2 - 5 };
    const isInHand = glyph.indicator === scene.indicator;
    const place =
      glyph.petal > 0
        ? outside(glyph, { centre, away: glyph.petal + 12, half })
        : ([under, over].find((each) => !isOverPetal(each)) ?? (isInHand ? over : undefined));
    if (!place) continue;
    const box = boxAt(place);
    if (!isInHand && taken.some((each) => doTouch(each, box))) continue;
    taken.push(box);
    write(pen, scene, { text, ...place });
  }
}

const doTouch = (a: Box, b: Box): boolean =>
  a.right >= b.left && a.left <= b.right && a.bottom >= b.top && a.top <= b.bottom;

/** Whether a box lies over the accounts of a petal. */
const isOver = ({ x, y, petal }: Place & { readonly petal: number }, { left, right, top, bottom }: Box): boolean =>
  Math.hypot(Math.max(left - x, 0, x - right), Math.max(top - y, 0, y - bottom)) < petal;

/** Beyond the petal, as seen from the middle of the community; names at the sides stand clear by half their width. */
function outside(from: Place, of: { readonly centre: Place; readonly away: number; readonly half: number }): Place {
  const angle = Math.atan2(from.y - of.centre.y, from.x - of.centre.x);
  return {
    x: from.x + Math.cos(angle) * (of.away + of.half * Math.abs(Math.cos(angle))),
    y: from.y + Math.sin(angle) * of.away + 4,
  };
}

function nameOf(
  frame: Frame,
  { indicator, members }: { readonly indicator: number; readonly members: number },
): string {
  const kind = frame.kinds[frame.indicatorKind[indicator]!]!;
  const name = visibleText(formatIndicator(kind, frame.indicatorValues[indicator]!));
  return `${name.length > 24 ? `${name.slice(0, 23)}…` : name} · ${members}`;
}

function write(pen: Pen, scene: Scene, of: { text: string; x: number; y: number }): void {
  pen.textAlign = 'center';
  pen.lineWidth = 3.5;
  pen.lineJoin = 'round';
  pen.strokeStyle = withAlpha(scene.palette.canvas, 0.9);
  pen.strokeText(of.text, of.x, of.y);
  pen.fillStyle = scene.palette.text2;
  pen.fillText(of.text, of.x, of.y);
}
