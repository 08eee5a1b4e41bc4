import { useCallback, useEffect, useState, type RefObject } from 'react';

/** What WebGL is drawn by. */
export type Graphics = 'gpu' | 'software' | 'none';

/** What there is to draw with. */
export interface GraphicsState {
  readonly graphics: Graphics;
  /** The browser took WebGL away while it was drawn with. */
  readonly isLost: boolean;
  /** Counts up when everything is to be drawn on new surfaces. */
  readonly attempt: number;
  /** Looks for WebGL again. */
  readonly tryAgain: () => void;
}

/** Whether WebGL is there, and still there, in the canvases of an element; begins anew by itself when the browser gives it back. */
export function useGraphics(host: RefObject<HTMLElement | null>): GraphicsState {
  const [state, setState] = useState(() => ({ graphics: knownGraphics(), isLost: false, attempt: 0 }));
  const tryAgain = useCallback(() => {
    const graphics = (found = findGraphics());
    setState(({ attempt }) => ({ graphics, isLost: false, attempt: attempt + 1 }));
  }, []);
  useEffect(() => {
    const element = host.current;
    if (!element) return undefined;
    const onLost = (event: Event): void => {
      // A browser gives back only what somebody says to wait for.
      event.preventDefault();
      // The next picture looks for itself.
      found = undefined;
      setState((before) => ({ ...before, isLost: true }));
    };
    // These events do not bubble, but an element is passed on the way down.
    element.addEventListener('webglcontextlost', onLost, true);
    element.addEventListener('webglcontextrestored', tryAgain, true);
    return () => {
      element.removeEventListener('webglcontextlost', onLost, true);
      element.removeEventListener('webglcontextrestored', tryAgain, true);
    };
  }, [host, state.attempt, tryAgain]);
  return { ...state, tryAgain };
}

let found: Graphics | undefined;

/**
 * What WebGL is drawn by, as it was found when it was first asked for: to look takes a tenth of a second without a GPU. Who waits for the data of a picture
 * asks already.
 */
export const knownGraphics = (): Graphics => (found ??= findGraphics());

function findGraphics(): Graphics {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('webgl2') ?? canvas.getContext('webgl');
  if (!context) return 'none';
  const names = context.getExtension('WEBGL_debug_renderer_info');
  const renderer = names ? String(context.getParameter(names.UNMASKED_RENDERER_WEBGL)) : '';
  context.getExtension('WEBGL_lose_context')?.loseContext();
  return /swiftshader|llvmpipe|softpipe|software|basic render/i.test(renderer) ? 'software' : 'gpu';
}
