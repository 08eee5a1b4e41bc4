const QUANTUM = 65535;

/** Bounds of a picture in world units. */
interface Bounds {
  readonly minX: number;
  readonly minY: number;
  readonly maxX: number;
  readonly maxY: number;
}

/** Where an axis of the picture begins, and how long it is. */
export interface Axis {
  readonly min: number;
  readonly span: number;
}

/** The axes of an extent. */
export const axesOf = ({ minX, minY, maxX, maxY }: Bounds): readonly [x: Axis, y: Axis] => [
  { min: minX, span: maxX - minX || 1 },
  { min: minY, span: maxY - minY || 1 },
];

/** Places on an axis as u16 of it. */
export function quantise(column: Float32Array, { min, span }: Axis): Uint16Array {
  return Uint16Array.from(column, (value) =>
    Math.max(0, Math.min(QUANTUM, Math.round(((value - min) / span) * QUANTUM))),
  );
}

/** Places of {@link quantise}, within 1/65535 of the axis. */
export function restore(column: Uint16Array, { min, span }: Axis): Float32Array {
  return Float32Array.from(column, (value) => min + (value / QUANTUM) * span);
}
