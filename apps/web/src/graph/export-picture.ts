import type { Projection } from './camera.js';
import { accountRadius, isOnPicture } from './account-look.js';
import { toScreen } from './camera.js';
import { drawNames, drawUnder } from './draw-far.js';
import { drawLegend, LEGEND_HEIGHT } from './draw-legend.js';
import { drawOver } from './draw-near.js';
import type { LegendItem } from './legend.js';
import type { Pen } from './pen.js';
import { accountColour, type Scene } from './scene.js';
import { escaped, SvgPen, type MeasureText } from './svg-pen.js';

const MARGIN = 16;
const CAPTION_HEIGHT = 22;
const FOOT = LEGEND_HEIGHT + CAPTION_HEIGHT + MARGIN;
const CAPTION_FONT = '400 11px "Inter Variable", Inter, sans-serif';
/** Pixels of a PNG a pixel of the screen. */
const FINENESS = 2;

/** What of a view is exported: the scene as the camera shows it, its legend, and a line of words. */
export interface ExportedView {
  readonly scene: Scene;
  readonly projection: Projection;
  readonly legend: readonly LegendItem[];
  readonly caption: string;
}

/** Draws the accounts that are on the picture as circles, grouped by colour and size. */
export function drawAccounts(pen: Pen, scene: Scene, projection: Projection): void {
  const { frame } = scene;
  if (!frame) return;
  const groups = new Map<string, { readonly r: number; readonly colour: string; readonly at: number[] }>();
  for (let account = 0; account < frame.accountX.length; account++) {
    if (!isOnPicture(scene, account)) continue;
    const [colour, r] = [accountColour(scene, account), accountRadius(scene, account) * projection.points];
    const key = `${colour} ${r}`;
    const group = groups.get(key) ?? { r, colour, at: [] };
    group.at.push(account);
    groups.set(key, group);
  }
  for (const { r, colour, at } of groups.values()) {
    pen.beginPath();
    for (const account of at) {
      const { x, y } = toScreen(projection, frame.accountX[account]!, frame.accountY[account]!);
      if (x < -r || y < -r || x > projection.width + r || y > projection.height + r) continue;
      pen.moveTo(x + r, y);
      pen.arc(x, y, r, 0, 2 * Math.PI);
    }
    pen.fillStyle = colour;
    pen.fill();
  }
}

/** Draws the whole sheet: the picture, and under it the legend and the caption. What points at the picture for the moment is left out. */
export function drawSheet(pen: Pen, { scene, projection, legend, caption }: ExportedView): void {
  const still: Scene = { ...scene, hovered: -1, keyboardFocus: -1 };
  const { palette } = scene;
  pen.fillStyle = palette.canvas;
  pen.fillRect(0, 0, projection.width, projection.height);
  drawUnder(pen, still, projection);
  drawAccounts(pen, still, projection);
  drawOver(pen, still, projection);
  drawNames(pen, still, projection);
  // What reaches over the lower edge ends there.
  pen.fillStyle = palette.canvas;
  pen.fillRect(0, projection.height, projection.width, FOOT);
  drawLegend(pen, legend, { palette, x: MARGIN, y: projection.height });
  pen.font = CAPTION_FONT;
  pen.textAlign = 'left';
  pen.fillStyle = palette.text2;
  pen.fillText(caption, MARGIN, projection.height + LEGEND_HEIGHT + CAPTION_HEIGHT);
}

/** The sheet as an SVG document. `measure` gives the width of a text. */
export function svgOf(view: ExportedView, measure: MeasureText): string {
  const pen = new SvgPen(measure);
  drawSheet(pen, view);
  const [width, height] = sizeOf(view);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<title>${escaped(view.caption)}</title>`,
    ...pen.elements,
    '</svg>\n',
  ].join('\n');
}

/** The sheet as a PNG, twice as fine as the screen. */
export async function pngOf(view: ExportedView): Promise<Blob> {
  const [width, height] = sizeOf(view);
  const canvas = document.createElement('canvas');
  canvas.width = width * FINENESS;
  canvas.height = height * FINENESS;
  const context = canvas.getContext('2d');
  context?.scale(FINENESS, FINENESS);
  if (context) drawSheet(context, view);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('the browser made no picture'))), 'image/png');
  });
}

/** Measures text on a canvas of its own. */
export function measureOnCanvas(): MeasureText {
  const context = document.createElement('canvas').getContext('2d');
  return (text, font) => {
    if (!context) return 0;
    context.font = font;
    return context.measureText(text).width;
  };
}

function sizeOf({ projection }: ExportedView): readonly [number, number] {
  return [Math.round(projection.width), Math.round(projection.height + FOOT)];
}
