import type { AccountView, EvidenceItem } from '@iolaus/contracts';
import { useState } from 'react';
import { IndicatorGlyph } from '../../ui/figures.js';
import { formatCount } from '../../ui/format.js';
import { Template } from '../../ui/safe-text.js';
import { HiddenCount } from '../../ui/states.js';
import { IndicatorName } from '../../ui/why.js';
import './evidence.css';
import { orderEvidence } from './order-evidence.js';

const SHOWN_FIRST = 3;

interface TemplatesPanelProps {
  readonly account: AccountView;
  readonly onRows: (item: EvidenceItem) => void;
}

/** The prompt templates that the account sends: fixed words and slots, never what filled them. */
export function TemplatesPanel({ account, onRows }: TemplatesPanelProps) {
  const [isWhole, setWhole] = useState(false);
  const templates = orderEvidence(account.indicators).items.filter(
    (item) => item.kind === 'prompt-template' && item.text,
  );
  if (templates.length === 0) return null;
  return (
    <section className="panel" aria-labelledby="acc-templates">
      <header>
        <h2 id="acc-templates">Prompt templates</h2>
        <span className="t3 small ell">masked: fixed words shown, filled slots hidden</span>
      </header>
      <div className="acc-templates">
        {templates.slice(0, isWhole ? undefined : SHOWN_FIRST).map((item) => (
          <div key={item.value}>
            <div className="row small">
              <IndicatorGlyph kind={item.kind} />
              <IndicatorName kind={item.kind} value={item.value} />
              <span className="t2 ell">
                {formatCount(item.rows)} of {formatCount(account.exchanges)} exchanges, {item.rarity}
              </span>
              <span className="sp" />
              <button type="button" className="link" onClick={() => onRows(item)}>
                Rows<span className="visually-hidden"> of {item.value}</span>
              </button>
            </div>
            <p className="acc-code">
              <Template text={item.text ?? ''} />
            </p>
          </div>
        ))}
        {templates.length > SHOWN_FIRST && (
          <HiddenCount
            count={formatCount(isWhole ? templates.length : templates.length - SHOWN_FIRST)}
            rule={isWhole ? 'shown, by bits.' : 'weaker templates are hidden.'}
            action={
              <button type="button" className="link" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
                {isWhole ? `Show the ${SHOWN_FIRST} strongest` : 'Show all'}
              </button>
            }
          />
        )}
      </div>
    </section>
  );
}
