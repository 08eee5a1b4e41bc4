import { ACCOUNT_COLUMNS, type AccountColumn } from '@iolaus/contracts';
import { Check, Columns3 } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import { ACCOUNT_LOOKS } from './account-columns.js';

/** Which columns the table has; the account itself always stands first. */
export function ColumnsMenu({
  columns,
  onChange,
}: {
  readonly columns: readonly AccountColumn[];
  readonly onChange: (columns: readonly AccountColumn[]) => void;
}) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className="btn">
        <Columns3 size={14} strokeWidth={1.5} aria-hidden="true" /> Columns
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className="float menu facet-menu"
          align="end"
          sideOffset={6}
          onKeyDown={(event) => event.stopPropagation()}
        >
          {ACCOUNT_COLUMNS.filter((column) => column !== 'id').map((column) => (
            <DropdownMenu.CheckboxItem
              key={column}
              className="menu-item"
              checked={columns.includes(column)}
              onSelect={(event) => {
                event.preventDefault();
                onChange(ACCOUNT_COLUMNS.filter((each) => columns.includes(each) !== (each === column)));
              }}
            >
              <span className={`check ${columns.includes(column) ? 'on' : ''}`}>
                {columns.includes(column) && <Check aria-hidden="true" />}
              </span>
              <span className="ell">{ACCOUNT_LOOKS[column].word}</span>
            </DropdownMenu.CheckboxItem>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
