import { IolausError } from './errors.js';
import { axesOf, quantise, restore, type Axis } from './frame-axes.js';
import { accountsByCommunity, gapsOf, holdersOf } from './frame-links.js';
import { joinBytes, packNumbers, PartsReader, PartsWriter, splitBytes, unpackNumbers } from './frame-bytes.js';

/**
 * A network as columns, ready to draw: positions come from the layout that is stored with the snapshot.
 * Coordinates are world units; the whole picture lies inside `extent` and y grows downwards.
 * Accounts are numbers here; their ids are an answer of their own, in the same order, asked for when the first is needed.
 */
export interface Frame {
  readonly network: string;
  readonly extent: { readonly minX: number; readonly minY: number; readonly maxX: number; readonly maxY: number };
  /** Accounts, best member first. `size` 0–2 are thirds by exchanges; `bits` in quarter bits, capped at 255. */
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

/** Counts up when the bytes of a frame change. */
export const FRAME_VERSION = 2;
const WORD = 0x494f4c00 | FRAME_VERSION; // "IOL" and the version

type Head = Pick<Frame, 'network' | 'extent' | 'kinds' | 'indicatorValues'>;

/**
 * The frame as bytes: a JSON head, then columns, positions as u16 of the extent, numbers of seven bits a byte. Positions and holders are written community by community, so that
 * neighbours in number are neighbours in the picture, and holders small differences. Throws a RangeError when the columns do not make sense together.
 */
export function encodeFrame(frame: Frame): Uint8Array<ArrayBuffer> {
  refuseNonsense(frame);
  const { network, extent, kinds, indicatorValues, linkStart } = frame;
  const head: Head = { network, extent, kinds, indicatorValues };
  const order = accountsByCommunity(frame.accountCommunity);
  const [x, y] = axesOf(extent);
  const inOrder = (column: Float32Array): Float32Array => Float32Array.from(order, (account) => column[account]!);
  const parts = new PartsWriter();
  parts.add(new TextEncoder().encode(JSON.stringify(head)));
  parts.add(packNumbers(frame.accountCommunity));
  parts.add(splitBytes(quantise(inOrder(frame.accountX), x)));
  parts.add(splitBytes(quantise(inOrder(frame.accountY), y)));
  parts.add(frame.accountSize);
  parts.add(frame.accountBits);
  parts.add(frame.indicatorKind);
  parts.add(splitBytes(quantise(frame.indicatorX, x)));
  parts.add(splitBytes(quantise(frame.indicatorY, y)));
  parts.add(packNumbers(frame.indicatorCommunity));
  parts.add(packNumbers(frame.indicatorReach));
  parts.add(new Uint8Array(Float32Array.from(frame.indicatorBits).buffer));
  parts.add(frame.indicatorIsHeart);
  parts.add(packNumbers(linkStart.subarray(1).map((end, at) => end - linkStart[at]!)));
  parts.add(packNumbers(gapsOf(frame, order)));
  return parts.bytes(WORD);
}

/** The frame of {@link encodeFrame}'s bytes; refuses another version, and bytes of which any is missing or changed (FRAME_DAMAGED). Positions come back within 1/65535 of the extent. */
export function decodeFrame(bytes: Uint8Array): Frame {
  try {
    return readFrame(new PartsReader(bytes, WORD));
  } catch (cause) {
    const detail = cause instanceof RangeError ? cause.message : 'its head is no JSON';
    throw new IolausError('FRAME_DAMAGED', { detail }, { cause });
  }
}

function readFrame(parts: PartsReader): Frame {
  const head = JSON.parse(new TextDecoder().decode(parts.next())) as Head;
  const accountCommunity = Uint16Array.from(unpackNumbers(parts.next()));
  const order = accountsByCommunity(accountCommunity);
  const [x, y] = axesOf(head.extent);
  const places = (axis: Axis): Float32Array => restore(joinBytes(parts.next()), axis);
  const columns = {
    accountCommunity,
    accountX: outOfOrder(places(x), order),
    accountY: outOfOrder(places(y), order),
    accountSize: Uint8Array.from(parts.next()),
    accountBits: Uint8Array.from(parts.next()),
    indicatorKind: Uint8Array.from(parts.next()),
    indicatorX: places(x),
    indicatorY: places(y),
    indicatorCommunity: Uint16Array.from(unpackNumbers(parts.next())),
    indicatorReach: unpackNumbers(parts.next()),
    indicatorBits: new Float32Array(Uint8Array.from(parts.next()).buffer),
    indicatorIsHeart: Uint8Array.from(parts.next()),
  };
  const linkStart = startsOf(unpackNumbers(parts.next()));
  const linkAccount = holdersOf(unpackNumbers(parts.next()), linkStart, order);
  parts.end();
  const frame = { ...head, ...columns, linkStart, linkAccount };
  refuseNonsense(frame);
  return frame;
}

/** Columns of one thing are equally long, and holders are accounts, ascending. */
function refuseNonsense(frame: Frame): void {
  const accounts = frame.accountX.length;
  const indicators = frame.indicatorValues.length;
  for (const column of ['accountY', 'accountCommunity', 'accountSize', 'accountBits'] as const)
    if (frame[column].length !== accounts) throw new RangeError(`${column} is not as long as accountX`);
  for (const column of INDICATOR_COLUMNS)
    if (frame[column].length !== indicators) throw new RangeError(`${column} is not as long as indicatorValues`);
  const { linkStart, linkAccount } = frame;
  if (linkStart.length !== indicators + 1 || linkStart[0] !== 0 || linkStart[indicators] !== linkAccount.length)
    throw new RangeError('linkStart does not divide linkAccount');
  for (let each = 0; each < indicators; each++)
    for (let at = linkStart[each]!, before = -1; at < linkStart[each + 1]!; before = linkAccount[at++]!)
      if (linkAccount[at]! <= before || linkAccount[at]! >= accounts)
        throw new RangeError('holders are not ascending accounts');
}

const INDICATOR_COLUMNS = [
  'indicatorKind',
  'indicatorX',
  'indicatorY',
  'indicatorCommunity',
  'indicatorReach',
  'indicatorBits',
  'indicatorIsHeart',
] as const;

/** Where each indicator's holders begin, from how many it has. */
function startsOf(counts: Uint32Array): Uint32Array {
  const starts = new Uint32Array(counts.length + 1);
  counts.forEach((count, at) => (starts[at + 1] = starts[at]! + count));
  return starts;
}

function outOfOrder(column: Float32Array, order: Uint32Array): Float32Array {
  const restored = new Float32Array(column.length);
  column.forEach((value, at) => (restored[order[at]!] = value));
  return restored;
}
