/** Which rows have a value, as Parquet's definition levels of an optional column: one run, of one value or of bits. `absent` has a bit for each row, 1 where there is none. */
export function levelsOf(of: {
  readonly rows: number;
  readonly absences: number;
  readonly absent: Uint8Array;
}): Buffer {
  const { rows, absences, absent } = of;
  if (absences === 0 || absences === rows) return Buffer.of(...varint(rows * 2), absences === 0 ? 1 : 0);
  const groups = (rows + 7) >> 3;
  return Buffer.concat([Buffer.from(varint(groups * 2 + 1)), absent.subarray(0, groups).map((byte) => ~byte)]);
}

function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 127; rest >>= 7) bytes.push((rest & 127) | 128);
  return [...bytes, rest];
}
