import type { FrontierPoint } from '@iolaus/contracts';

/** Width and height of a drawing, in its own units. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The curves of a frontier as SVG paths: a step each, since nothing lies between two points. */
export interface FrontierLines {
  readonly volume: string;
  readonly wayBack: string;
  readonly hit: string;
  /** Most accounts hit: the top of the lower curve. */
  readonly mostHit: number;
}

/** Draws shares from 0 to 1, and the accounts hit on a scale of their own. It begins at nothing done. */
export function frontierLines(frontier: readonly FrontierPoint[], upper: Size, lower: Size): FrontierLines {
  const mostHit = frontier.at(-1)?.benignHit ?? 0;
  const shares = (of: (point: FrontierPoint) => number): string => stepPath(frontier.map(of), upper);
  return {
    volume: shares((point) => point.volumeRemoved01),
    wayBack: shares((point) => point.wayBackBlocked01),
    hit: stepPath(
      frontier.map((point) => (mostHit === 0 ? 0 : point.benignHit / mostHit)),
      lower,
    ),
    mostHit,
  };
}

/** Where that many steps of so many end. */
export function xOf(steps: number, of: number, width: number): number {
  return round((steps * width) / Math.max(1, of));
}

function stepPath(values: readonly number[], { width, height }: Size): string {
  const moves = values.map((value, at) => `V${round(height * (1 - value))}H${xOf(at + 1, values.length, width)}`);
  return `M0 ${height}${moves.join('')}`;
}

const round = (value: number): number => Math.round(value * 100) / 100;
