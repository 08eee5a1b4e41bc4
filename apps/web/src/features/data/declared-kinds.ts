import { FAMILIES, type Family, type IndicatorKind } from '@iolaus/contracts';
import { outlineOf } from './mapping-document.js';

/** Kinds of the home, then those of the mapping that it does not have. */
export function withDeclared(known: readonly IndicatorKind[], mapping: string | undefined): readonly IndicatorKind[] {
  const declared = mapping === undefined ? [] : (outlineOf(mapping)?.declared ?? []);
  const added = declared.flatMap(({ target, label, family }): IndicatorKind[] =>
    isFamily(family) && !known.some(({ kind }) => kind === target)
      ? [{ kind: target, label, plural: `${label}s`, family, reliability01: 0, isDeclared: true }]
      : [],
  );
  return [...known, ...added];
}

const isFamily = (text: string): text is Exclude<Family, 'timing'> =>
  text !== 'timing' && FAMILIES.some((family) => family === text);
