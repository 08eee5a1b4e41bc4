/** A rectangle on the screen, in pixels. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

const GAP = 12;
const EDGE = 16;

/** Where a card stands beside what it points at: the first of right, left, below, above that has room, else inside its lower edge; in the middle of the screen without anything to point at. */
export function placeCard(
  target: Box | undefined,
  card: Pick<Box, 'width' | 'height'>,
  screen: Pick<Box, 'width' | 'height'>,
): { readonly left: number; readonly top: number } {
  const within = (left: number, top: number) => ({
    left: clamp(left, EDGE, screen.width - card.width - EDGE),
    top: clamp(top, EDGE, screen.height - card.height - EDGE),
  });
  if (!target) return within((screen.width - card.width) / 2, (screen.height - card.height) / 2);
  const { left, top, width, height } = target;
  if (left + width + GAP + card.width + EDGE <= screen.width) return within(left + width + GAP, top);
  if (left - GAP - card.width >= EDGE) return within(left - GAP - card.width, top);
  if (top + height + GAP + card.height + EDGE <= screen.height) return within(left, top + height + GAP);
  if (top - GAP - card.height >= EDGE) return within(left, top - GAP - card.height);
  return within(left + (width - card.width) / 2, top + height - card.height - GAP);
}

const clamp = (value: number, least: number, most: number): number => Math.max(least, Math.min(most, value));
