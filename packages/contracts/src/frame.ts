/**
 * A network as columns, ready to draw: positions come from the layout that is stored with the snapshot.
 * Coordinates are world units; the whole picture lies inside `extent` and y grows downwards.
 */
export interface Frame {
  readonly network: string;
  readonly extent: { readonly minX: number; readonly minY: number; readonly maxX: number; readonly maxY: number };
  /** Accounts, best member first. `size` 0–2 are thirds by exchanges; `bits` in quarter bits, capped at 255. */
  readonly accountIds: readonly string[];
  readonly accountX: Float32Array;
  readonly accountY: Float32Array;
  readonly accountCommunity: Uint16Array;
  readonly accountSize: Uint8Array;
  readonly accountBits: Uint8Array;
  /** Indicators that are drawn in the near view; `kind` indexes `kinds`; `isHeart` 1 = heart of its community, 0 = seed of a petal. */
  readonly kinds: readonly string[];
  readonly indicatorValues: readonly string[];
  readonly indicatorKind: Uint8Array;
  readonly indicatorX: Float32Array;
  readonly indicatorY: Float32Array;
  readonly indicatorCommunity: Uint16Array;
  readonly indicatorReach: Uint32Array;
  /** Bits of each indicator for a member that holds it. */
  readonly indicatorBits: Float32Array;
  readonly indicatorIsHeart: Uint8Array;
  /** Who holds what, by indicator: accounts of indicator i are `linkAccount[linkStart[i] … linkStart[i+1]−1]`, ascending. */
  readonly linkStart: Uint32Array;
  readonly linkAccount: Uint32Array;
}

const VERSION = 0x494f4c01; // "IOL" and 1
const QUANTUM = 65535;

/** The frame as bytes: a JSON head, then 4-byte aligned little-endian columns, positions as u16 of the extent. */
export function encodeFrame(frame: Frame): Uint8Array<ArrayBuffer> {
  const { extent } = frame;
  const head = new TextEncoder().encode(
    JSON.stringify({
      network: frame.network,
      extent,
      kinds: frame.kinds,
      accountIds: frame.accountIds,
      indicatorValues: frame.indicatorValues,
    }),
  );
  const width = extent.maxX - extent.minX || 1;
  const height = extent.maxY - extent.minY || 1;
  const columns = [
    quantise(frame.accountX, extent.minX, width),
    quantise(frame.accountY, extent.minY, height),
    frame.accountCommunity,
    frame.accountSize,
    frame.accountBits,
    frame.indicatorKind,
    quantise(frame.indicatorX, extent.minX, width),
    quantise(frame.indicatorY, extent.minY, height),
    frame.indicatorCommunity,
    frame.indicatorReach,
    frame.indicatorBits,
    frame.indicatorIsHeart,
    frame.linkStart,
    frame.linkAccount,
  ];
  const size = columns.reduce((sum, column) => sum + 4 + padded(column.byteLength), 8 + padded(head.length));
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, VERSION, true);
  view.setUint32(4, head.length, true);
  bytes.set(head, 8);
  let at = 8 + padded(head.length);
  for (const column of columns) {
    view.setUint32(at, column.byteLength, true);
    bytes.set(new Uint8Array(column.buffer, column.byteOffset, column.byteLength), at + 4);
    at += 4 + padded(column.byteLength);
  }
  return bytes;
}

/** The frame of {@link encodeFrame}'s bytes; throws a RangeError on another version or a short buffer. Positions come back within 1/65535 of the extent. */
export function decodeFrame(bytes: Uint8Array<ArrayBuffer>): Frame {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.byteLength < 8 || view.getUint32(0, true) !== VERSION) throw new RangeError('not a frame of version 1');
  const headLength = view.getUint32(4, true);
  if (8 + headLength > bytes.byteLength) throw new RangeError('the frame ends early');
  const head = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + headLength))) as Pick<
    Frame,
    'network' | 'extent' | 'kinds' | 'accountIds' | 'indicatorValues'
  >;
  let at = 8 + padded(headLength);
  const next = (): ArrayBuffer => {
    const length = view.getUint32(at, true);
    if (at + 4 + length > bytes.byteLength) throw new RangeError('the frame ends early');
    const copy = bytes.slice(at + 4, at + 4 + length).buffer;
    at += 4 + padded(length);
    return copy;
  };
  const { extent } = head;
  const width = extent.maxX - extent.minX || 1;
  const height = extent.maxY - extent.minY || 1;
  const x = (): Float32Array => restore(new Uint16Array(next()), extent.minX, width);
  const y = (): Float32Array => restore(new Uint16Array(next()), extent.minY, height);
  return {
    ...head,
    accountX: x(),
    accountY: y(),
    accountCommunity: new Uint16Array(next()),
    accountSize: new Uint8Array(next()),
    accountBits: new Uint8Array(next()),
    indicatorKind: new Uint8Array(next()),
    indicatorX: x(),
    indicatorY: y(),
    indicatorCommunity: new Uint16Array(next()),
    indicatorReach: new Uint32Array(next()),
    indicatorBits: new Float32Array(next()),
    indicatorIsHeart: new Uint8Array(next()),
    linkStart: new Uint32Array(next()),
    linkAccount: new Uint32Array(next()),
  };
}

const padded = (length: number): number => (length + 3) & ~3;

function quantise(column: Float32Array, min: number, span: number): Uint16Array {
  return Uint16Array.from(column, (value) =>
    Math.max(0, Math.min(QUANTUM, Math.round(((value - min) / span) * QUANTUM))),
  );
}

function restore(column: Uint16Array, min: number, span: number): Float32Array {
  return Float32Array.from(column, (value) => min + (value / QUANTUM) * span);
}
