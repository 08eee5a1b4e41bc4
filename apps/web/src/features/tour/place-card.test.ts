import { describe, expect, it } from 'vitest';
import { placeCard } from './place-card.js';

const screen = { width: 1440, height: 900 };
const card = { width: 340, height: 160 };

describe('the card of the tour', () => {
  it('stands at the right of its target, else at the left, below, above', () => {
    expect(placeCard({ left: 50, top: 40, width: 800, height: 400 }, card, screen)).toEqual({ left: 862, top: 40 });
    expect(placeCard({ left: 1060, top: 40, width: 380, height: 820 }, card, screen)).toEqual({ left: 708, top: 40 });
    expect(placeCard({ left: 50, top: 60, width: 1390, height: 44 }, card, screen)).toEqual({ left: 50, top: 116 });
    expect(placeCard({ left: 50, top: 700, width: 1390, height: 180 }, card, screen)).toEqual({ left: 50, top: 528 });
  });

  it('stands inside what fills the screen, in the middle without a target, and never over the edge', () => {
    expect(placeCard({ left: 0, top: 0, width: 1440, height: 900 }, card, screen)).toEqual({ left: 550, top: 724 });
    expect(placeCard(undefined, card, screen)).toEqual({ left: 550, top: 370 });
    expect(placeCard({ left: 1060, top: 860, width: 300, height: 40 }, card, screen).top).toBeLessThanOrEqual(724);
  });
});
