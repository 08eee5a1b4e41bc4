import { FAMILIES, type Picture } from '@iolaus/contracts';
import { FAMILY_COLOUR } from './glyphs.js';

/** The discs of a network as a still picture: for Triage, and where a browser draws no WebGL. */
export function StaticPicture({ picture, isSmall = false }: { readonly picture: Picture; readonly isSmall?: boolean }) {
  const { minX, minY, maxX, maxY } = picture.extent;
  return (
    <svg
      className="static-picture"
      viewBox={`${minX} ${minY} ${maxX - minX} ${maxY - minY}`}
      role="img"
      aria-label={`${picture.discs.length} communities, area by accounts`}
    >
      {picture.discs.map((disc) => (
        <g key={disc.label}>
          <circle
            cx={disc.x}
            cy={disc.y}
            r={disc.r}
            fill="var(--c-a)"
            fillOpacity="0.17"
            stroke="var(--c-a)"
            strokeWidth={isSmall ? 6 : 2}
          />
          {!isSmall && <Ring disc={disc} />}
          {!isSmall && disc.r > 40 && (
            <text x={disc.x} y={disc.y + 8} textAnchor="middle" fontSize="26" fontWeight="600" fill="var(--text)">
              {disc.label}
            </text>
          )}
        </g>
      ))}
    </svg>
  );
}

function Ring({ disc }: { readonly disc: Picture['discs'][number] }) {
  const r = disc.r + 6;
  let from = 0;
  return FAMILIES.map((family) => {
    const share = disc.ring[family] ?? 0;
    const start = from;
    from += share;
    return (
      share > 0 && (
        <circle
          key={family}
          cx={disc.x}
          cy={disc.y}
          r={r}
          fill="none"
          stroke={`var(${FAMILY_COLOUR[family]})`}
          strokeWidth="6"
          pathLength="1"
          strokeDasharray={`${share - 0.01} 1`}
          strokeDashoffset={-start}
          transform={`rotate(-90 ${disc.x} ${disc.y})`}
        />
      )
    );
  });
}
