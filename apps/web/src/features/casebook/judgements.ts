import type { NetworkRecord, NetworkRow } from '@iolaus/contracts';
import { formatCount } from '../../ui/format.js';
import { blockedBy, networkSubject, type Judgement } from './verdicts.js';

/** A network that a verdict is about to be given on. */
export const judgementOfNetwork = ({ id, name, hypotheses }: NetworkRecord): Judgement =>
  judgementOfNetworks([{ id, name, open: hypotheses }]);

/** Networks that a verdict is about to be given on, with the questions that keep some of them from being confirmed. */
export function judgementOfNetworks(rows: readonly Pick<NetworkRow, 'id' | 'name' | 'open'>[]): Judgement {
  const [only] = rows;
  return {
    title: only && rows.length === 1 ? `${only.name} ${only.id}` : `${formatCount(rows.length)} networks`,
    subjects: rows.map(({ id }) => networkSubject(id)),
    blocked: new Map(
      rows.flatMap(({ id, open }) => {
        const why = blockedBy(open);
        return why === undefined ? [] : [[id, why]];
      }),
    ),
  };
}

/** Accounts that a verdict is about to be given on. */
export function judgementOfAccounts(accounts: readonly string[]): Judgement {
  const [only] = accounts;
  return {
    title: only !== undefined && accounts.length === 1 ? only : `${formatCount(accounts.length)} accounts`,
    subjects: accounts.map((id) => ({ on: 'account', id })),
    blocked: new Map(),
  };
}
