import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import type { Disc } from '@iolaus/contracts';
import { AccountLayer } from './account-layer.js';
import { isOnPicture } from './account-look.js';
import { isSamePlace, toWorld, type Projection } from './camera.js';
import { drawNames, drawUnder, UNDER } from './draw-far.js';
import { drawOver, indicatorsInFocus } from './draw-near.js';
import { drawRegions, type Regions } from './draw-region.js';
import { accountsInside, type RegionTool } from './region.js';
import { groupAt } from './arranged.js';
import { isSameBut, isSameIn, shownDiscs, type Scene } from './scene.js';
import { StillPicture } from './StillPicture.js';
import { useGraphics, type Graphics } from './use-graphics.js';

/** What the stage tells the screen. */
export interface StageEvents {
  readonly onOpen: (community: number) => void;
  readonly onHover: (disc: Disc | undefined, at: { readonly x: number; readonly y: number }) => void;
  readonly onSelect: (accounts: readonly number[], isAdded: boolean) => void;
  /** Accounts inside a region that was drawn, strongest first. */
  readonly onRegion: (accounts: readonly number[], isAdded: boolean) => void;
  readonly onIndicator: (indicator: number) => void;
  /** The mark of a group was clicked, by its place. */
  readonly onGroup: (group: number) => void;
  /** The indicator of the open community under the pointer, −1 for none. */
  readonly onIndicatorHover?: (indicator: number, at: { readonly x: number; readonly y: number }) => void;
  readonly onClear: () => void;
  /** Accounts cannot be drawn, or can be again. */
  readonly onStill: (isStill: boolean) => void;
}

/** Lets the screen move the camera. */
export interface StageControls {
  readonly fit: () => void;
  readonly zoomBy: (factor: number) => void;
  /** What is on the stage now, for an export. */
  readonly shown: () => { readonly scene: Scene; readonly projection: Projection };
}

const SCENE_MS = 220;
const ZOOM_MS = 140;
/** How long the camera stands before the picture is drawn as fine as it gets. */
const STANDS_MS = 120;
const wantsLessMotion = (): boolean => matchMedia('(prefers-reduced-motion: reduce)').matches;
/** How long a movement takes: no time for who asked for less motion. */
const motionMs = (ms: number): number => (wantsLessMotion() ? 0 : ms);
const POINTING = ['hovered', 'keyboardFocus'] as const;
/** What no drawing over the accounts tells: of those that are left out, nothing but the marks of verdicts is. */
const notOver = ({ colourBy }: Scene): readonly (keyof Scene)[] =>
  colourBy === 'verdict' ? POINTING : [...POINTING, 'hiddenAccounts'];

/** Who is left out for the moment, whatever the scene says; it changes while days are played, without a new scene. */
export interface Passing {
  readonly subscribe: (listener: () => void) => () => void;
  /** Undefined while nothing is played. */
  readonly leftOut: () => Uint8Array | undefined;
}

const atThisMoment = (scene: Scene, passing: Passing | undefined): Scene => {
  const leftOut = passing?.leftOut();
  return leftOut ? { ...scene, hiddenAccounts: leftOut } : scene;
};

/** The picture of a network: discs far, accounts as points, indicators and links near. Everything it can do, the lists beside it can do too. */
export function GraphStage({
  scene,
  events,
  controls,
  tool,
  sentence,
  passing,
}: {
  readonly scene: Scene;
  readonly passing?: Passing;
  readonly events: StageEvents;
  /** What a drag of the pointer draws; undefined where it moves the picture. */
  readonly tool: RegionTool | undefined;
  readonly controls: (controls: StageControls) => void;
  readonly sentence: string;
}) {
  const host = useRef<HTMLDivElement>(null);
  const under = useRef<HTMLCanvasElement>(null);
  const over = useRef<HTMLCanvasElement>(null);
  const outline = useRef<SVGPolygonElement>(null);
  const layer = useRef<AccountLayer>(undefined);
  const drawnOver = useRef<DrawnOf>(undefined);
  const drawnUnder = useRef<DrawnOf>(undefined);
  const latest = useRef({ scene, events, controls, tool });
  useLayoutEffect(() => {
    latest.current = { scene: atThisMoment(scene, passing), events, controls, tool };
  });
  const { graphics, isLost, attempt, tryAgain } = useGraphics(host);
  const hasWebGl = graphics !== 'none';
  const isStill = isLost || !hasWebGl;
  const standing = useRef<ReturnType<typeof setTimeout>>(undefined);
  const drawnAt = useRef<Projection>(undefined);
  const redraw = useRef<() => void>(undefined);
  const [ready, setReady] = useState<'wait' | 'discs' | 'accounts'>('wait');

  const draw = useCallback(() => {
    const projection = layer.current?.projection();
    const isMoving = projection && drawnAt.current && !isSamePlace(drawnAt.current, projection);
    drawnAt.current = projection;
    // A picture that jumps to its place is as fine as it gets at once.
    if (isMoving && !wantsLessMotion()) {
      clearTimeout(standing.current);
      standing.current = setTimeout(() => {
        standing.current = undefined;
        redraw.current?.();
      }, STANDS_MS);
    }
    // Four times the pixels cost half a frame, and nobody sees them pass; without a GPU they cost more than a frame.
    const finest = graphics === 'software' ? devicePixelRatio : Math.max(2, devicePixelRatio);
    const fineness = standing.current === undefined ? finest : 1;
    const lower = contextOf(under.current, { projection, graphics, fineness });
    const upper = contextOf(over.current, { projection, graphics, fineness });
    if (!projection || !lower || !upper) return;
    const { scene: next } = latest.current;
    const after = { scene: next, projection, fineness };
    if (!isDrawnOf(drawnUnder.current, after, (a, b) => isSameIn(UNDER, a, b))) {
      lower.clearRect(0, 0, projection.width, projection.height);
      drawUnder(lower, next, projection);
    }
    drawnUnder.current = after;
    // Names are dear to draw, and nothing over the accounts tells what is pointed at.
    const isSame = isDrawnOf(drawnOver.current, after, (a, b) => isSameBut(notOver(b), a, b));
    drawnOver.current = after;
    if (isSame) return;
    upper.clearRect(0, 0, projection.width, projection.height);
    drawOver(upper, next, projection);
    drawNames(upper, next, projection);
  }, [graphics]);
  useLayoutEffect(() => {
    redraw.current = draw;
  }, [draw]);

  useEffect(() => {
    if (!host.current || !hasWebGl) return undefined;
    const made = new AccountLayer(host.current, latest.current.scene);
    layer.current = made;
    made.sigma.on('afterRender', draw);
    // Text on a canvas stays in the font that was at hand when it was drawn.
    const drawInNewFont = (): void => {
      drawnOver.current = undefined;
      draw();
    };
    document.fonts.addEventListener('loadingdone', drawInNewFont);
    const regions = drawRegions({
      stage: host.current,
      outline: outline.current!,
      tool: () => latest.current.tool,
      onRegion: (region, isAdded) =>
        latest.current.events.onRegion(accountsInside(region, latest.current.scene, made.projection()), isAdded),
    });
    const release = listen(made, latest, regions);
    const sizes = new ResizeObserver(() =>
      made.fitContainer(latest.current.scene.picture.discs[latest.current.scene.focus]),
    );
    sizes.observe(host.current);
    latest.current.controls({
      fit: () => made.moveTo(undefined, motionMs(SCENE_MS)),
      zoomBy: (factor) => made.zoomBy(factor, motionMs(ZOOM_MS)),
      shown: () => ({ scene: latest.current.scene, projection: made.projection() }),
    });
    made.moveTo(latest.current.scene.picture.discs[latest.current.scene.focus], 0);
    draw();
    setReady('discs');
    return () => {
      clearTimeout(standing.current);
      standing.current = undefined;
      drawnAt.current = undefined;
      drawnOver.current = undefined;
      drawnUnder.current = undefined;
      sizes.disconnect();
      document.fonts.removeEventListener('loadingdone', drawInNewFont);
      release();
      regions.release();
      made.destroy();
      layer.current = undefined;
    };
    // The stage lives as long as its network; scenes reach it through `latest`.
  }, [scene.picture, hasWebGl, draw, attempt]);

  const { frame } = scene;
  useEffect(() => {
    if (!frame) return undefined;
    const controller = new AbortController();
    const bringIn = async (into: AccountLayer | undefined): Promise<void> => {
      await into?.load(frame, controller.signal);
      if (controller.signal.aborted) return;
      into?.show(latest.current.scene);
      into?.sigma.scheduleRender();
      setReady('accounts');
    };
    void bringIn(layer.current);
    return () => controller.abort();
  }, [frame, scene.picture, attempt]);

  useEffect(
    () =>
      passing?.subscribe(() => {
        latest.current.scene = atThisMoment(scene, passing);
        layer.current?.show(latest.current.scene);
      }),
    [passing, scene],
  );

  useEffect(() => {
    // Without a GPU the points of a whole network cost more than all the rest; a halo is drawn without them.
    if (layer.current?.show(latest.current.scene) !== false) return undefined;
    const next = requestAnimationFrame(draw);
    return () => cancelAnimationFrame(next);
  }, [scene, draw]);

  useEffect(() => {
    layer.current?.moveTo(scene.picture.discs[scene.focus], motionMs(SCENE_MS));
  }, [scene.focus, scene.picture]);

  useEffect(() => latest.current.events.onStill(isStill), [isStill]);

  const still = isStill && <StillPicture picture={scene.picture} isLost={isLost} onTryAgain={tryAgain} />;
  if (!hasWebGl) return still;
  const drawn = scene.frame && ready === 'accounts' && !isStill ? scene.frame.accountX.length : 0;
  return (
    <div
      className={`stage-canvas ${tool ? 'drawing' : ''}`}
      role={isStill ? undefined : 'img'}
      aria-label={isStill ? undefined : sentence}
      data-ready={isStill ? 'still' : ready}
      data-drawn-accounts={drawn}
      data-drawn-communities={shownDiscs(scene).length}
    >
      <canvas ref={under} />
      <div ref={host} className="stage-host" />
      <canvas ref={over} className="stage-over" />
      <svg className="stage-over stage-region" aria-hidden="true">
        <polygon ref={outline} points="" />
      </svg>
      {still}
    </div>
  );
}

/** What a canvas was drawn of. */
interface DrawnOf {
  readonly scene: Scene;
  readonly projection: Projection;
  readonly fineness: number;
}

/** Whether a canvas shows already what it is to show, as far as it tells two scenes apart. */
function isDrawnOf(before: DrawnOf | undefined, after: DrawnOf, isSameScene: (a: Scene, b: Scene) => boolean): boolean {
  return (
    before !== undefined &&
    before.fineness === after.fineness &&
    isSameScene(before.scene, after.scene) &&
    isSamePlace(before.projection, after.projection)
  );
}

interface Latest {
  readonly current: { readonly scene: Scene; readonly events: StageEvents };
}

/** Pointer events: a click on an account selects it, on a disc opens it, on nothing clears. */
function listen(layer: AccountLayer, latest: Latest, regions: Regions): () => void {
  const { sigma } = layer;
  const discAt = (x: number, y: number): Disc | undefined => {
    const point = toWorld(layer.projection(), x, y);
    return shownDiscs(latest.current.scene).find((disc) => Math.hypot(disc.x - point.x, disc.y - point.y) <= disc.r);
  };
  const click = (x: number, y: number, isAdded: boolean): void => {
    const { scene, events } = latest.current;
    const indicator = indicatorAt(layer.projection(), scene, { x, y });
    const group = groupAt(layer.projection(), scene, { x, y });
    const account = accountAt(layer.projection(), scene, { x, y });
    const disc = discAt(x, y);
    if (group >= 0) events.onGroup(group);
    else if (indicator >= 0) events.onIndicator(indicator);
    else if (account >= 0) events.onSelect([account], isAdded);
    else if (disc && disc.index !== scene.focus) events.onOpen(disc.index);
    else if (!disc) events.onClear();
  };
  const onClick = ({ x, y, original }: { x: number; y: number; original: MouseEvent | TouchEvent }): void =>
    click(x, y, original.shiftKey);
  const onMove = ({ x, y }: { x: number; y: number }): void => {
    if (regions.isDrawing()) return;
    const { scene, events } = latest.current;
    // The pointer is told right before a frame is drawn; what React does later would be seen in the next one, or the one after it.
    flushSync(() => {
      events.onHover(discAt(x, y), { x, y });
      if (scene.focus >= 0) events.onIndicatorHover?.(indicatorAt(layer.projection(), scene, { x, y }), { x, y });
    });
  };
  const onLeave = (): void => {
    latest.current.events.onHover(undefined, { x: 0, y: 0 });
    latest.current.events.onIndicatorHover?.(-1, { x: 0, y: 0 });
  };
  sigma.getMouseCaptor().on('click', onClick);
  sigma.getTouchCaptor().on('tap', (touch) => onClick({ ...touch.touches[0]!, original: touch.original }));
  sigma.getMouseCaptor().on('mousemovebody', onMove);
  sigma.getContainer().addEventListener('mouseleave', onLeave);
  return () => sigma.getContainer().removeEventListener('mouseleave', onLeave);
}

const PICK_PIXELS = 7;
const PICK_GLYPH_PIXELS = 11;

/** The indicator of the open community under a pixel; −1 for none. */
function indicatorAt(projection: Projection, scene: Scene, at: { x: number; y: number }): number {
  const { frame } = scene;
  if (!frame || scene.focus < 0) return -1;
  const point = toWorld(projection, at.x, at.y);
  const reach = PICK_GLYPH_PIXELS / projection.scale;
  return (
    indicatorsInFocus(frame, scene).find(
      (each) => Math.hypot(frame.indicatorX[each]! - point.x, frame.indicatorY[each]! - point.y) < reach,
    ) ?? -1
  );
}

/** The account under a pixel, only where accounts are far enough apart to be told; −1 for none. */
function accountAt(projection: Projection, scene: Scene, at: { x: number; y: number }): number {
  const { frame } = scene;
  if (!frame || projection.scale * 6 < 5) return -1;
  const point = toWorld(projection, at.x, at.y);
  let best = -1;
  let least = PICK_PIXELS / projection.scale;
  for (let account = 0; account < frame.accountX.length; account++) {
    if (!isOnPicture(scene, account)) continue;
    const distance = Math.hypot(frame.accountX[account]! - point.x, frame.accountY[account]! - point.y);
    if (distance < least) {
      least = distance;
      best = account;
    }
  }
  return best;
}

/** A canvas context in CSS pixels, with so many pixels of its own to each. */
function contextOf(
  canvas: HTMLCanvasElement | null,
  of: { readonly projection: Projection | undefined; readonly graphics: Graphics; readonly fineness: number },
): CanvasRenderingContext2D | undefined {
  const { projection, graphics, fineness: ratio } = of;
  if (!canvas || !projection) return undefined;
  if (
    canvas.width !== Math.round(projection.width * ratio) ||
    canvas.height !== Math.round(projection.height * ratio)
  ) {
    canvas.width = Math.round(projection.width * ratio);
    canvas.height = Math.round(projection.height * ratio);
  }
  // Without a GPU the browser would emulate one for each stroke; kept in memory, a canvas is drawn three times as fast.
  const context = canvas.getContext('2d', { willReadFrequently: graphics === 'software' }) ?? undefined;
  context?.setTransform(ratio, 0, 0, ratio, 0, 0);
  return context;
}
