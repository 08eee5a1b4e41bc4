import { FAMILIES, INDICATOR_KINDS } from '@iolaus/contracts';
import { expect, it } from 'vitest';
import { FAMILY_COLOUR, glyphPath } from './glyphs.js';

it('gives each built-in kind a shape of its own', () => {
  const shapes = INDICATOR_KINDS.map(({ kind }) => glyphPath(kind));
  expect(new Set([...shapes, glyphPath('a-declared-kind')]).size).toBe(INDICATOR_KINDS.length + 1);
});

it.each(['loyalty-card', 'constructor', '__proto__', ''])('gives the declared kind “%s” the cross', (kind) => {
  expect(glyphPath(kind)).toBe(glyphPath('another-declared-kind'));
});

it('gives each family a colour of its own', () => {
  expect(new Set(FAMILIES.map((family) => FAMILY_COLOUR[family])).size).toBe(FAMILIES.length);
});
