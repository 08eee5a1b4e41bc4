import { Minus, Plus, Scan } from 'lucide-react';
import type { RefObject } from 'react';
import type { StageControls } from '../../graph/index.js';

/** Zoom and fit, at the corner of the picture. */
export function ZoomButtons({ controls }: { readonly controls: RefObject<StageControls | undefined> }) {
  return (
    <div className="zoom float">
      <button
        type="button"
        className="btn ghost icon"
        aria-label="Zoom in"
        title="Zoom in (+)"
        onClick={() => controls.current?.zoomBy(1 / 1.5)}
      >
        <Plus size={16} strokeWidth={1.5} aria-hidden="true" />
      </button>
      <button
        type="button"
        className="btn ghost icon"
        aria-label="Zoom out"
        title="Zoom out (−)"
        onClick={() => controls.current?.zoomBy(1.5)}
      >
        <Minus size={16} strokeWidth={1.5} aria-hidden="true" />
      </button>
      <span className="hr" />
      <button
        type="button"
        className="btn ghost icon"
        aria-label="Fit"
        title="Fit (F)"
        onClick={() => controls.current?.fit()}
      >
        <Scan size={16} strokeWidth={1.5} aria-hidden="true" />
      </button>
    </div>
  );
}
