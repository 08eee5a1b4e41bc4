import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { IndicatorKey } from './network-view.js';
import { RadiusTip } from './RadiusTip.js';
import { REST_MS } from './use-pointed-indicator.js';

/** What is inside shows whom the indicator touches when the pointer rests on it, or the keyboard is on it. */
export function RadiusOnHover({
  network,
  indicator,
  children,
}: {
  readonly network: string;
  readonly indicator: IndicatorKey;
  readonly children: ReactNode;
}) {
  const [at, setAt] = useState<{ x: number; y: number }>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const rest = (element: Element): void => {
    clearTimeout(timer.current);
    const { left, top } = element.getBoundingClientRect();
    timer.current = setTimeout(() => setAt({ x: left, y: top }), REST_MS);
  };
  const leave = (): void => {
    clearTimeout(timer.current);
    setAt(undefined);
  };
  return (
    <div
      onMouseEnter={(event) => rest(event.currentTarget)}
      onMouseLeave={leave}
      // A click has chosen it: the tip would hide what it shows.
      onClick={leave}
      onFocus={(event) => event.target.matches(':focus-visible') && rest(event.currentTarget)}
      onBlur={leave}
    >
      {children}
      {at && <RadiusTip network={network} indicator={indicator} {...at} isFixed />}
    </div>
  );
}
