import type { Sigma } from 'sigma';
import { NodePointProgram } from 'sigma/rendering';

type RenderParams = Parameters<NodePointProgram['render']>[0];

/**
 * Accounts as points, without the second, hidden drawing in which every node has a colour of its own to be found by. Who is left out is written over the points just before they are drawn: while days
 * are played it changes eight times a second, and asking each account anew how it looks takes thirty times as long.
 */
export class AccountPoints extends NodePointProgram {
  readonly #leftOut: () => Uint8Array;
  /** The points with nobody left out; undefined until they are drawn after they were written anew. */
  #whole: Float32Array | undefined;
  #written: Uint8Array | undefined;

  /** `leftOut` says with 1 which accounts are not drawn, by the order in which they came into the graph. */
  constructor(gl: WebGLRenderingContext, renderer: Sigma, leftOut: () => Uint8Array) {
    super(gl, null, renderer);
    this.#leftOut = leftOut;
  }

  override process(...of: Parameters<NodePointProgram['process']>): void {
    this.#whole = undefined;
    super.process(...of);
  }

  override render(params: RenderParams): void {
    const leftOut = this.#leftOut();
    if (!this.#whole || leftOut !== this.#written) this.#leaveOut(leftOut);
    super.render(params);
  }

  #leaveOut(leftOut: Uint8Array): void {
    this.#whole ??= this.array.slice();
    this.#written = leftOut;
    this.array.set(this.#whole);
    for (let account = 0; account < leftOut.length; account++) {
      // A point of nothing but noughts is what sigma itself writes for a hidden one.
      if (leftOut[account] === 1) this.array.fill(0, account * this.STRIDE, (account + 1) * this.STRIDE);
    }
  }
}
