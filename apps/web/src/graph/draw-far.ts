import { FAMILIES, type Disc } from '@iolaus/contracts';
import { toScreen, type Projection } from './camera.js';
import { withAlpha } from './palette.js';
import type { Pen } from './pen.js';
import { drawBridges } from './bridge-marks.js';
import { NO_PART } from './parts.js';
import { communityColour, partOfCommunity, shownDiscs, verdictOfCommunity, type Scene } from './scene.js';
import { drawVerdicts } from './verdict-marks.js';

const MOST_NAMES = 26;

/** The parts of a scene that lie under the accounts: nothing else changes what {@link drawUnder} draws. */
export const UNDER = [
  'picture',
  'palette',
  'focus',
  'hovered',
  'keyboardFocus',
  'hiddenFamilies',
  'arranged',
  'colourBy',
  'shade',
  'verdicts',
  'parts',
] as const satisfies readonly (keyof Scene)[];

type UnderScene = Pick<Scene, (typeof UNDER)[number]>;

/** Draws what lies under the accounts: meta edges, discs, rings. */
export function drawUnder(pen: Pen, scene: UnderScene, projection: Projection): void {
  if (scene.focus < 0) drawEdges(pen, scene, projection);
  for (const disc of shownDiscs(scene)) drawDisc(pen, scene, { disc, projection });
}

/** Draws bridges over the discs, then names and counts, the largest first, as many as stay readable. */
export function drawNames(pen: Pen, scene: Scene, projection: Projection): void {
  drawBridges(pen, scene, projection);
  pen.textAlign = 'center';
  let names = 0;
  for (const disc of shownDiscs(scene)) {
    const r = disc.r * projection.scale;
    const { x, y } = visiblePlace(toScreen(projection, disc.x, disc.y), r, projection);
    if (r < 20 || names >= MOST_NAMES || x < -r || y < -r || x > projection.width + r || y > projection.height + r)
      continue;
    if (disc.index === scene.focus) continue;
    names++;
    const isDim = scene.focus >= 0;
    plate(pen, {
      text: `${disc.label}${partWord(scene, disc)}`,
      x,
      y: r >= 27 ? y - 4 : y + 4,
      font: '600 12px "Inter Variable", Inter, sans-serif',
      colour: isDim ? scene.palette.text3 : scene.palette.text,
      scene,
    });
    if (r >= 27)
      plate(pen, {
        text: disc.accounts.toLocaleString('en-US'),
        x,
        y: y + 11,
        font: '500 11px "Inter Variable", Inter, sans-serif',
        colour: isDim ? scene.palette.text3 : scene.palette.text2,
        scene,
      });
  }
}

/** The number of the part that a community would be in, beside its name: colour is never alone. */
function partWord(scene: Scene, { index }: Disc): string {
  const part = partOfCommunity(scene, index);
  if (part === undefined) return '';
  return part === NO_PART ? ' · out' : ` · ${part + 1}`;
}

const EDGE_PIXELS = 44;

/** The middle of a disc, or the place nearest to it that can be read, for a disc that is cut by the edge of the stage. */
function visiblePlace(
  centre: { readonly x: number; readonly y: number },
  r: number,
  { width, height }: Projection,
): { readonly x: number; readonly y: number } {
  const x = Math.min(width - EDGE_PIXELS, Math.max(EDGE_PIXELS, centre.x));
  const y = Math.min(height - EDGE_PIXELS, Math.max(EDGE_PIXELS + 20, centre.y));
  return Math.hypot(x - centre.x, y - centre.y) < r - 20 ? { x, y } : centre;
}

function plate(pen: Pen, of: { text: string; x: number; y: number; font: string; colour: string; scene: Scene }): void {
  pen.font = of.font;
  pen.lineJoin = 'round';
  pen.lineWidth = 3.5;
  pen.strokeStyle = withAlpha(of.scene.palette.canvas, 0.86);
  pen.strokeText(of.text, of.x, of.y);
  pen.fillStyle = of.colour;
  pen.fillText(of.text, of.x, of.y);
}

function drawDisc(pen: Pen, scene: UnderScene, of: { disc: Disc; projection: Projection }): void {
  const { disc, projection } = of;
  const r = disc.r * projection.scale;
  const { x, y } = toScreen(projection, disc.x, disc.y);
  if (x + r < -8 || y + r < -8 || x - r > projection.width + 8 || y - r > projection.height + 8) return;
  const colour = communityColour(scene, disc.index);
  const isDim = scene.focus >= 0 && scene.focus !== disc.index;
  pen.beginPath();
  pen.arc(x, y, r, 0, 2 * Math.PI);
  // Opaque first: edges run under discs, not through them.
  pen.fillStyle = scene.palette.canvas;
  pen.fill();
  pen.fillStyle = withAlpha(colour, isDim ? 0.07 : scene.focus === disc.index ? 0.06 : 0.15);
  pen.fill();
  const verdict = verdictOfCommunity(scene, disc.index);
  if (verdict && scene.focus !== disc.index)
    drawVerdicts(pen, verdict, { places: [{ x, y, r }], ground: scene.palette.canvas });
  pen.beginPath();
  pen.arc(x, y, r, 0, 2 * Math.PI);
  pen.lineWidth = 1.25;
  pen.strokeStyle = withAlpha(colour, isDim ? 0.4 : 0.85);
  // Dotted is the edge of what is in question.
  if (scene.focus === disc.index || (partOfCommunity(scene, disc.index) ?? 0) > 0) pen.setLineDash([2, 4]);
  pen.stroke();
  pen.setLineDash([]);
  if (r >= 13 && r <= 240 && !isDim) drawRing(pen, scene, { disc, x, y, r });
  if (scene.hovered === disc.index && scene.focus !== disc.index)
    halo(pen, { x, y, r: r + 7, colour: scene.palette.halo, width: 2 });
  if (scene.keyboardFocus === disc.index && scene.focus !== disc.index)
    halo(pen, { x, y, r: r + 10, colour: scene.palette.accent, width: 2 });
}

/** Shares of families, clockwise from twelve, in the order of the table. */
function drawRing(pen: Pen, scene: UnderScene, of: { disc: Disc; x: number; y: number; r: number }): void {
  const width = of.r > 60 ? 3.6 : 2.6;
  const radius = of.r + 3.4;
  const gap = 1.6 / radius;
  let from = -Math.PI / 2;
  pen.lineWidth = of.r > 120 ? 2 : width;
  pen.globalAlpha = of.r > 120 ? Math.max(0.25, 1 - (of.r - 120) / 140) : 1;
  for (const family of FAMILIES) {
    const share = of.disc.ring[family] ?? 0;
    const to = from + share * 2 * Math.PI;
    if (share < 0.02 || scene.hiddenFamilies.has(family)) {
      from = to;
      continue;
    }
    pen.beginPath();
    pen.arc(of.x, of.y, radius, from + gap / 2, Math.max(from + gap / 2, to - gap / 2));
    pen.strokeStyle = scene.palette.family[family]!;
    pen.stroke();
    from = to;
  }
  pen.globalAlpha = 1;
}

/** The strongest edges of each disc, bent towards the middle of the picture. */
function drawEdges(pen: Pen, scene: UnderScene, projection: Projection): void {
  const { discs, edges, extent } = scene.picture;
  const isHidden = (index: number): boolean => scene.arranged.hiddenCommunities.has(index);
  const middle = toScreen(projection, (extent.minX + extent.maxX) / 2, (extent.minY + extent.maxY) / 2);
  pen.strokeStyle = withAlpha(scene.palette.edge, 0.22);
  for (const edge of edges) {
    if (isHidden(edge.from) || isHidden(edge.to)) continue;
    const [a, b] = [discs[edge.from]!, discs[edge.to]!];
    const from = toScreen(projection, a.x, a.y);
    const to = toScreen(projection, b.x, b.y);
    const half = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
    pen.lineWidth = 0.6 + 0.32 * Math.log2(1 + edge.shared);
    pen.beginPath();
    pen.moveTo(from.x, from.y);
    pen.quadraticCurveTo(half.x + (middle.x - half.x) * 0.3, half.y + (middle.y - half.y) * 0.3, to.x, to.y);
    pen.stroke();
  }
}

/** A ring round something. */
export function halo(pen: Pen, of: { x: number; y: number; r: number; colour: string; width: number }): void {
  pen.beginPath();
  pen.arc(of.x, of.y, of.r, 0, 2 * Math.PI);
  pen.lineWidth = of.width;
  pen.strokeStyle = of.colour;
  pen.stroke();
}
