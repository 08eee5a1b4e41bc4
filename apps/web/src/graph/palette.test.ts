import { expect, it } from 'vitest';
import { withAlpha } from './palette.js';

it.each([
  ['#8ab4ff', 0, '#8ab4ff00'],
  ['#8ab4ff', 0.02, '#8ab4ff05'],
  ['#8ab4ff', 1, '#8ab4ffff'],
  ['#8ab4ff1f', 0.5, '#8ab4ff80'],
])('%s at opacity %d is %s', (colour, alpha, result) => {
  expect(withAlpha(colour, alpha)).toBe(result);
});
