import type { Verdict } from '@iolaus/contracts';
import { accountRadius, isOnPicture } from './account-look.js';
import { toScreen, type Projection } from './camera.js';
import type { Pen } from './pen.js';
import type { Scene } from './scene.js';
import { VERDICT_ORDER } from './verdicts.js';

/** A dot that a verdict is drawn on, in pixels. */
interface Dot {
  readonly x: number;
  readonly y: number;
  readonly r: number;
}

/** Dots that are smaller show colour alone. */
const LEAST_RADIUS = 1.8;

/** Takes out of dots what tells the verdict without colour: a core = confirmed, all but the rim = cleared, one half = contested, nothing = not reviewed. */
export function drawVerdicts(
  pen: Pen,
  verdict: Verdict,
  { places, ground }: { readonly places: readonly Dot[]; readonly ground: string },
): void {
  if (verdict === 'none' || places.length === 0) return;
  pen.beginPath();
  for (const { x, y, r } of places) {
    const [inner, from, to] =
      verdict === 'confirmed' ? [r * 0.42, 0, 2] : [r * 0.7, 0.5, verdict === 'cleared' ? 2.5 : 1.5];
    pen.moveTo(x + inner * Math.cos(from * Math.PI), y + inner * Math.sin(from * Math.PI));
    pen.arc(x, y, inner, from * Math.PI, to * Math.PI);
  }
  pen.fillStyle = ground;
  pen.fill();
}

/** Draws the verdicts of accounts on their dots where colour tells them, and dots are large enough. */
export function drawAccountVerdicts(pen: Pen, scene: Scene, projection: Projection): void {
  const { frame, verdicts, colourBy } = scene;
  if (!frame || !verdicts || colourBy !== 'verdict' || scene.parts) return;
  const places: Dot[][] = VERDICT_ORDER.map(() => []);
  verdicts.ofAccount.forEach((place, account) => {
    const r = place === 0 ? 0 : accountRadius(scene, account) * projection.points;
    if (r < LEAST_RADIUS || !isOnPicture(scene, account)) return;
    const { x, y } = toScreen(projection, frame.accountX[account]!, frame.accountY[account]!);
    if (x > -r && y > -r && x < projection.width + r && y < projection.height + r) places[place]!.push({ x, y, r });
  });
  VERDICT_ORDER.forEach((verdict, place) =>
    drawVerdicts(pen, verdict, { places: places[place]!, ground: scene.palette.canvas }),
  );
}
