import { useContext } from 'react';
import { IndicatorGlyph } from '../../ui/figures.js';
import { Kinds } from '../../ui/kinds.js';

interface KindChipsProps {
  readonly kind: string | undefined;
  /** The kind that was chosen, undefined for all, and its word in a sentence. */
  readonly onChange: (kind: string | undefined, word: string) => void;
}

/** One chip for each kind that can link, and one for all of them. */
export function KindChips({ kind, onChange }: KindChipsProps) {
  const kinds = useContext(Kinds).filter((each) => each.reliability01 > 0 || each.kind === kind);
  return (
    <div className="row ind-chips" role="group" aria-label="Kind">
      <button
        type="button"
        className="chip"
        aria-pressed={kind === undefined}
        onClick={() => onChange(undefined, 'all indicators')}
      >
        All kinds
      </button>
      {kinds.map((each) => (
        <button
          key={each.kind}
          type="button"
          className="chip"
          aria-pressed={each.kind === kind}
          onClick={() => onChange(each.kind, each.plural)}
        >
          <IndicatorGlyph kind={each.kind} />
          {each.plural}
        </button>
      ))}
    </div>
  );
}
