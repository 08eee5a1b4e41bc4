import { describe, expect, it } from 'vitest';
import { AS_IT_COMES, groupAt, groupsOf, placeOfAccount, placeOfGroup } from './arranged.js';
import type { Scene } from './scene.js';
import { buildFrame } from './testing/build-frame.js';

const frame = buildFrame([{ x: 0 }, { x: 100 }, { x: 300, community: 1 }, { x: 900, community: 1 }]);
const scene = (focus: number): Scene =>
  ({
    frame,
    focus,
    arranged: {
      ...AS_IT_COMES,
      ...groupsOf([
        { name: 'Ring', accounts: [0, 1, 2] },
        { name: 'Late', accounts: [2, 3] },
      ]),
    },
  }) as unknown as Scene;
const projection = { scale: 1, x: 0, y: 50, width: 1000, height: 100, points: 1 };

describe('a group', () => {
  it('stands in the middle of its accounts, of the open community where one is open', () => {
    expect(placeOfGroup(scene(-1), 0)?.x).toBeCloseTo(400 / 3);
    expect([placeOfGroup(scene(0), 0)?.x, placeOfGroup(scene(1), 0)?.x, placeOfGroup(scene(0), 1)]).toEqual([
      50,
      300,
      undefined,
    ]);
  });

  it('has an account that is in two as the first of them', () => {
    expect([2, 3].map((account) => scene(-1).arranged.groupOf.get(account))).toEqual([0, 1]);
    expect(placeOfGroup(scene(-1), 1)?.x).toBe(900);
  });

  it('is where its accounts are drawn, and others at their own places', () => {
    expect(placeOfAccount({ ...scene(0), frame }, 1).x).toBe(50);
    expect(placeOfAccount({ ...scene(0), frame, arranged: AS_IT_COMES }, 1).x).toBe(100);
  });

  it('is found under the pointer by its mark', () => {
    expect([groupAt(projection, scene(0), { x: 60, y: 45 }), groupAt(projection, scene(0), { x: 70, y: 45 })]).toEqual([
      0, -1,
    ]);
  });
});
