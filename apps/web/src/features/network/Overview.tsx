import { ANY_NETWORK, type Family, type NetworkRecord } from '@iolaus/contracts';
import { Shield, ShieldAlert } from 'lucide-react';
import { Link } from '@tanstack/react-router';
import { useContext } from 'react';
import { formatBits, formatCount, formatIndicator, formatShare } from '../../ui/format.js';
import { Kinds } from '../../ui/kinds.js';
import { HeldBy, NetworkFigures } from '../../ui/network-figures.js';
import { SafeText } from '../../ui/safe-text.js';
import { Question } from '../../ui/why.js';
import { Bridges } from './Bridges.js';
import { Pivot } from './Pivot.js';
import { Turns } from './Turns.js';
import { Term } from '../../ui/Term.js';

const LINEAGE: Readonly<Record<NetworkRecord['lineage']['event'], string>> = {
  born: 'New in this run.',
  kept: 'As in the run before.',
  grew: 'It grew since the run before.',
  shrank: 'It lost accounts since the run before.',
  split: 'It was a part of another network.',
  merged: 'It took in another network.',
  regrown: 'It grew back after a ban.',
};

/** The network in one column: three figures, what holds it, what would break it, what speaks against it, points. */
export function Overview({ record }: { readonly record: NetworkRecord }) {
  const own = record.points.filter((point) => point.feature !== ANY_NETWORK);
  const gains = own.filter((point) => point.points > 0);
  const open = record.hypotheses.filter((hypothesis) => hypothesis.answer === 'open').length;
  const facts = useCoreFacts(record);
  return (
    <>
      <NetworkFigures record={record} points={`${gains.length} of ${own.length} points`} />
      <section className="sect">
        <h3>
          <Term of="heldBy">What holds it together</Term> <span className="sp" />
          <span className="t3 regular">share of members</span>
        </h3>
        <HeldBy heldBy={record.heldBy} facts={facts} />
        <Turns network={record.id} />
        <Pivot network={record.id} />
      </section>
      <WhatWouldBreakIt record={record} />
      {record.communities > 1 && <Bridges bridges={record.bridges} />}
      <section className="sect">
        <h3>
          <Term of="against">Could it be innocent?</Term> <span className="sp" />
          <span className="t3 regular">
            {open} of {record.hypotheses.length} unanswered
          </span>
        </h3>
        <ul>
          {record.hypotheses.map((hypothesis) => (
            <Question key={hypothesis.id} hypothesis={hypothesis} />
          ))}
        </ul>
      </section>
      <section className="sect">
        <h3>
          <Term of="points">What it does</Term> <span className="sp" />
          <span className="t3 regular">risk points, bits</span>
        </h3>
        <ul>
          {record.points.map((point) => (
            <li key={point.feature} className={`row small point ${point.points === 0 ? 't3' : ''}`}>
              <span>{point.feature}</span>
              <span className="t3 micro ell sp">{point.value}</span>
              <span className="num m">
                {point.points > 0 ? `+${point.points.toFixed(1)}` : point.points.toFixed(1).replace('-', '−')}
              </span>
            </li>
          ))}
        </ul>
      </section>
      <section className="sect">
        <h3>
          Lineage <span className="sp" />
          <Link to="/n/$id/lineage" params={{ id: record.id }} className="regular small">
            See its generations
          </Link>
        </h3>
        <p className="small t2">
          Generation {record.lineage.generation}. {LINEAGE[record.lineage.event]}{' '}
          {record.lineage.predecessors.length > 0 && `Before it: ${record.lineage.predecessors.join(', ')}. `}
          {record.banned > 0 && `${formatCount(record.banned)} of its accounts are banned.`}
        </p>
        {record.lineage.signals.length > 0 && (
          <>
            <p className="small t3">
              {record.lineage.certainty === 'likely' ? 'Likely' : 'Possibly'} the same operator:{' '}
              {formatBits(record.lineage.bits ?? 0)} bits survived the ban.
            </p>
            <ul>
              {record.lineage.signals.slice(0, 6).map((signal) => (
                <li key={`${signal.kind} ${signal.value}`} className="row small point">
                  <span className="ell sp">
                    <SafeText>{formatIndicator(signal.kind, signal.value, signal.text)}</SafeText>
                  </span>
                  <span className="num m">{formatBits(signal.bits)}</span>
                </li>
              ))}
            </ul>
          </>
        )}
      </section>
    </>
  );
}

function WhatWouldBreakIt({ record }: { readonly record: NetworkRecord }) {
  const [weakest] = record.fragility;
  const words = record.reasons.find((reason) => reason.code === 'robust' || reason.code === 'fragile')?.sentence;
  return (
    <section className="sect">
      <h3>
        <Term of="breaks">What would break it</Term>
      </h3>
      {weakest && (
        <p className={`note ${weakest.holds ? 'good' : 'warn'}`}>
          {weakest.holds ? (
            <Shield size={16} strokeWidth={1.5} aria-hidden="true" />
          ) : (
            <ShieldAlert size={16} strokeWidth={1.5} aria-hidden="true" />
          )}
          <span>{words ?? `Without ${weakest.without}, ${formatShare(weakest.remains)} of members stay.`}</span>
        </p>
      )}
      <ul className="breaks">
        {record.fragility.slice(0, 5).map((each) => (
          <li key={`${each.kind} ${each.value}`} className="row small">
            <span className="t2 ell sp">
              without {each.without}{' '}
              {each.kind !== 'family' && each.kind !== 'day' && (
                <span className="mono">
                  <SafeText>{formatIndicator(each.kind, each.value)}</SafeText>
                </span>
              )}
            </span>
            <span className="num m">{formatShare(each.remains)}</span>
            <span className={each.holds ? 't3' : 'review-text'}>{each.holds ? 'stay' : 'stay, falls'}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** "38 payment methods" beside each family, counted over the core's most telling indicators. */
function useCoreFacts(record: NetworkRecord): Partial<Record<Family, string>> {
  const kinds = useContext(Kinds);
  const facts: Partial<Record<Family, string>> = {};
  for (const kind of kinds) {
    const count = record.core.filter((each) => each.kind === kind.kind).length;
    if (count > 0 && !facts[kind.family])
      facts[kind.family] = `${formatCount(count)} ${count === 1 ? kind.label : kind.plural}`
        .toLowerCase()
        .replace('ip ', 'IP ');
  }
  return facts;
}
