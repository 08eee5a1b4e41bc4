import type { AccountView, Why } from '@iolaus/contracts';
import { Bits, Pips, Tier } from '../../ui/figures.js';
import { formatBits, formatChance, formatCount } from '../../ui/format.js';
import './figures.css';
import { orderEvidence } from './order-evidence.js';
import { Term } from '../../ui/Term.js';

/** The figures of an account: significance, strength, risk of its network, and how surely it is this network. */
export function FigureStrip({ account }: { readonly account: AccountView }) {
  const { network, why } = account;
  return (
    <div className="fig-strip">
      {network && why ? (
        <MemberFigures account={account} network={network} why={why} />
      ) : (
        <LonerFigures account={account} />
      )}
    </div>
  );
}

interface MemberFiguresProps {
  readonly account: AccountView;
  readonly network: NonNullable<AccountView['network']>;
  readonly why: Why;
}

function MemberFigures({ account, network, why }: MemberFiguresProps) {
  const { secondBest } = account;
  return (
    <>
      <div>
        <h2>
          <Term of="q">Significance, q</Term>
        </h2>
        <p className="fig" title={why.nullModel}>
          {why.q === null ? 'None' : formatChance(why.q)}
        </p>
        <p className="row">
          {why.q !== null && <Pips q={why.q} />}
          <span className="micro t3 ell">of {network.name} as a whole</span>
        </p>
      </div>
      <div>
        <h2>
          <Term of="bits">Strength</Term>
        </h2>
        <p className="fig">
          {formatBits(why.bits)} <small>bits</small>
        </p>
        <p className="row">
          <span className="acc-strength">
            <Bits byFamily={why.bitsByFamily} total={why.bits} bar={why.barBits} />
          </span>
          <span className="micro t3">
            <Term of="bar">bar {formatBits(why.barBits)}</Term>
          </span>
        </p>
      </div>
      <div>
        <h2>
          <Term of="tier">Risk tier of {network.name}</Term>
        </h2>
        <p className="acc-tier">
          <Tier tier={network.tier} />
        </p>
        <p className="micro t3">{formatBits(network.score)} risk points; act is above 0</p>
      </div>
      <div>
        <h2>
          <Term of="secondBest">Second-best network</Term>
        </h2>
        <p className="fig ell">
          {secondBest?.network ?? 'None'} <small>within 3 bits</small>
        </p>
        <p className={`micro ${secondBest ? 'review-text' : 't3'}`}>
          {secondBest ? 'contested: it holds this account about as well' : 'not contested'}
        </p>
      </div>
      <div>
        <h2>
          <Term of="breaks">Without its strongest trace</Term>
        </h2>
        <StrongestBreak why={why} />
      </div>
    </>
  );
}

function StrongestBreak({ why }: { readonly why: Why }) {
  const worst = why.breaks.toSorted((a, b) => a.remains - b.remains)[0];
  if (!worst) return <p className="fig">None</p>;
  return (
    <>
      <p className="fig">
        {formatBits(worst.remains)} <small>bits remain</small>
      </p>
      <p className={`micro ${worst.holds ? 't3' : 'review-text'}`}>
        {worst.holds ? 'it would still be held' : `it would fall out; the bar is ${formatBits(why.barBits)}`}
      </p>
    </>
  );
}

function LonerFigures({ account }: { readonly account: AccountView }) {
  const { counting } = orderEvidence(account.indicators);
  const most = Math.max(0, ...account.neighbours.map((each) => each.accounts));
  return (
    <>
      <div>
        <h2>Network</h2>
        <p className="fig">None</p>
        <p className="micro t3">too little joins it to others</p>
      </div>
      <div>
        <h2>Indicators</h2>
        <p className="fig">{formatCount(account.indicatorTotal)}</p>
        <p className="micro t3">{formatCount(counting)} shared with others and rare enough to count</p>
      </div>
      <div>
        <h2>Most neighbours by one kind</h2>
        <p className="fig">{formatCount(most)}</p>
        <p className="micro t3">others that share an indicator with it</p>
      </div>
    </>
  );
}
