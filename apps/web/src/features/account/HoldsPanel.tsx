import type { AccountView, EvidenceItem } from '@iolaus/contracts';
import { useState } from 'react';
import { formatBits, formatCount } from '../../ui/format.js';
import { SafeText } from '../../ui/safe-text.js';
import { HiddenCount } from '../../ui/states.js';
import './evidence.css';
import { CadenceRow, EvidenceRow } from './EvidenceRow.js';
import { indicatorKey, orderEvidence } from './order-evidence.js';
import type { RowFilter } from './row-filter.js';
import { Term } from '../../ui/Term.js';

const SHOWN_FIRST = 5;

interface HoldsPanelProps {
  readonly account: AccountView;
  readonly filter: RowFilter | undefined;
  readonly onRows: (item: EvidenceItem) => void;
}

/** The indicators of an account, strongest first: what holds it in its network, or what it was seen with. */
export function HoldsPanel({ account, filter, onRows }: HoldsPanelProps) {
  const [isWhole, setWhole] = useState(false);
  const { network, why } = account;
  const { items, counting, listedBits } = orderEvidence(account.indicators);
  const families = Object.values(why?.bitsByFamily ?? {}).filter((bits) => bits > 0).length;
  const timing = why?.bitsByFamily.timing ?? 0;
  const listed =
    items.length < account.indicatorTotal
      ? `${formatCount(items.length)} of ${formatCount(account.indicatorTotal)}`
      : formatCount(items.length);
  const shown = isWhole ? items : items.slice(0, SHOWN_FIRST);
  return (
    <section className="panel" aria-labelledby="acc-holds">
      <header>
        <h2 id="acc-holds">{network ? `What holds it in ${network.name}` : 'What it was seen with'}</h2>
        <span className="t3 small ell">
          {formatCount(counting)} of {formatCount(account.indicatorTotal)} count
          {why && `; ${families} independent ${families === 1 ? 'family' : 'families'}`}
        </span>
      </header>
      {why && (
        <p className="acc-sentence">
          <SafeText>{why.sentence}</SafeText>
        </p>
      )}
      <table className="grid acc-holds" aria-labelledby="acc-holds">
        <EvidenceHead outside={network ? `outside ${network.name}` : ''} />
        <tbody>
          {shown.map((item) => (
            <EvidenceRow
              key={indicatorKey(item)}
              item={item}
              isMember={network !== null}
              isOpen={filter?.kind === item.kind && filter.value === item.value}
              onRows={onRows}
            />
          ))}
          {timing > 0 && <CadenceRow bits={timing} activeHours={account.activeHours} />}
        </tbody>
      </table>
      <footer className="acc-foot row">
        {items.length > SHOWN_FIRST && (
          <HiddenCount
            count={isWhole ? listed : formatCount(account.indicatorTotal - SHOWN_FIRST)}
            rule={isWhole ? 'shown, by bits.' : 'weaker ones are hidden.'}
            action={
              <button type="button" className="link" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
                {isWhole ? `Show the ${SHOWN_FIRST} strongest` : 'Show all'}
              </button>
            }
          />
        )}
        <span className="sp" />
        {why && (
          <span className="t3 micro">
            {formatBits(listedBits + timing)} bits listed; in a family the best counts in full, others half, 16 at most:{' '}
            {formatBits(why.bits)}
          </span>
        )}
      </footer>
    </section>
  );
}

function EvidenceHead({ outside }: { readonly outside: string }) {
  return (
    <thead>
      <tr>
        <th scope="col">Indicator</th>
        <th scope="col" className="acc-rarity">
          <Term of="rarity">Rarity {outside}</Term>
        </th>
        <th scope="col" className="acc-bits">
          <Term of="bits">Bits</Term>
        </th>
        <th scope="col" className="acc-shared">
          Shared with
        </th>
        <th scope="col" className="acc-dates">
          First – last
        </th>
        <th scope="col" className="num acc-count">
          Rows
        </th>
      </tr>
    </thead>
  );
}
