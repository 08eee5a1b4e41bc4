import { Link } from '@tanstack/react-router';
import {
  INDICATOR_CLASSES,
  type MatchAccount,
  type MatchAnswer,
  type MatchHit,
  type MatchNetwork,
} from '@iolaus/contracts';
import type { ReactNode } from 'react';
import { formatBits, formatCount, formatIndicator } from '../../ui/format.js';
import { SafeText, visibleText } from '../../ui/safe-text.js';
import { FORM_WORDS } from './form-words.js';
import { HitName } from './HitName.js';

/** One column of a table, and what of it stands in a file: a glyph there is a word. */
export interface Column<Row> {
  readonly name: string;
  readonly className: string;
  readonly cell: (row: Row) => ReactNode;
  readonly file: Readonly<Record<string, (row: Row) => string | number | null>>;
}

type Networks = ReadonlyMap<string, MatchNetwork>;
type Miss = MatchAnswer['misses'][number];
type Malformed = MatchAnswer['malformed'][number];

function textColumn<Row>(name: string, className: string, text: (row: Row) => string): Column<Row> {
  return { name, className, cell: (row) => <Text text={text(row)} />, file: { [name]: text } };
}

function countColumn<Row>(name: string, className: string, of: (row: Row) => number): Column<Row> {
  return { name, className: `num ${className}`, cell: (row) => formatCount(of(row)), file: { [name]: of } };
}

const line = <Row extends { readonly line: number }>(): Column<Row> =>
  countColumn('Line', 'mat-line t3', (row) => row.line);
const entry = <Row extends { readonly entry: string }>(): Column<Row> =>
  textColumn('Entry', 'mono ell', (row) => row.entry);

/** Found by which entry, and the thing itself. */
const found: readonly Column<MatchHit>[] = [
  line(),
  {
    name: 'Known as',
    className: 'ell',
    cell: (hit) => <HitName hit={hit} />,
    file: {
      Entry: (hit) => hit.entry,
      Kind: (hit) => hit.kind,
      'Known as': (hit) => formatIndicator(hit.kind, hit.value, hit.text),
    },
  },
];
const reach = countColumn<MatchHit>('Reach', 'mat-count', (hit) => hit.reach);
const outside = countColumn<MatchHit>('Outside', 'mat-count', (hit) => hit.outside);

const classLabels = (hit: MatchHit): string =>
  INDICATOR_CLASSES.filter(({ name }) => hit.classes.includes(name))
    .map(({ label }) => label)
    .join(', ');

/** Columns of hits. */
export const hitColumns = (networks: Networks): readonly Column<MatchHit>[] => [
  ...found,
  textColumn('Class', 'mat-class t2 ell', classLabels),
  reach,
  outside,
  {
    name: 'Bits',
    className: 'num mat-bits',
    cell: (hit) => (hit.bits > 0 ? formatBits(hit.bits) : <span className="t3">–</span>),
    file: { Bits: (hit) => (hit.bits > 0 ? hit.bits : null) },
  },
  {
    name: 'Networks',
    className: 'mat-networks ell',
    cell: (hit) => <NetworkNames hit={hit} networks={networks} />,
    file: {
      Networks: (hit) =>
        hit.networks.map(({ id, accounts }) => `${networks.get(id)?.name ?? id} ${id} (${accounts})`).join('; '),
    },
  },
];

/** Columns of what is over-common. */
export const overCommonColumns: readonly Column<MatchHit>[] = [
  ...found,
  reach,
  outside,
  textColumn('Why', 'mat-why t2 ell', (hit) => hit.reason ?? ''),
];

/** Columns of misses. */
export const missColumns: readonly Column<Miss>[] = [
  line(),
  entry(),
  textColumn('Looked for as', 'mat-form t2 ell', ({ form }) => FORM_WORDS[form]),
];

/** Columns of what is malformed. */
export const malformedColumns: readonly Column<Malformed>[] = [
  line(),
  entry(),
  textColumn('Why', 'mat-why t2 ell', ({ reason }) => `It ${reason}`),
];

/** Columns of the accounts that touch the hits. */
export const accountColumns: readonly Column<MatchAccount>[] = [
  {
    name: 'Account',
    className: 'mono ell',
    cell: ({ account }) => (
      <Link to="/a/$id" params={{ id: account }} className="plain">
        <SafeText>{account}</SafeText>
      </Link>
    ),
    file: { Account: ({ account }) => account },
  },
  {
    name: 'Network',
    className: 'mat-of ell',
    cell: ({ network, networkName }) =>
      network === null ? (
        <span className="t3">none</span>
      ) : (
        <Link to="/n/$id" params={{ id: network }} className="plain t2">
          {networkName ?? network}
        </Link>
      ),
    file: { Network: ({ networkName }) => networkName, 'Network id': ({ network }) => network },
  },
  countColumn('Hits', 'mat-bits', ({ held }) => held),
  {
    name: 'Bits',
    className: 'num mat-bits t2',
    cell: ({ bits }) => formatBits(bits),
    file: { Bits: ({ bits }) => bits },
  },
];

/** Text that may be cut at the end of its cell: the whole of it is its tip. */
function Text({ text }: { readonly text: string }) {
  return (
    <span title={visibleText(text)}>
      <SafeText>{text}</SafeText>
    </span>
  );
}

function NetworkNames({ hit, networks }: { readonly hit: MatchHit; readonly networks: Networks }) {
  const [first, ...more] = hit.networks;
  if (!first) return <span className="t3">none</span>;
  return (
    <>
      <Link to="/n/$id" params={{ id: first.id }} className="plain">
        {networks.get(first.id)?.name ?? first.id}
      </Link>{' '}
      <span className="t3">
        {formatCount(first.accounts)}
        {more.length > 0 && `, ${formatCount(more.length)} more`}
      </span>
    </>
  );
}
