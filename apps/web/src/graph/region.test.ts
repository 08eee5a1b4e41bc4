import { describe, expect, it } from 'vitest';
import { AS_IT_COMES } from './arranged.js';
import { accountsInside, boxOf } from './region.js';
import { buildFrame } from './testing/build-frame.js';

const projection = { scale: 2, x: 100, y: 50, width: 800, height: 600, points: 1 };
/** Far away, then a, b and c. */
const frame = buildFrame([
  { x: 200, y: 200 },
  { x: 10, y: 10 },
  { x: 30, y: 10, bits: 4 },
  { x: 20, y: 20, community: 1 },
]);
const scene = { frame, focus: -1, leastBits: 0, hiddenAccounts: new Uint8Array(), arranged: AS_IT_COMES };
const box = boxOf({ x: 110, y: 60 }, { x: 170, y: 100 });

describe('accounts inside an outline', () => {
  it('are those whose pixels it holds, in the order of the frame', () => {
    expect(accountsInside(box, scene, projection)).toEqual([1, 2, 3]);
  });

  it('are the same for a box that was drawn from its other corner', () => {
    expect(accountsInside(boxOf({ x: 170, y: 100 }, { x: 110, y: 60 }), scene, projection)).toEqual([1, 2, 3]);
  });

  it('are those of the open community alone', () => {
    expect(accountsInside(box, { ...scene, focus: 1 }, projection)).toEqual([3]);
  });

  it('are none that filters or the hand have hidden', () => {
    const filtered = { ...scene, leastBits: 5, hiddenAccounts: Uint8Array.of(0, 1) };
    expect(accountsInside(box, filtered, projection)).toEqual([3]);
  });

  it('lie in the bays of a lasso, not between them', () => {
    // A U round a (120, 70) and b (160, 70), open above c (140, 90)'s column.
    const lasso = [
      { x: 110, y: 60 },
      { x: 130, y: 60 },
      { x: 130, y: 95 },
      { x: 150, y: 95 },
      { x: 150, y: 60 },
      { x: 170, y: 60 },
      { x: 170, y: 110 },
      { x: 110, y: 110 },
    ];
    expect(accountsInside(lasso, scene, projection)).toEqual([1, 2]);
  });

  it('are none for a line, and none before accounts are there', () => {
    expect(accountsInside(box.slice(0, 2), scene, projection)).toEqual([]);
    expect(accountsInside(box, { ...scene, frame: undefined }, projection)).toEqual([]);
  });
});
