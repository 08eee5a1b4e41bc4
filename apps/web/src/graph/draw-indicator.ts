import type { Frame } from '@iolaus/contracts';
import { toScreen, type Projection } from './camera.js';
import { halo } from './draw-far.js';
import { glyphPath } from './glyphs.js';
import { shapeOf, type Pen } from './pen.js';
import { glyphSize } from './petals.js';
import type { Scene } from './scene.js';

/** Draws an indicator as the glyph of its kind, ringed where it is in hand. */
export function drawIndicator(
  pen: Pen,
  scene: Scene,
  of: { readonly frame: Frame; readonly projection: Projection; readonly indicator: number },
): void {
  const { frame, indicator } = of;
  const kind = frame.kinds[frame.indicatorKind[indicator]!]!;
  const size = glyphSize(frame, indicator);
  const { x, y } = toScreen(of.projection, frame.indicatorX[indicator]!, frame.indicatorY[indicator]!);
  const shape = shapeOf(glyphPath(kind));
  pen.save();
  pen.translate(x - size / 2, y - size / 2);
  pen.scale(size / 16, size / 16);
  pen.lineJoin = 'round';
  pen.lineWidth = 4;
  pen.strokeStyle = scene.palette.canvas;
  pen.stroke(shape);
  pen.fillStyle = scene.palette.family[scene.familyOf(kind)]!;
  pen.fill(shape, 'evenodd');
  pen.restore();
  if (indicator === scene.indicator) halo(pen, { x, y, r: size * 0.8, colour: scene.palette.halo, width: 2 });
}
