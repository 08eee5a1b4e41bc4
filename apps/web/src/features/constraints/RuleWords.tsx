import { Link } from '@tanstack/react-router';
import type { Rule } from '@iolaus/contracts';
import { IndicatorGlyph } from '../../ui/figures.js';
import { SafeText } from '../../ui/safe-text.js';
import { IndicatorName } from '../../ui/why.js';

/** What a rule is of: an indicator, accounts, an organisation, each a link where it has a page. */
export function RuleSubject({ rule }: { readonly rule: Rule }) {
  switch (rule.verb) {
    case 'cut-indicator':
    case 'share-indicator':
      return (
        <span className="row">
          <IndicatorGlyph kind={rule.kind} />
          <IndicatorName kind={rule.kind} value={rule.value} />
        </span>
      );
    case 'cut-link':
      return (
        <span className="row">
          <Account id={rule.a} />
          <span className="t3">and</span>
          <Account id={rule.b} />
        </span>
      );
    case 'verify-organisation':
      return (
        <span className="m ell">
          <SafeText>{rule.organisation}</SafeText>
        </span>
      );
    case 'pin-account':
      return (
        <span className="row">
          <Account id={rule.account} />
          <span className="t3">to</span>
          <Link to="/n/$id" params={{ id: rule.network }} className="plain mono">
            {rule.network}
          </Link>
        </span>
      );
    case 'exclude-account':
      return (
        <span className="row">
          <Account id={rule.account} />
        </span>
      );
  }
}

function Account({ id }: { readonly id: string }) {
  return (
    <Link to="/a/$id" params={{ id }} className="plain mono ell">
      <SafeText>{id}</SafeText>
    </Link>
  );
}
