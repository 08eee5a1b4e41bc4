import type { Frame } from '@iolaus/contracts';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { IndicatorKey } from './network-view.js';

/** How long the pointer rests before whom an indicator touches is asked for: passing over many asks nothing. */
export const REST_MS = 70;

interface Pointed {
  readonly indicator: IndicatorKey;
  readonly x: number;
  readonly y: number;
}

/** The indicator that the pointer rests on, with where; `point` is told each move, −1 for none. */
export function usePointedIndicator(frame: Frame | undefined): {
  readonly at: Pointed | undefined;
  readonly point: (indicator: number, at: { readonly x: number; readonly y: number }) => void;
} {
  const [at, setAt] = useState<Pointed>();
  const under = useRef(-1);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const point = useCallback(
    (indicator: number, place: { readonly x: number; readonly y: number }) => {
      if (indicator === under.current) return;
      under.current = indicator;
      clearTimeout(timer.current);
      setAt(undefined);
      if (!frame || indicator < 0) return;
      const kind = frame.kinds[frame.indicatorKind[indicator]!]!;
      const value = frame.indicatorValues[indicator]!;
      timer.current = setTimeout(() => setAt({ indicator: { kind, value }, ...place }), REST_MS);
    },
    [frame],
  );
  return { at, point };
}
