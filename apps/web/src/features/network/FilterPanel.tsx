import { FAMILIES, type Family } from '@iolaus/contracts';
import { Check, X } from 'lucide-react';
import { useContext } from 'react';
import { IndicatorGlyph } from '../../ui/figures.js';
import { formatBits, formatCount, formatDays } from '../../ui/format.js';
import { Kinds } from '../../ui/kinds.js';
import { FAMILY_WORDS } from '../../ui/network-figures.js';
import { ArrangedList } from './ArrangedList.js';
import { CommunityList } from './CommunityList.js';
import type { NetworkProps } from './NetworkScreen.js';

const DAYS_WORDS = { active: 'Seen', 'sign-ups': 'Signed up', came: 'Came', went: 'Went before' } as const;

/** The side of the far view: filters, what the network is held by (which is the legend), and the communities as a list. */
export function FilterPanel(props: NetworkProps) {
  return (
    <aside className="side" aria-label="Filters and communities">
      <Filters {...props} />
      <Families {...props} />
      <ArrangedList view={props.view} change={props.change} />
      <CommunityList {...props} />
    </aside>
  );
}

const NO_FILTERS = {
  min: undefined,
  off: undefined,
  hide: undefined,
  hideC: undefined,
  from: undefined,
  to: undefined,
};

function Filters({ network, view, change }: NetworkProps) {
  const { barBits, strength } = network.record;
  const min = view.min ?? 0;
  const most = Math.min(60, Math.ceil(strength * 1.6));
  return (
    <div className="sect p0">
      <h3>
        Filters <span className="sp" />
        {(view.min || view.off || view.hide || view.hideC || view.from) && (
          <button type="button" className="link micro" onClick={() => change('Cleared filters', { ...NO_FILTERS })}>
            Clear
          </button>
        )}
      </h3>
      <label className="strength-filter small">
        <span className="t2">Strength</span>
        <input
          type="range"
          min={0}
          max={most}
          step={1}
          value={min}
          onChange={(event) => change('Filtered by strength', { min: Number(event.target.value) || undefined })}
          aria-label="Least strength in bits"
        />
        <b className="num">{min === 0 ? 'all' : `≥ ${min}`}</b>
      </label>
      <p className="micro t3">
        Members have {formatBits(barBits)} bits or more; the median has {formatBits(strength)}.
      </p>
      {view.from && view.to && (
        <button
          type="button"
          className="chip"
          onClick={() => change('Showed all days', { from: undefined, to: undefined })}
        >
          {DAYS_WORDS[view.on ?? 'active']} <b>{formatDays(view.from, view.to)}</b>
          <X size={14} strokeWidth={1.5} aria-hidden="true" />
        </button>
      )}
    </div>
  );
}

/** Families with what they hold; a family that is off leaves rings and the near view. */
function Families({ network, view, change }: NetworkProps) {
  const kinds = useContext(Kinds);
  const { record, kindCounts } = network;
  const held = FAMILIES.filter((family) => (record.heldBy[family] ?? 0) > 0).toSorted(
    (a, b) => (record.heldBy[b] ?? 0) - (record.heldBy[a] ?? 0),
  );
  const off = view.off ?? [];
  const glyphOf = (family: Family): string =>
    kindCounts.find(({ kind }) => kinds.find((each) => each.kind === kind)?.family === family)?.kind ??
    FAMILY_WORDS[family].kind;
  const toggle = (family: Family): void =>
    change(`${off.includes(family) ? 'Showed' : 'Hid'} ${FAMILY_WORDS[family].word.toLowerCase()}`, {
      off: off.includes(family) ? off.filter((each) => each !== family) : [...off, family],
    });
  return (
    <div className="sect p0">
      <h3>
        Held by <span className="sp" />
        <span className="t3 micro regular">members</span>
      </h3>
      <ul>
        {held.map((family) => (
          <li key={family}>
            <button
              type="button"
              className="fc"
              role="checkbox"
              aria-checked={!off.includes(family)}
              onClick={() => toggle(family)}
            >
              <span className={`check ${off.includes(family) ? '' : 'on'}`}>
                {!off.includes(family) && <Check aria-hidden="true" />}
              </span>
              <IndicatorGlyph kind={glyphOf(family)} />
              <span className="small ell sp">{FAMILY_WORDS[family].word}</span>
              <span className="meter" aria-hidden="true">
                <i style={{ width: `${(record.heldBy[family] ?? 0) * 100}%` }} />
              </span>
              <span className="num small t2 count">
                {formatCount(Math.round((record.heldBy[family] ?? 0) * record.accounts))}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
