import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useKeys } from '../../shell/use-keys.js';

interface MemberKeys {
  readonly count: number;
  /** The account of a row, undefined while it is read. */
  readonly accountAt: (index: number) => string | undefined;
  readonly onSelect: (account: string) => void;
  readonly scrollTo: (index: number) => void;
}

/** The table of members by keyboard: J and K move a row in hand, X selects it, Enter opens its account. Gives the index of the row in hand, −1 before the first move. */
export function useMemberKeys({ count, accountAt, onSelect, scrollTo }: MemberKeys): number {
  const navigate = useNavigate();
  const [at, setAt] = useState(-1);
  const account = at < 0 ? undefined : accountAt(at);
  const move = (by: number) => (): void => {
    const next = Math.min(count - 1, Math.max(0, at + by));
    setAt(next);
    scrollTo(next);
  };
  useKeys({
    J: move(1),
    K: move(-1),
    X: account === undefined ? undefined : () => onSelect(account),
    Enter: account === undefined ? undefined : () => void navigate({ to: '/a/$id', params: { id: account } }),
  });
  return at;
}
