import { boxOf, type Pixel, type RegionTool } from './region.js';

/** Pixels that the pointer moves before a press is more than a click, and between two corners of a lasso. */
const LEAST_MOVE = 4;
const BETWEEN_CORNERS = 3;

/** What a stage lets be drawn on it. */
export interface RegionDrawing {
  readonly stage: HTMLElement;
  readonly outline: SVGPolygonElement;
  /** The tool in hand, undefined for none: then only Shift draws. */
  readonly tool: () => RegionTool | undefined;
  readonly onRegion: (outline: readonly Pixel[], isAdded: boolean) => void;
}

/** A region under the pointer: whether one is being drawn, and how to stop listening. */
export interface Regions {
  readonly isDrawing: () => boolean;
  readonly release: () => void;
}

/**
 * Lets a region be drawn with the tool in hand, or as a lasso with Shift held; Shift adds to what is selected. It listens before sigma does, which would drag the picture. A press that hardly moves
 * stays a click.
 */
export function drawRegions({ stage, outline, tool, onRegion }: RegionDrawing): Regions {
  let drawn: { readonly corners: Pixel[]; readonly tool: RegionTool; readonly isAdded: boolean } | undefined;
  let isClickOurs = false;
  const placeOf = (event: MouseEvent): Pixel => {
    const box = stage.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const show = (corners: readonly Pixel[]): void =>
    outline.setAttribute('points', corners.map(({ x, y }) => `${x.toFixed(1)},${y.toFixed(1)}`).join(' '));
  const end = (): void => {
    drawn = undefined;
    show([]);
  };
  const onDown = (event: PointerEvent): void => {
    isClickOurs = false;
    const inHand = tool() ?? (event.shiftKey ? 'lasso' : undefined);
    if (inHand && event.button === 0) drawn = { corners: [placeOf(event)], tool: inHand, isAdded: event.shiftKey };
  };
  const onMove = (event: PointerEvent): void => {
    if (!drawn) return;
    const place = placeOf(event);
    const last = drawn.corners.at(-1)!;
    if (drawn.tool === 'box') drawn.corners[1] = place;
    else if (Math.hypot(place.x - last.x, place.y - last.y) >= BETWEEN_CORNERS) drawn.corners.push(place);
    show(cornersOf(drawn));
  };
  const onUp = (): void => {
    if (!drawn) return;
    const { corners, isAdded } = drawn;
    const region = cornersOf(drawn);
    end();
    if (corners.every(({ x, y }) => Math.hypot(x - corners[0]!.x, y - corners[0]!.y) < LEAST_MOVE)) return;
    isClickOurs = true;
    onRegion(region, isAdded);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !drawn) return;
    event.stopPropagation();
    event.preventDefault();
    isClickOurs = true;
    end();
  };
  const keepFromSigma = (event: Event): void => {
    if (drawn) event.stopPropagation();
  };
  const onClick = (event: MouseEvent): void => {
    if (isClickOurs) event.stopPropagation();
    isClickOurs = false;
  };
  const controller = new AbortController();
  const early = { capture: true, signal: controller.signal };
  stage.addEventListener('pointerdown', onDown, early);
  stage.addEventListener('mousedown', keepFromSigma, early);
  stage.addEventListener('touchstart', keepFromSigma, early);
  stage.addEventListener('click', onClick, early);
  window.addEventListener('pointermove', onMove, { signal: controller.signal });
  window.addEventListener('pointerup', onUp, { signal: controller.signal });
  window.addEventListener('pointercancel', end, { signal: controller.signal });
  window.addEventListener('keydown', onKey, early);
  return { isDrawing: () => drawn !== undefined, release: () => controller.abort() };
}

function cornersOf({
  corners,
  tool,
}: {
  readonly corners: readonly Pixel[];
  readonly tool: RegionTool;
}): readonly Pixel[] {
  return tool === 'box' ? boxOf(corners[0]!, corners[1] ?? corners[0]!) : corners;
}
