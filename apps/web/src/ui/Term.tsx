import type { ReactNode } from 'react';
import { DEFINITIONS, type DefinedTerm } from './definitions.js';

/** A figure's name with its definition as a tip; Help lists the same definitions for who has no pointer. */
export function Term({ of, children }: { readonly of: DefinedTerm; readonly children: ReactNode }) {
  return (
    <span className="term" title={DEFINITIONS[of].means}>
      {children}
    </span>
  );
}
