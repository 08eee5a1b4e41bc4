import { FAMILIES, type Family, type FamilyBits, type Tier as TierWord } from '@iolaus/contracts';
import { FAMILY_COLOUR, glyphPath } from '../graph/glyphs.js';
import { formatBits, formatChance } from './format.js';
import { useKind } from './kinds.js';

const TIER = {
  act: { word: 'Act', path: 'M4 1h4l3 3v4l-3 3H4L1 8V4Z', outline: '' },
  review: { word: 'Review', path: 'M6 .8v10.4L.8 6Z', outline: 'M6 1 11 6 6 11 1 6Z' },
  benign: { word: 'Benign', path: '', outline: 'M6 1.5a4.500 4.500 0 1 1 0 9 4.500 4.500 0 0 1 0-9Z' },
} as const;

/** Risk tier: shape, word and colour. */
export function Tier({ tier }: { readonly tier: TierWord }) {
  const { word, path, outline } = TIER[tier];
  return (
    <span className={`tier ${tier}`}>
      <svg viewBox="0 0 12 12" aria-hidden="true">
        {outline !== '' && <path d={outline} fill="none" stroke="currentColor" strokeWidth="1.500" />}
        {path !== '' && <path d={path} fill="currentColor" />}
      </svg>
      {word}
    </span>
  );
}

const BANDS = [1e-2, 1e-3, 1e-4, 1e-6, 1e-9];

/** Significance: five pips, one per band of q. */
export function Pips({ q }: { readonly q: number }) {
  const filled = BANDS.filter((band) => q <= band).length;
  return (
    <span className="pips" role="img" aria-label={`significance ${filled} of 5, q ${formatChance(q)}`}>
      {BANDS.map((band) => (
        <i key={band} className={q <= band ? 'on' : ''} />
      ))}
    </span>
  );
}

const FILL: Readonly<Record<Family, string>> = {
  payment: 'fill-pay',
  network: 'fill-net',
  prompt: 'fill-prompt',
  client: 'fill-client',
  identity: 'fill-id',
  timing: 'fill-time',
};

/** Strength: stacked bits by family on the fixed scale, with a tick at the bar of acceptance. */
export function Bits({
  byFamily,
  total,
  bar,
  scale = 48,
  height = 8,
}: {
  readonly byFamily: FamilyBits;
  readonly total: number;
  readonly bar?: number;
  readonly scale?: number;
  readonly height?: number;
}) {
  const sum = Math.max(
    1e-9,
    FAMILIES.reduce((all, family) => all + (byFamily[family] ?? 0), 0),
  );
  const width = (family: Family): number => (((byFamily[family] ?? 0) / sum) * Math.min(total, scale) * 100) / scale;
  return (
    <span
      className="bits"
      role="img"
      aria-label={`strength ${formatBits(total)} bits${bar === undefined ? '' : `, bar ${formatBits(bar)}`}`}
      style={{ height }}
    >
      {FAMILIES.filter((family) => (byFamily[family] ?? 0) > 0).map((family) => (
        <i key={family} className={FILL[family]} style={{ width: `${width(family)}%`, height }} />
      ))}
      {bar !== undefined && <u style={{ left: `${Math.min(100, (bar / scale) * 100)}%`, height: height + 6 }} />}
    </span>
  );
}

/** A share as a bar in a family's fill. */
export function ShareBar({ family, share }: { readonly family: Family; readonly share: number }) {
  return (
    <span className="bits" style={{ flex: 1, height: 8 }} aria-hidden="true">
      <i className={FILL[family]} style={{ width: `${share * 100}%`, height: 8 }} />
    </span>
  );
}

/** The shape of a kind in the colour of its family. */
export function IndicatorGlyph({ kind, size = 12 }: { readonly kind: string; readonly size?: number }) {
  const { family, isDeclared, label } = useKind(kind);
  const colour = kind === 'timing' ? '--f-time' : FAMILY_COLOUR[family];
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      style={{ color: `var(${colour})`, flex: 'none' }}
      aria-hidden="true"
    >
      <path d={glyphPath(kind)} fill="currentColor" fillRule="evenodd" />
      {isDeclared && (
        <text x="8" y="11" textAnchor="middle" fontSize="8" fontWeight="700" fill="var(--s1)">
          {label.slice(0, 1).toUpperCase()}
        </text>
      )}
    </svg>
  );
}

/** A disc with a campaign's letter. */
export function Swatch({ letter, campaign = 'a' }: { readonly letter: string; readonly campaign?: string }) {
  return (
    <span className="sw" style={{ background: `var(--c-${campaign})`, color: `var(--on-${campaign})` }}>
      {letter}
    </span>
  );
}

/** A small series without axes, its peak in its name; nothing where nothing was counted. */
export function Spark({ series, label }: { readonly series: readonly number[]; readonly label: string }) {
  if (series.length === 0) return null;
  const peak = Math.max(1, ...series);
  const step = 64 / Math.max(1, series.length - 1);
  const line = series
    .map((value, at) => `${at === 0 ? 'M' : 'L'}${(at * step).toFixed(1)} ${(19 - (value / peak) * 17).toFixed(1)}`)
    .join('');
  return (
    <svg width="64" height="20" viewBox="0 0 64 20" role="img" aria-label={`${label}, peak ${Math.round(peak)} a day`}>
      <path d={`${line}L64 20L0 20Z`} fill="var(--s3)" />
      <path d={line} fill="none" stroke="var(--text-2)" strokeWidth="1" />
    </svg>
  );
}
