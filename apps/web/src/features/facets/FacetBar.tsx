import { Check, ChevronDown, X } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { formatCount } from '../../ui/format.js';
import './facets.css';
import { withValue, type Chosen, type FacetView } from './facets.js';

interface FacetBarProps {
  readonly facets: readonly FacetView[];
  readonly chosen: Chosen;
  readonly onChange: (chosen: Chosen, name: string) => void;
  /** Whether anything else narrows the rows, which is cleared as well. */
  readonly isNarrowed: boolean;
  readonly onClear: () => void;
}

/** Facets as chips: each opens its values with their counts, says what is chosen of it, and is cleared by itself. */
export function FacetBar({ facets, chosen, onChange, isNarrowed, onClear }: FacetBarProps) {
  return (
    <div className="facets" role="group" aria-label="Filter">
      {facets.map((facet) => (
        <FacetChip key={facet.id} facet={facet} chosen={chosen} onChange={onChange} />
      ))}
      {isNarrowed && (
        <button type="button" className="link small" onClick={onClear}>
          Clear all <kbd>⇧F</kbd>
        </button>
      )}
    </div>
  );
}

function FacetChip({
  facet,
  chosen,
  onChange,
}: Pick<FacetBarProps, 'chosen' | 'onChange'> & { readonly facet: FacetView }) {
  const { id, label, values } = facet;
  const has = chosen[id] ?? [];
  const words = has.map((value) => values.find((each) => each.value === value)?.word ?? value);
  return (
    <span className={`chip facet ${has.length > 0 ? 'on' : ''}`}>
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger className="plain-button facet-open">
          {label} {has.length > 0 && <b className="ell">{words.join(', ')}</b>}
          {has.length === 0 && <ChevronDown size={12} strokeWidth={1.5} aria-hidden="true" />}
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content
            className="float menu facet-menu"
            align="start"
            sideOffset={6}
            aria-label={label}
            // Letters find a value here; they are no keys of the screen.
            onKeyDown={(event) => event.stopPropagation()}
          >
            {values.map(({ value, word, count }) => (
              <DropdownMenu.CheckboxItem
                key={value}
                className="menu-item"
                checked={has.includes(value)}
                textValue={word}
                onSelect={(event) => {
                  // Several are chosen one after the other.
                  event.preventDefault();
                  onChange(
                    withValue(chosen, id, value),
                    `${has.includes(value) ? 'Took back' : 'Chose'} ${label.toLowerCase()} ${word}`,
                  );
                }}
              >
                <span className={`check ${has.includes(value) ? 'on' : ''}`}>
                  {has.includes(value) && <Check aria-hidden="true" />}
                </span>
                <span className="ell">{word}</span>
                <span className={`num ${count === 0 ? 't3' : 't2'}`}>{formatCount(count)}</span>
              </DropdownMenu.CheckboxItem>
            ))}
            {values.length === 0 && <p className="small t3 facet-none">Nothing to choose from.</p>}
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
      {has.length > 0 && (
        <button
          type="button"
          className="plain-button x"
          aria-label={`Clear ${label}`}
          title={`Clear ${label}`}
          onClick={() => onChange({ ...chosen, [id]: undefined }, `Cleared ${label.toLowerCase()}`)}
        >
          <X size={12} strokeWidth={1.5} aria-hidden="true" />
        </button>
      )}
    </span>
  );
}
