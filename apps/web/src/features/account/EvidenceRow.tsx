import type { EvidenceItem } from '@iolaus/contracts';
import { Bits, IndicatorGlyph } from '../../ui/figures.js';
import { formatBits, formatCount, formatDay, formatIndicator } from '../../ui/format.js';
import { useKind } from '../../ui/kinds.js';
import { IndicatorName } from '../../ui/why.js';
import { isEvidence, sharedWith } from './order-evidence.js';

const SCALE_BITS = 16;

interface EvidenceRowProps {
  readonly item: EvidenceItem;
  readonly isMember: boolean;
  /** True while its records are those at the foot. */
  readonly isOpen: boolean;
  readonly onRows: (item: EvidenceItem) => void;
}

/** One indicator of an account: its name, rarity, bits, who shares it, since when, and the way to its records. */
export function EvidenceRow({ item, isMember, isOpen, onRows }: EvidenceRowProps) {
  const { label } = useKind(item.kind);
  const counts = isEvidence(item);
  const [first, last] = [formatDay(item.firstMs), formatDay(item.lastMs)];
  return (
    <tr className={`${counts ? '' : 'acc-common'} ${isOpen ? 'sel' : ''}`}>
      <td>
        <span className="row">
          <IndicatorGlyph kind={item.kind} />
          <span className="ell">
            <IndicatorName kind={item.kind} value={item.value} />
          </span>
          <span className="t3 micro acc-kind">{label}</span>
        </span>
      </td>
      <td className="t2 ell">{shortRarity(item.rarity)}</td>
      <td>{counts ? <BitsCell item={item} /> : <span className="t3">counts 0</span>}</td>
      <td className="t2 ell">{sharedWith(item, isMember)}</td>
      <td className="t2">{first === last ? first : `${first} – ${last}`}</td>
      <td className="num">
        <button
          type="button"
          className="link"
          aria-pressed={isOpen}
          aria-label={`Show ${formatCount(item.rows)} rows of ${label} ${formatIndicator(item.kind, item.value)}`}
          onClick={() => onRows(item)}
        >
          {formatCount(item.rows)}
        </button>
      </td>
    </tr>
  );
}

/** The timing evidence of a member: it belongs to no indicator and has no records of its own. */
export function CadenceRow({ bits, activeHours }: { readonly bits: number; readonly activeHours: number }) {
  return (
    <tr>
      <td>
        <span className="row">
          <IndicatorGlyph kind="timing" />
          <span className="m">Cadence</span>
          <span className="t3 micro acc-kind">works when they do</span>
        </span>
      </td>
      <td />
      <td>
        <BitsCell item={{ family: 'timing', bits }} />
      </td>
      <td className="t2">the network as a whole</td>
      <td className="t2">{formatCount(activeHours)} active hours</td>
      <td />
    </tr>
  );
}

function BitsCell({ item }: { readonly item: Pick<EvidenceItem, 'family' | 'bits'> }) {
  return (
    <span className="row">
      <span className="num acc-bits-figure">{formatBits(item.bits)}</span>
      <span className="acc-bits-bar">
        <Bits byFamily={{ [item.family]: item.bits }} total={item.bits} scale={SCALE_BITS} height={6} />
      </span>
    </span>
  );
}

/** The column says "outside" and the next one "too common": only the figure is left. */
function shortRarity(rarity: string): string {
  return rarity
    .replace(/ accounts outside$/, '')
    .replace(/: too common to count$/, '')
    .replace(/^no account of (\S+) outside$/, 'none of $1');
}
