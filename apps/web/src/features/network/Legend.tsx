import { FAMILIES } from '@iolaus/contracts';
import { FAMILY_COLOUR } from '../../graph/glyphs.js';

const ARC = 2 * Math.PI * 9;

/** The encodings that are on the screen, drawn with real marks. */
export function Legend() {
  return (
    <div className="legend float">
      <div className="row">
        <svg width="64" height="32" viewBox="0 0 64 32" aria-hidden="true" className="legend-area">
          <circle cx="5" cy="24" r="4" />
          <circle cx="21" cy="20" r="9" />
          <circle cx="48" cy="16" r="14" />
        </svg>
        <span className="micro t2">
          area: accounts
          <br />
          <span className="t3">10 · 50 · 120</span>
        </span>
      </div>
      <div className="row">
        <svg width="26" height="26" viewBox="0 0 26 26" aria-hidden="true">
          {FAMILIES.map((family, at) => (
            <circle
              key={family}
              cx="13"
              cy="13"
              r="9"
              fill="none"
              strokeWidth="4"
              stroke={`var(${FAMILY_COLOUR[family]})`}
              strokeDasharray={`${ARC / 6 - 1.2} ${ARC}`}
              strokeDashoffset={-(at * ARC) / 6}
              transform="rotate(-90 13 13)"
            />
          ))}
        </svg>
        <span className="micro t2">
          ring: what it shares,
          <br />
          <span className="t3">clockwise from the top</span>
        </span>
      </div>
      <div className="row">
        <svg width="30" height="24" viewBox="0 0 30 24" aria-hidden="true" className="legend-line">
          <path d="M2 16Q15 2 28 16" strokeWidth="1" />
          <path d="M2 22Q15 8 28 22" strokeWidth="3" />
        </svg>
        <span className="micro t2">
          line: shared indicators,
          <br />
          <span className="t3">top 3 of each disc</span>
        </span>
      </div>
    </div>
  );
}
