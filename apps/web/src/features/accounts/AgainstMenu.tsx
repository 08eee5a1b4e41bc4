import type { KeptSnapshot } from '@iolaus/contracts';
import { Check, ChevronDown, X } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { snapshotWords, whyWords, type Against } from './against.js';

/** Which snapshot the accounts are compared with, why, and which others are kept. */
export function AgainstMenu({
  against,
  kept,
  onChange,
}: {
  readonly against: Against;
  readonly kept: readonly KeptSnapshot[];
  /** Undefined for the one that who looks had seen. */
  readonly onChange: (id: string | undefined) => void;
}) {
  if (against.kind === 'none') return null;
  const isKept = against.kind === 'kept';
  const isChosen = !isKept || against.why === 'chosen';
  return (
    <span className={`chip facet ${isChosen ? 'on' : ''}`}>
      <DropdownMenu.Root modal={false}>
        <DropdownMenu.Trigger
          className="plain-button facet-open"
          title={
            isKept ? `Compared with the snapshot of ${snapshotWords(against.snapshot)} UTC: ${whyWords(against)}` : ''
          }
        >
          Compared with <b className="ell">{isKept ? snapshotWords(against.snapshot) : 'a snapshot that is gone'}</b>
          {!isChosen && <ChevronDown size={12} strokeWidth={1.5} aria-hidden="true" />}
        </DropdownMenu.Trigger>
        <DropdownMenu.Portal>
          <DropdownMenu.Content
            className="float menu facet-menu"
            align="start"
            sideOffset={6}
            aria-label="Compared with"
            onKeyDown={(event) => event.stopPropagation()}
          >
            {kept.map((each) => {
              const isIt = isKept && each.id === against.snapshot.id;
              return (
                <DropdownMenu.CheckboxItem
                  key={each.id}
                  className="menu-item"
                  checked={isIt}
                  textValue={snapshotWords(each)}
                  onSelect={() => onChange(each.id)}
                >
                  <span className={`check ${isIt ? 'on' : ''}`}>{isIt && <Check aria-hidden="true" />}</span>
                  <span className="ell">{snapshotWords(each)} UTC</span>
                  <span className="t3 small">
                    {each.isCurrent ? 'shown now' : isIt && isKept ? whyShort(against) : ''}
                  </span>
                </DropdownMenu.CheckboxItem>
              );
            })}
          </DropdownMenu.Content>
        </DropdownMenu.Portal>
      </DropdownMenu.Root>
      {isChosen && (
        <button
          type="button"
          className="plain-button x"
          aria-label="Compare with what I last looked at"
          title="Compare with what I last looked at"
          onClick={() => onChange(undefined)}
        >
          <X size={12} strokeWidth={1.5} aria-hidden="true" />
        </button>
      )}
    </span>
  );
}

const whyShort = ({ why }: Extract<Against, { kind: 'kept' }>): string =>
  ({ chosen: 'chosen', seen: 'you last looked', nearest: 'oldest that is kept', before: 'the one before' })[why];
