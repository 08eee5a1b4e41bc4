import { toScreen, type Projection } from './camera.js';
import type { Pen } from './pen.js';
import type { Scene } from './scene.js';

/** A bridge on the picture: a numbered seal between two communities. */
export interface BridgeMark {
  /** Its place in the list, from 1. */
  readonly number: number;
  /** Places of the two communities. */
  readonly between: readonly [number, number];
  /** Number of the indicator in the frame, −1 where it has none. */
  readonly indicator: number;
  readonly isChosen: boolean;
}

const SEAL_PIXELS = 10;
/** How far from the middle of a disc a bridge begins, of its radius. */
const INSIDE = 0.72;
const FONT = '600 11px "Inter Variable", Inter, sans-serif';

/** Draws the bridges, dashed from disc to disc with a numbered seal in the middle; in an open community a seal beside the indicator. */
export function drawBridges(pen: Pen, scene: Scene, projection: Projection): void {
  for (const mark of scene.bridges ?? []) {
    if (mark.between.some((index) => scene.arranged.hiddenCommunities.has(index))) continue;
    if (scene.focus < 0) drawBridge(pen, scene, { mark, projection });
    else if (mark.between.includes(scene.focus)) drawSealOfIndicator(pen, scene, { mark, projection });
  }
}

interface Drawn {
  readonly mark: BridgeMark;
  readonly projection: Projection;
}

function drawBridge(pen: Pen, scene: Scene, { mark, projection }: Drawn): void {
  const [one, other] = mark.between.map((index) => scene.picture.discs[index]);
  if (!one || !other) return;
  const centres = [toScreen(projection, one.x, one.y), toScreen(projection, other.x, other.y)] as const;
  const apart = Math.max(1, Math.hypot(centres[1].x - centres[0].x, centres[1].y - centres[0].y));
  // From rim to rim: names stand in the middle of discs.
  const along = (from: number, of: number): { x: number; y: number } => ({
    x: centres[0].x + ((centres[1].x - centres[0].x) * (from + of)) / apart,
    y: centres[0].y + ((centres[1].y - centres[0].y) * (from + of)) / apart,
  });
  const from = along(0, one.r * projection.scale * INSIDE);
  const to = along(apart, -other.r * projection.scale * INSIDE);
  // Several bridges between the same two bend apart, each with its seal.
  const bend = (mark.number % 2 === 0 ? 1 : -1) * Math.ceil(mark.number / 2) * 26;
  const length = Math.max(1, Math.hypot(to.x - from.x, to.y - from.y));
  const across = { x: (-(to.y - from.y) / length) * bend, y: ((to.x - from.x) / length) * bend };
  const middle = { x: (from.x + to.x) / 2 + across.x, y: (from.y + to.y) / 2 + across.y };
  pen.setLineDash([6, 4]);
  for (const [width, colour] of [
    [mark.isChosen ? 6 : 5, scene.palette.canvas],
    [mark.isChosen ? 2.5 : 1.5, scene.palette.review],
  ] as const) {
    pen.beginPath();
    pen.moveTo(from.x, from.y);
    pen.quadraticCurveTo(middle.x + across.x, middle.y + across.y, to.x, to.y);
    pen.lineWidth = width;
    pen.strokeStyle = colour;
    pen.stroke();
  }
  pen.setLineDash([]);
  drawSeal(pen, scene, { ...middle, mark });
}

function drawSealOfIndicator(pen: Pen, scene: Scene, { mark, projection }: Drawn): void {
  const { frame } = scene;
  if (!frame || mark.indicator < 0 || frame.indicatorCommunity[mark.indicator] !== scene.focus) return;
  const at = toScreen(projection, frame.indicatorX[mark.indicator]!, frame.indicatorY[mark.indicator]!);
  drawSeal(pen, scene, { x: at.x + 15, y: at.y - 13, mark });
}

function drawSeal(pen: Pen, { palette }: Scene, of: { x: number; y: number; mark: BridgeMark }): void {
  pen.beginPath();
  pen.arc(of.x, of.y, SEAL_PIXELS, 0, 2 * Math.PI);
  pen.fillStyle = of.mark.isChosen ? palette.review : palette.canvas;
  pen.fill();
  pen.lineWidth = 1.5;
  pen.strokeStyle = palette.review;
  pen.stroke();
  pen.font = FONT;
  pen.textAlign = 'center';
  pen.fillStyle = of.mark.isChosen ? palette.canvas : palette.review;
  pen.fillText(String(of.mark.number), of.x, of.y + 4);
}
