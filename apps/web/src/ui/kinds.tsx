import { createContext, useContext } from 'react';
import { INDICATOR_KINDS, type IndicatorKind } from '@iolaus/contracts';

/** Kinds of the open home: built-in ones, then declared ones. */
export const Kinds = createContext<readonly IndicatorKind[]>(INDICATOR_KINDS);

/** What is known of a kind; an unknown one is shown by its own name. */
export function useKind(kind: string): IndicatorKind {
  const kinds = useContext(Kinds);
  return (
    kinds.find((each) => each.kind === kind) ?? {
      kind,
      label: kind,
      plural: kind,
      family: 'identity',
      reliability01: 0,
      isDeclared: true,
    }
  );
}
