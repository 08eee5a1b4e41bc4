import { useContext, useMemo, type ReactNode } from 'react';
import { Kinds } from '../../ui/kinds.js';
import { withDeclared } from './declared-kinds.js';

/** Adds the kinds that a mapping declares to those of the home: before the import nobody else knows their names and families. */
export function DeclaredKinds({
  mapping,
  children,
}: {
  readonly mapping: string | undefined;
  readonly children: ReactNode;
}) {
  const known = useContext(Kinds);
  const kinds = useMemo(() => withDeclared(known, mapping), [known, mapping]);
  return <Kinds value={kinds}>{children}</Kinds>;
}
