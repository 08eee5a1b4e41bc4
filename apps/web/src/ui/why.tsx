import type { EvidenceItem, Hypothesis, Why as WhyRecord } from '@iolaus/contracts';
import { Check, CircleDot, Info, Minus } from 'lucide-react';
import { Link } from '@tanstack/react-router';
import { CopyButton } from './CopyButton.js';
import { Bits, IndicatorGlyph, Pips, Tier } from './figures.js';
import { formatBits, formatChance, formatCount, formatDay, formatIndicator } from './format.js';
import { SafeText, visibleText } from './safe-text.js';
import { useKind } from './kinds.js';
import { whyText } from './why-text.js';
import { Term } from './Term.js';

/** The six blocks of the Why panel, the same for a link and a member; a row count opens the rows. */
export function Why({
  why,
  tierOf,
  onRows,
}: {
  readonly why: WhyRecord;
  readonly tierOf: string;
  readonly onRows?: (item: EvidenceItem) => void;
}) {
  return (
    <>
      <div className="sect row why-head">
        <p className="why-sentence sp">
          <SafeText>{why.sentence}</SafeText>
        </p>
        <CopyButton text={() => whyText(why)} label="Copy the reason with its figures" />
      </div>
      <div className="three">
        <div>
          <h3>
            <Term of="q">Significance, q</Term>
          </h3>
          <p className="fig" title={why.nullModel}>
            {why.q === null ? 'none' : formatChance(why.q)}
          </p>
          {why.q !== null && <Pips q={why.q} />}
        </div>
        <div>
          <h3>
            <Term of="bits">Strength</Term>
          </h3>
          <p className="fig">
            {formatBits(why.bits)} <small>bits</small>
          </p>
          <Bits byFamily={why.bitsByFamily} total={why.bits} bar={why.barBits} height={6} />
        </div>
        <div>
          <h3>
            <Term of="tier">Risk tier</Term>
          </h3>
          {why.tier ? <Tier tier={why.tier} /> : <p className="fig">None</p>}
          <p className="micro t3">{tierOf}</p>
        </div>
      </div>
      <section className="sect">
        <h3>
          What they share <span className="sp" /> <span className="t3">bits</span>
        </h3>
        <ul>
          {why.shares.map((item) => (
            <SharedItem key={`${item.kind} ${item.value}`} item={item} onRows={onRows} />
          ))}
        </ul>
      </section>
      <Breaks why={why} />
      <section className="sect">
        <h3>What speaks against it</h3>
        <ul className="against t2">
          {why.against.length === 0 ? (
            <li>Nothing was found that speaks against it.</li>
          ) : (
            why.against.map((line) => (
              <li key={line}>
                <SafeText>{line}</SafeText>
              </li>
            ))
          )}
        </ul>
      </section>
    </>
  );
}

function SharedItem({
  item,
  onRows,
}: {
  readonly item: EvidenceItem;
  readonly onRows: ((item: EvidenceItem) => void) | undefined;
}) {
  const isCommon = item.bits <= 0;
  const rows = `${formatCount(item.rows)} ${item.rows === 1 ? 'row' : 'rows'}`;
  return (
    <li className={`shared ${isCommon ? 't3' : ''}`}>
      <IndicatorGlyph kind={item.kind} />
      <div className="sp">
        <div className="row">
          <IndicatorName kind={item.kind} value={item.value} text={item.text ?? null} />
          <span className="sp" />
          <span className="m">{isCommon ? '0' : formatBits(item.bits)}</span>
        </div>
        <Bits
          byFamily={{ [item.family]: Math.max(0, item.bits) }}
          total={Math.max(0, item.bits)}
          scale={16}
          height={5}
        />
        <div className="row micro t3">
          <span className="ell">{item.rarity}</span>
          <span className="sp" />
          {item.firstMs !== null && (
            <span className="why-days">
              {formatDay(item.firstMs)} – {formatDay(item.lastMs)}
            </span>
          )}
          {onRows ? (
            <button type="button" className="link" onClick={() => onRows(item)}>
              {rows}
            </button>
          ) : (
            <span>{rows}</span>
          )}
        </div>
      </div>
    </li>
  );
}

function Breaks({ why }: { readonly why: WhyRecord }) {
  return (
    <section className="sect">
      <h3>
        <Term of="breaks">What would break it</Term>
      </h3>
      {why.breaks.length === 0 && <p className="t3">No single indicator counts, so none can break it.</p>}
      {why.breaks.map((each) => (
        <div key={`${each.kind} ${each.value}`} className="break">
          <IndicatorGlyph kind={each.kind} size={11} />
          <span className="ell">
            without{' '}
            <span className="mono">
              <SafeText>{formatIndicator(each.kind, each.value)}</SafeText>
            </span>
          </span>
          <span className="num m">{formatBits(each.remains)}</span>
          <span className={each.holds ? 't3' : 'review-text'}>
            {each.holds ? 'holds' : `falls, bar is ${formatBits(why.barBits)}`}
          </span>
        </div>
      ))}
    </section>
  );
}

/** An indicator by glyph-less name, linked to its page. */
export function IndicatorName({
  kind,
  value,
  text,
}: {
  readonly kind: string;
  readonly value: string;
  readonly text?: string | null;
}) {
  const { label } = useKind(kind);
  return (
    <Link
      to="/i/$kind/$value"
      params={{ kind, value }}
      className="plain mono ell"
      title={visibleText(
        `${label}: ${kind === 'payment-method' ? formatIndicator(kind, value) : value}${text ? `\n${text}` : ''}`,
      )}
    >
      <SafeText>{formatIndicator(kind, value, text)}</SafeText>
    </Link>
  );
}

const ANSWER = {
  excluded: { word: 'Excluded', Icon: Check, tone: 'ok-text' },
  partly: { word: 'Partly', Icon: Minus, tone: 't3' },
  open: { word: 'Open', Icon: Info, tone: 'review-text' },
  explains: { word: 'Explains it', Icon: CircleDot, tone: 'benign-text' },
} as const;

/** One innocence question: icon, words, figure. */
export function Question({ hypothesis }: { readonly hypothesis: Hypothesis }) {
  const { word, Icon, tone } = ANSWER[hypothesis.answer];
  return (
    <li className="question">
      <Icon size={14} strokeWidth={1.5} className={tone} aria-hidden="true" />
      <div className="sp">
        <div className="row">
          {hypothesis.question} <span className="sp" /> <span className={tone}>{word}</span>
        </div>
        <p className="micro t3">{hypothesis.figure}</p>
      </div>
    </li>
  );
}
