import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useKeys } from '../../shell/use-keys.js';

interface MemberKeys {
  readonly count: number;
  /** The account of a row, undefined while it is read. */
  readonly accountAt: (index: number) => string | undefined;
  readonly onSelect: (account: string) => void;
}

/** The table of members by keyboard: J and K move a row in hand, X selects it, Enter opens its account. Gives the index of the row in hand, undefined before the first move. */
export function useMemberKeys({ count, accountAt, onSelect }: MemberKeys): number | undefined {
  const navigate = useNavigate();
  const [at, setAt] = useState<number>();
  const account = at === undefined ? undefined : accountAt(at);
  const move = (by: number) => (): void => {
    setAt(Math.min(count - 1, Math.max(0, (at ?? -1) + by)));
  };
  useKeys({
    J: move(1),
    K: move(-1),
    X: account === undefined ? undefined : () => onSelect(account),
    Enter: account === undefined ? undefined : () => void navigate({ to: '/a/$id', params: { id: account } }),
  });
  return at;
}
