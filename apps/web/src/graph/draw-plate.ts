import type { Pen } from './pen.js';
import type { Scene } from './scene.js';

const CODE = '500 11px "JetBrains Mono Variable", "JetBrains Mono", monospace';
const WORDS = '500 11px "Inter Variable", Inter, sans-serif';

/** Draws a name on a plate at the right of a place in pixels; nothing for no name. */
export function drawPlate(
  pen: Pen,
  { palette }: Pick<Scene, 'palette'>,
  of: { readonly x: number; readonly y: number; readonly text: string; readonly isCode: boolean },
): void {
  const { x, y, text } = of;
  if (text === '') return;
  pen.font = of.isCode ? CODE : WORDS;
  const width = pen.measureText(text).width + 12;
  pen.beginPath();
  pen.roundRect(x + 12, y - 10, width, 20, 4);
  pen.fillStyle = palette.surface;
  pen.fill();
  pen.lineWidth = 1;
  pen.strokeStyle = palette.line;
  pen.stroke();
  pen.textAlign = 'left';
  pen.fillStyle = palette.text;
  pen.fillText(text, x + 18, y + 4);
}
