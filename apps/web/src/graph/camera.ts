/** How world coordinates of a frame become pixels of the stage: screen = world · scale + offset. */
export interface Projection {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** By how much accounts have grown since the whole network was on the screen. */
  readonly points: number;
}

/** A world point in pixels. */
export function toScreen(projection: Projection, x: number, y: number): { readonly x: number; readonly y: number } {
  return { x: x * projection.scale + projection.x, y: y * projection.scale + projection.y };
}

/** A pixel in world coordinates. */
export function toWorld(projection: Projection, x: number, y: number): { readonly x: number; readonly y: number } {
  return { x: (x - projection.x) / projection.scale, y: (y - projection.y) / projection.scale };
}

/** Whether two projections put everything in the same place. */
export function isSamePlace(a: Projection, b: Projection): boolean {
  return (Object.keys(b) as (keyof Projection)[]).every((part) => a[part] === b[part]);
}
