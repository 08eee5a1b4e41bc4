import type { AccountColumn } from '@iolaus/contracts';
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { FIRST_COLUMNS } from './accounts-view.js';

const useKept = create<{ readonly columns: readonly AccountColumn[] }>()(
  persist(() => ({ columns: FIRST_COLUMNS }), { name: 'iolaus.account-columns' }),
);

/** The columns of the table: those of the address, else those that this browser keeps; and how to keep others. */
export function useColumns(asked: readonly AccountColumn[] | undefined): {
  readonly columns: readonly AccountColumn[];
  readonly choose: (columns: readonly AccountColumn[]) => void;
} {
  const kept = useKept((state) => state.columns);
  return { columns: asked ?? kept, choose: (columns) => useKept.setState({ columns }) };
}
