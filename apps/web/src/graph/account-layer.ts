import Graph from 'graphology';
import { Sigma } from 'sigma';
import type { Frame } from '@iolaus/contracts';
import type { Projection } from './camera.js';
import { accountRadius, isInView, pointScale } from './account-look.js';
import { AccountPoints } from './account-points.js';
import { accountColour, leftOutOf, type Scene } from './scene.js';

const CHUNK = 3000;
/** Height of the tools over the picture and of the legend under it. */
const OVERLAY_PIXELS = 58;

/** The camera that shows the whole box. */
const WHOLE = { x: 0.5, y: 0.5, ratio: 1, angle: 0 };

/** All accounts of a network as points, drawn by sigma; its camera moves everything else on the stage. */
export class AccountLayer {
  readonly #sigma: Sigma;
  #scene: Scene;
  #frame: Frame | undefined;
  /** Another array whenever others are left out. */
  #leftOut: Uint8Array;

  constructor(container: HTMLElement, scene: Scene) {
    this.#scene = scene;
    this.#leftOut = leftOutOf(scene);
    // Sigma computes no camera for an empty graph; the discs need one before the first account is there.
    const corner = new Graph();
    corner.addNode('corner', { x: scene.picture.extent.minX, y: -scene.picture.extent.minY, size: 1 });
    const leftOut = (): Uint8Array => this.#leftOut;
    class Points extends AccountPoints {
      constructor(gl: WebGLRenderingContext, _pickingBuffer: WebGLFramebuffer | null, renderer: Sigma) {
        super(gl, renderer, leftOut);
      }
    }
    this.#sigma = new Sigma(corner, container, {
      defaultNodeType: 'point',
      nodeProgramClasses: { point: Points },
      renderLabels: false,
      renderEdgeLabels: false,
      enableEdgeEvents: false,
      zIndex: false,
      itemSizesReference: 'screen',
      stagePadding: 0,
      minCameraRatio: 0.004,
      maxCameraRatio: 4,
      allowInvalidContainer: true,
      autoRescale: true,
      autoCenter: true,
      doubleClickZoomingRatio: 1,
      zoomToSizeRatioFunction: (ratio) => 1 / pointScale(ratio),
      nodeReducer: (node, attributes) => ({ ...attributes, ...this.#look(Number(node)) }),
    });
    // Sigma asks at every move which node is under the pointer, by reading a pixel back: a quarter of a second without a GPU. The stage knows it from the frame.
    this.#sigma.getMouseCaptor().removeAllListeners();
    this.#sigma.getTouchCaptor().removeAllListeners();
    const { extent } = scene.picture;
    this.#sigma.setCustomBBox({ x: [extent.minX, extent.maxX], y: [-extent.maxY, -extent.minY] });
    this.#sigma.refresh();
  }

  /** The camera and pointer events, for the stage alone. */
  get sigma(): Sigma {
    return this.#sigma;
  }

  /** Brings the accounts of a frame in, in pieces that leave the main thread free between them. */
  async load(frame: Frame, signal: AbortSignal): Promise<void> {
    const graph = new Graph({ type: 'undirected' });
    for (let from = 0; from < frame.accountX.length; from += CHUNK) {
      for (let at = from; at < Math.min(frame.accountX.length, from + CHUNK); at++) {
        graph.addNode(String(at), { x: frame.accountX[at]!, y: -frame.accountY[at]!, size: 1 });
      }
      await new Promise((resolve) => setTimeout(resolve));
      if (signal.aborted) return;
    }
    this.#frame = frame;
    this.#sigma.setGraph(graph);
  }

  /** Takes another scene, and redraws the accounts where what they show has changed; false where they stay as they are, so that only what lies under and over them is to be drawn. */
  show(scene: Scene): boolean {
    const before = this.#scene;
    this.#scene = scene;
    const areSameOut =
      before.frame === scene.frame &&
      before.leastBits === scene.leastBits &&
      before.hiddenAccounts === scene.hiddenAccounts;
    if (!areSameOut) this.#leftOut = leftOutOf(scene);
    const isSame =
      before.focus === scene.focus &&
      before.palette === scene.palette &&
      before.colourBy === scene.colourBy &&
      before.shade === scene.shade &&
      before.verdicts === scene.verdicts &&
      before.parts === scene.parts &&
      before.arranged === scene.arranged;
    if (!isSame) {
      this.#sigma.refresh({ skipIndexation: true });
      return true;
    }
    if (areSameOut) return false;
    this.#sigma.scheduleRender();
    return true;
  }

  projection(): Projection {
    const { width, height } = this.#sigma.getDimensions();
    const origin = this.#sigma.graphToViewport({ x: 0, y: 0 });
    const unit = this.#sigma.graphToViewport({ x: 1, y: 0 });
    const points = pointScale(this.#sigma.getCamera().ratio);
    return { scale: unit.x - origin.x, x: origin.x, y: origin.y, width, height, points };
  }

  /** Moves the camera so that a disc, or the whole picture, fills the stage. */
  moveTo(target: { readonly x: number; readonly y: number; readonly r: number } | undefined, durationMs: number): void {
    const { width, height } = this.#sigma.getDimensions();
    const ratio = target
      ? (this.#scaleAt(WHOLE) * target.r) / (Math.min(width, height) * 0.43)
      : Math.max(1.04, height / Math.max(1, height - 2 * OVERLAY_PIXELS));
    const centre = target
      ? this.#sigma.viewportToFramedGraph(
          this.#sigma.graphToViewport({ x: target.x, y: -target.y }, { cameraState: WHOLE }),
          { cameraState: WHOLE },
        )
      : WHOLE;
    this.#setCamera({ x: centre.x, y: centre.y, ratio, angle: 0 }, durationMs);
  }

  /** Takes the container's new size and keeps what was in the middle of attention there. */
  fitContainer(target: { readonly x: number; readonly y: number; readonly r: number } | undefined): void {
    this.#sigma.resize();
    this.moveTo(target, 0);
    this.#sigma.refresh({ skipIndexation: true });
  }

  /** Pixels a world unit under a camera. */
  #scaleAt(cameraState: typeof WHOLE): number {
    return (
      this.#sigma.graphToViewport({ x: 1, y: 0 }, { cameraState }).x -
      this.#sigma.graphToViewport({ x: 0, y: 0 }, { cameraState }).x
    );
  }

  zoomBy(factor: number, durationMs: number): void {
    const camera = this.#sigma.getCamera();
    this.#setCamera({ ...camera.getState(), ratio: camera.getBoundedRatio(camera.ratio * factor) }, durationMs);
  }

  /** At once, or over a while. */
  #setCamera(state: typeof WHOLE, durationMs: number): void {
    const camera = this.#sigma.getCamera();
    // Sets at once; the animation that follows has nothing left to do but to end one that is under way. Sigma divides by the duration, so it cannot be 0.
    if (durationMs === 0) camera.setState(state);
    void camera.animate(state, { duration: Math.max(1, durationMs) });
  }

  destroy(): void {
    this.#sigma.kill();
  }

  #look(account: number): { color: string; size: number; hidden: boolean } {
    // A frame may be in the scene before its accounts are in the graph.
    if (!this.#frame || !this.#scene.frame) return { color: '#888888', size: 1, hidden: true };
    return {
      color: accountColour(this.#scene, account),
      size: accountRadius(this.#scene, account),
      hidden: !isInView(this.#scene, account),
    };
  }
}
