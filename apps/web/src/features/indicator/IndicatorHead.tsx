import type { IndicatorView } from '@iolaus/contracts';
import { IndicatorGlyph } from '../../ui/figures.js';
import { formatIndicator } from '../../ui/format.js';
import { useKind } from '../../ui/kinds.js';
import { SafeText, Template } from '../../ui/safe-text.js';
import { HeldRules, RuleButtons } from '../constraints/RuleButtons.js';
import { rulesOfIndicator } from '../constraints/rules-in-hand.js';

/** What it is, the sentence that says whether it links, and for a template its words. */
export function IndicatorHead({ indicator }: { readonly indicator: IndicatorView }) {
  const { kind, value, text, linking } = indicator;
  const { label, isDeclared } = useKind(kind);
  const rules = rulesOfIndicator({ kind, value });
  return (
    <header className="ind-head">
      <div className="row">
        <IndicatorGlyph kind={kind} size={16} />
        <h1 className="mono ell">
          <SafeText>{formatIndicator(kind, value)}</SafeText>
        </h1>
        <span className="chip">{label}</span>
        {isDeclared && <span className="chip">declared by a mapping</span>}
        <span className="sp" />
        <RuleButtons rules={rules} />
      </div>
      <p className="t2">
        <SafeText>{linking}</SafeText>
      </p>
      {text !== null && (
        <p className="ind-code">
          <Template text={text} />
        </p>
      )}
      <HeldRules rules={rules} />
    </header>
  );
}
