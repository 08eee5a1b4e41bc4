import { Link } from '@tanstack/react-router';
import type { MatchHit } from '@iolaus/contracts';
import { CircleUser } from 'lucide-react';
import { IndicatorGlyph } from '../../ui/figures.js';
import { useKind } from '../../ui/kinds.js';
import { SafeText, visibleText } from '../../ui/safe-text.js';
import { IndicatorName } from '../../ui/why.js';
import { FORM_LINKS } from './form-words.js';

/** What an entry is known as, linked to its page; and the entry, where it says more than that. */
export function HitName({ hit }: { readonly hit: MatchHit }) {
  const { kind, value, text, entry, form } = hit;
  return (
    <span className="row mat-name" title={visibleText(`Pasted as ${entry}`)}>
      {kind === 'account' ? (
        <>
          <CircleUser size={12} strokeWidth={1.5} className="t3" role="img" aria-label="Account" />
          <Link to="/a/$id" params={{ id: value }} className="plain mono ell">
            <SafeText>{value}</SafeText>
          </Link>
        </>
      ) : (
        <>
          <IndicatorGlyph kind={kind} />
          <KindWord kind={kind} />
          <IndicatorName kind={kind} value={value} text={text} />
        </>
      )}
      {FORM_LINKS[form] !== '' && entry !== value && (
        <span className="t3 ell">
          {FORM_LINKS[form]} <SafeText>{entry}</SafeText>
        </span>
      )}
    </span>
  );
}

/** The glyph in words, for those who do not see it. */
function KindWord({ kind }: { readonly kind: string }) {
  return <span className="visually-hidden">{useKind(kind).label}</span>;
}
