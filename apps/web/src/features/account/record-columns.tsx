import type { RecordRow } from '@iolaus/contracts';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { formatTime } from '../../ui/format.js';
import { SafeText } from '../../ui/safe-text.js';
import type { RecordCells } from './record-cells.js';

/** A column of the raw rows. */
export interface RecordColumn {
  readonly word: string;
  /** Sets the width. */
  readonly head: string;
  readonly cell: string;
  /** Only exchanges fill it. */
  readonly isOfExchanges?: true;
  /** Only where the records are of several accounts. */
  readonly isOfSeveral?: true;
  readonly render: (cells: RecordCells, row: RecordRow) => ReactNode;
}

const NUMBER = 'num acc-tokens';

/** The columns before the record's own reference. */
export const RECORD_COLUMNS: readonly RecordColumn[] = [
  { word: 'Time, UTC', head: 'acc-time', cell: '', render: (_, { timeMs }) => <Time timeMs={timeMs} /> },
  {
    word: 'Account',
    head: 'acc-account',
    cell: 'mono ell',
    isOfSeveral: true,
    render: (_, { account }) => <Account id={account} />,
  },
  { word: 'What', head: 'acc-what', cell: 't2', render: ({ what }) => what },
  {
    word: 'Model',
    head: 'acc-model',
    cell: 'ell',
    isOfExchanges: true,
    render: ({ model }) => <SafeText>{model}</SafeText>,
  },
  { word: 'Content, masked', head: '', cell: 'ell t2', render: ({ content }) => <SafeText>{content}</SafeText> },
  { word: 'IP', head: 'acc-ip', cell: 'mono ell', isOfExchanges: true, render: ({ ip }) => <SafeText>{ip}</SafeText> },
  { word: 'In', head: NUMBER, cell: 'num', isOfExchanges: true, render: ({ input }) => input },
  { word: 'Out', head: NUMBER, cell: 'num', isOfExchanges: true, render: ({ output }) => output },
];

function Account({ id }: { readonly id: string | null }) {
  return (
    id !== null && (
      <Link to="/a/$id" params={{ id }} className="plain">
        <SafeText>{id}</SafeText>
      </Link>
    )
  );
}

// Rows may be years apart; the day alone would not say so.
function Time({ timeMs }: { readonly timeMs: number | null }) {
  return <span title={timeMs === null ? undefined : new Date(timeMs).toISOString()}>{formatTime(timeMs)}</span>;
}
