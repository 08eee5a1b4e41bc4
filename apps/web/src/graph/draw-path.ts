import { accountRadius } from './account-look.js';
import { toScreen, type Projection } from './camera.js';
import { halo } from './draw-far.js';
import { accountsOfPath, type PlacedStep } from './path-places.js';
import type { Pen } from './pen.js';
import type { Scene } from './scene.js';

const UNDER_PIXELS = 3;
const BITS_A_PIXEL = 3.5;

/** Draws the steps of a path, as wide as they tell: over the indicator where it is drawn, dashed straight from account to account where it is not. */
export function drawPathLines(pen: Pen, scene: Scene, projection: Projection): void {
  for (const step of scene.path) drawStep(pen, scene, { step, projection });
}

/** Rings round the accounts of a path. */
export function drawPathAccounts(pen: Pen, scene: Scene, projection: Projection): void {
  for (const account of accountsOfPath(scene.path)) {
    const { x, y } = placeOf(scene, account, projection);
    const r = accountRadius(scene, account) * projection.points;
    pen.beginPath();
    pen.arc(x, y, r + 1, 0, 2 * Math.PI);
    pen.fillStyle = scene.palette.halo;
    pen.fill();
    halo(pen, { x, y, r: r + 3.5, colour: scene.palette.halo, width: 2 });
  }
}

function drawStep(
  pen: Pen,
  scene: Scene,
  { step, projection }: { readonly step: PlacedStep; readonly projection: Projection },
): void {
  const places = [
    ...(step.from < 0 ? [] : [placeOf(scene, step.from, projection)]),
    ...(step.indicator < 0 ? [] : [indicatorPlace(scene, step.indicator, projection)]),
    ...(step.to < 0 ? [] : [placeOf(scene, step.to, projection)]),
  ];
  const [first, ...rest] = places;
  if (!first || rest.length === 0) return;
  const width = Math.max(1, step.bits / BITS_A_PIXEL);
  pen.lineJoin = 'round';
  if (step.indicator < 0) pen.setLineDash([5, 4]);
  for (const [lineWidth, colour] of [
    [width + UNDER_PIXELS, scene.palette.canvas],
    [width, scene.palette.family[scene.familyOf(step.kind)]!],
  ] as const) {
    pen.beginPath();
    pen.moveTo(first.x, first.y);
    for (const { x, y } of rest) pen.lineTo(x, y);
    pen.lineWidth = lineWidth;
    pen.strokeStyle = colour;
    pen.stroke();
  }
  pen.setLineDash([]);
}

const placeOf = ({ frame }: Scene, account: number, projection: Projection) =>
  toScreen(projection, frame!.accountX[account]!, frame!.accountY[account]!);

const indicatorPlace = ({ frame }: Scene, indicator: number, projection: Projection) =>
  toScreen(projection, frame!.indicatorX[indicator]!, frame!.indicatorY[indicator]!);
