import { EyeOff } from 'lucide-react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useRef, useState, type KeyboardEvent } from 'react';
import { formatCount } from '../../ui/format.js';
import { markForComparison } from '../compare/mark.js';
import { togglingCommunity } from './arranging.js';
import { swatchOf } from './colourings.js';
import type { NetworkProps } from './NetworkScreen.js';

const ROW = 26;

/** The twin of the picture: communities by size. Arrows, Home and End move, Enter opens. */
export function CommunityList({ network, view, change }: NetworkProps) {
  const { discs } = network.picture;
  const list = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(0);
  const rows = useVirtualizer({
    count: discs.length,
    getScrollElement: () => list.current,
    estimateSize: () => ROW,
    overscan: 8,
  });
  const open = (index: number): void => {
    const disc = discs[index];
    if (disc) change(`Opened ${disc.label}`, { c: disc.label, sel: undefined, ind: undefined });
  };
  const marked = view.cmp ?? [];
  const mark = (index: number): void => {
    const disc = discs[index];
    if (disc) change(...markForComparison(marked, disc.label));
  };
  const hide = (index: number): void => {
    const disc = discs[index];
    if (disc) change(...togglingCommunity(view, disc.label));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const all = discs.length;
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10, Home: -all, End: all }[event.key];
    if (step !== undefined) {
      const next = Math.min(discs.length - 1, Math.max(0, at + step));
      setAt(next);
      rows.scrollToIndex(next);
    } else if (event.key === 'Enter') open(at);
    else if (event.key.toLowerCase() === 'h' && !event.shiftKey && !event.ctrlKey && !event.metaKey) hide(at);
    else if (event.key.toLowerCase() === 'x' && !event.ctrlKey && !event.metaKey) mark(at);
    else return;
    event.preventDefault();
  };
  return (
    <div className="sect p0 communities">
      <h3>
        Communities <span className="t3 regular">{formatCount(discs.length)}</span>
        <span className="sp" />
        <span className="t3 micro regular">
          {marked.length === 1 ? `X on another compares it with ${marked[0]}` : 'X compares · H hides'}
        </span>
      </h3>
      <div
        ref={list}
        className="scroll"
        role="listbox"
        tabIndex={0}
        aria-label="Communities by size"
        aria-activedescendant={`community-${at}`}
        onKeyDown={onKeyDown}
      >
        <div style={{ height: rows.getTotalSize(), position: 'relative' }}>
          {rows.getVirtualItems().map(({ index, start }) => {
            const disc = discs[index]!;
            return (
              <div
                key={disc.label}
                id={`community-${index}`}
                role="option"
                aria-selected={index === at}
                className={`cm ${index === at ? 'on' : ''}`}
                style={{ transform: `translateY(${start}px)` }}
                onClick={(event) => (event.ctrlKey || event.metaKey ? mark(index) : open(index))}
              >
                <span className="sw dot" style={{ background: swatchOf(view, index) }} />
                <span className="small m cm-label">{disc.label}</span>
                <span className="micro t3 ell sp">{disc.holdsTogether}</span>
                {view.hideC?.includes(disc.label) && (
                  <span className="t3 row" title="Hidden; H shows it">
                    <EyeOff size={14} strokeWidth={1.5} aria-hidden="true" />
                    <span className="visually-hidden">, hidden</span>
                  </span>
                )}
                {marked.includes(disc.label) && (
                  <span className="cmp-mark">
                    {marked.indexOf(disc.label) + 1}
                    <span className="visually-hidden">, marked for a comparison</span>
                  </span>
                )}
                <span className="num small t2">{formatCount(disc.accounts)}</span>
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}
