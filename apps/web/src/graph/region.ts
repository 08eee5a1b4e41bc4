import type { Projection } from './camera.js';
import { toScreen } from './camera.js';
import { isOnPicture } from './account-look.js';
import type { Filtered, Scene } from './scene.js';

/** How a region is drawn with the pointer. */
export type RegionTool = 'lasso' | 'box';

/** A place on the stage in pixels. */
export interface Pixel {
  readonly x: number;
  readonly y: number;
}

/** Numbers of the drawn accounts inside an outline, strongest first; in an open community only its own. An outline that crosses itself holds what lies inside an odd number of times. */
export function accountsInside(
  outline: readonly Pixel[],
  scene: Filtered & Pick<Scene, 'focus'>,
  projection: Projection,
): number[] {
  const { frame } = scene;
  if (!frame || outline.length < 3) return [];
  const found: number[] = [];
  for (let account = 0; account < frame.accountX.length; account++) {
    if (!isOnPicture(scene, account)) continue;
    if (isInside(toScreen(projection, frame.accountX[account]!, frame.accountY[account]!), outline))
      found.push(account);
  }
  return found;
}

/** Whether a ray from the place to the right crosses the outline an odd number of times. */
function isInside({ x, y }: Pixel, outline: readonly Pixel[]): boolean {
  let isIn = false;
  let before = outline.at(-1)!;
  for (const next of outline) {
    const crosses =
      next.y > y !== before.y > y && x < ((before.x - next.x) * (y - next.y)) / (before.y - next.y) + next.x;
    if (crosses) isIn = !isIn;
    before = next;
  }
  return isIn;
}

/** The corners of the box between two places. */
export function boxOf(from: Pixel, to: Pixel): readonly Pixel[] {
  return [from, { x: to.x, y: from.y }, to, { x: from.x, y: to.y }];
}
