import { formatIndicator } from '../ui/format.js';
import { visibleText } from '../ui/safe-text.js';
import { accountRadius, isOnPicture } from './account-look.js';
import { GROUP_PIXELS, placeOfAccount, placeOfGroup } from './arranged.js';
import { toScreen, type Projection } from './camera.js';
import { halo } from './draw-far.js';
import { drawIndicator } from './draw-indicator.js';
import { drawPlate } from './draw-plate.js';
import type { Pen } from './pen.js';
import { accountColour, type Scene } from './scene.js';

const COUNT_FONT = '600 11px "Inter Variable", Inter, sans-serif';
const LEAST_PINNED = 3.4;

/** Draws the marks of groups, and what is pinned: at every zoom, whatever the filters take out. */
export function drawArranged(pen: Pen, scene: Scene, projection: Projection): void {
  scene.arranged.groups.forEach((_, at) => drawGroup(pen, scene, { at, projection }));
  for (const indicator of scene.arranged.pinnedIndicators) drawPinnedIndicator(pen, scene, { indicator, projection });
  for (const account of scene.arranged.pinned) drawPinned(pen, scene, { account, projection });
}

function drawGroup(pen: Pen, scene: Scene, { at, projection }: { at: number; projection: Projection }): void {
  const place = placeOfGroup(scene, at);
  const group = scene.arranged.groups[at];
  if (!place || !group) return;
  const { x, y } = toScreen(projection, place.x, place.y);
  const { palette } = scene;
  const isSelected = group.accounts.every((account) => scene.selection.includes(account));
  // Circles are accounts and communities of them; what stands for a few accounts is a square, with a second one behind it.
  for (const shift of [3, 0]) {
    pen.beginPath();
    pen.roundRect(x - GROUP_PIXELS + shift, y - GROUP_PIXELS - shift, 2 * GROUP_PIXELS, 2 * GROUP_PIXELS, 5);
    pen.fillStyle = palette.surface;
    pen.fill();
    pen.lineWidth = isSelected ? 2 : 1.25;
    pen.strokeStyle = isSelected ? palette.halo : palette.text2;
    pen.stroke();
  }
  pen.font = COUNT_FONT;
  pen.textAlign = 'center';
  pen.fillStyle = palette.text;
  pen.fillText(String(group.accounts.length), x, y + 4);
  drawPlate(pen, scene, { x: x + GROUP_PIXELS - 4, y, text: visibleText(group.name).slice(0, 32), isCode: false });
}

function drawPinned(
  pen: Pen,
  scene: Scene,
  { account, projection }: { readonly account: number; readonly projection: Projection },
): void {
  const { frame } = scene;
  if (!frame) return;
  const place = placeOfAccount({ ...scene, frame }, account);
  const { x, y } = toScreen(projection, place.x, place.y);
  if (!scene.arranged.groupOf.has(account)) {
    const r = Math.max(LEAST_PINNED, accountRadius(scene, account) * projection.points);
    pen.beginPath();
    pen.arc(x, y, r, 0, 2 * Math.PI);
    pen.fillStyle = accountColour(scene, account);
    pen.fill();
    halo(pen, { x, y, r, colour: scene.palette.text, width: isOnPicture(scene, account) ? 1.5 : 1 });
  }
  if (scene.selection.includes(account)) return;
  drawPlate(pen, scene, { x, y, text: visibleText(scene.names.idOf(account) ?? '').slice(0, 24), isCode: true });
}

function drawPinnedIndicator(
  pen: Pen,
  scene: Scene,
  { indicator, projection }: { readonly indicator: number; readonly projection: Projection },
): void {
  const { frame } = scene;
  if (!frame) return;
  drawIndicator(pen, scene, { frame, projection, indicator });
  const { x, y } = toScreen(projection, frame.indicatorX[indicator]!, frame.indicatorY[indicator]!);
  const name = formatIndicator(frame.kinds[frame.indicatorKind[indicator]!]!, frame.indicatorValues[indicator]!);
  drawPlate(pen, scene, { x, y, text: visibleText(name).slice(0, 24), isCode: true });
}
