import { Link } from '@tanstack/react-router';
import type { AccountColumn, AccountTableRow } from '@iolaus/contracts';
import type { ReactNode } from 'react';
import { Tier } from '../../ui/figures.js';
import { formatBits, formatCount, formatDay } from '../../ui/format.js';
import { SafeText } from '../../ui/safe-text.js';

interface AccountColumnLook {
  readonly word: string;
  readonly className: string;
  readonly cell: (row: AccountTableRow) => ReactNode;
}

const text = (value: string | null): ReactNode =>
  value === null ? <span className="t3">–</span> : <SafeText>{value}</SafeText>;
const plain = (word: string, of: (row: AccountTableRow) => string | null): AccountColumnLook => ({
  word,
  className: 'ell',
  cell: (row) => text(of(row)),
});
const day = (word: string, of: (row: AccountTableRow) => number | null): AccountColumnLook => ({
  word,
  className: 't2',
  cell: (row) => (of(row) === null ? <span className="t3">–</span> : formatDay(of(row))),
});

/** How each column of the table of accounts is called and drawn. */
export const ACCOUNT_LOOKS: Readonly<Record<AccountColumn, AccountColumnLook>> = {
  id: {
    word: 'Account',
    className: 'mono acs-id',
    cell: ({ id }) => (
      <Link to="/a/$id" params={{ id }} className="plain">
        <SafeText>{id}</SafeText>
      </Link>
    ),
  },
  network: {
    word: 'Network',
    className: 'mono',
    cell: ({ network }) =>
      network === null ? (
        <span className="t3">–</span>
      ) : (
        <Link to="/n/$id" params={{ id: network }} className="plain">
          {network}
        </Link>
      ),
  },
  tier: {
    word: 'Tier of network',
    className: '',
    cell: ({ tier }) => (tier === null ? <span className="t3">–</span> : <Tier tier={tier} />),
  },
  bits: {
    word: 'Member by, bits',
    className: 'num',
    cell: ({ bits }) => (bits === null ? <span className="t3">–</span> : formatBits(bits)),
  },
  exchanges: { word: 'Exchanges', className: 'num', cell: ({ exchanges }) => formatCount(exchanges) },
  created: day('Signed up', ({ created }) => created),
  first: day('First seen', ({ first }) => first),
  last: day('Last seen', ({ last }) => last),
  status: plain('Status', ({ status }) => status),
  programme: plain('Programme', ({ programme }) => programme),
  organisation: plain('Organisation', ({ organisation }) => organisation),
  email_domain: plain('E-mail domain', ({ email_domain }) => email_domain),
  country: plain('Country', ({ country }) => country),
};
