import { FAMILIES, type Family, type FamilyBits, type NetworkRecord } from '@iolaus/contracts';
import { Bits, IndicatorGlyph, Pips, ShareBar } from './figures.js';
import { formatBits, formatChance, formatShare } from './format.js';
import { Term } from './Term.js';

const TIER_WORD = { act: 'Act', review: 'Review', benign: 'Benign' } as const;

/** Significance, strength, risk of a network, side by side in this order. */
export function NetworkFigures({
  record,
  points,
  isExplained = false,
}: {
  readonly record: Pick<NetworkRecord, 'q' | 'strength' | 'strengthByFamily' | 'barBits' | 'tier' | 'probability'>;
  readonly points: string;
  readonly isExplained?: boolean;
}) {
  return (
    <div className="three">
      <div>
        <h3>
          <Term of="q">Significance, q</Term>
        </h3>
        <p className="fig">{formatChance(record.q)}</p>
        <Pips q={record.q} />
        {isExplained && <p className="micro t3">share of such networks that luck makes</p>}
      </div>
      <div>
        <h3>
          <Term of="bits">Strength, median</Term>
        </h3>
        <p className="fig">
          {formatBits(record.strength)} <small>bits</small>
        </p>
        <Bits byFamily={record.strengthByFamily} total={record.strength} bar={record.barBits} />
        {isExplained && <p className="micro t3">median member; bar is {formatBits(record.barBits)}</p>}
      </div>
      <div>
        <h3>
          <Term of="tier">Risk tier</Term>
        </h3>
        <p className={`fig ${record.tier}-text`}>{TIER_WORD[record.tier]}</p>
        <p className="t2 micro">{points}</p>
        {record.probability !== null && (
          <p className="t2 micro">{formatShare(record.probability)} likely to be confirmed</p>
        )}
        {isExplained && <p className="micro t3">what it does, apart from how linked it is</p>}
      </div>
    </div>
  );
}

/** Word and glyph kind of each family. */
export const FAMILY_WORDS: Readonly<Record<Family, { readonly word: string; readonly kind: string }>> = {
  payment: { word: 'Payment', kind: 'payment-method' },
  network: { word: 'Network', kind: 'ip' },
  prompt: { word: 'Prompt', kind: 'prompt-template' },
  client: { word: 'Client', kind: 'user-agent' },
  identity: { word: 'Identity', kind: 'email-domain' },
  timing: { word: 'Timing', kind: 'timing' },
};

/** Shares of members held by each family, the largest first, with a fact beside each where there is one. */
export function HeldBy({
  heldBy,
  facts = {},
}: {
  readonly heldBy: FamilyBits;
  readonly facts?: Readonly<Partial<Record<Family, string>>>;
}) {
  const families = FAMILIES.filter((family) => (heldBy[family] ?? 0) > 0).toSorted(
    (a, b) => (heldBy[b] ?? 0) - (heldBy[a] ?? 0),
  );
  const hasFacts = Object.keys(facts).length > 0;
  return families.map((family) => (
    <div key={family} className="frow">
      <IndicatorGlyph kind={FAMILY_WORDS[family].kind} />
      <span className="frow-word">{FAMILY_WORDS[family].word}</span>
      <ShareBar family={family} share={heldBy[family] ?? 0} />
      <span className="num frow-share">{formatShare(heldBy[family] ?? 0)}</span>
      {hasFacts && <span className="micro t3 ell frow-fact">{facts[family]}</span>}
    </div>
  ));
}
