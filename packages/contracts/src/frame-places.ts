import { IolausError } from './errors.js';
import { axesOf, quantise, restore } from './frame-axes.js';
import { joinBytes, PartsReader, PartsWriter, splitBytes } from './frame-bytes.js';
import type { Frame } from './frame.js';

/** Where everything of a frame stands under another layout, in the order of the frame. */
export type FramePlaces = Pick<Frame, 'accountX' | 'accountY' | 'indicatorX' | 'indicatorY'>;

/** Counts up when the bytes of places change. */
export const PLACES_VERSION = 1;
const WORD = 0x4c4f5000 | PLACES_VERSION; // "POL" and the version

/** Places as bytes: four columns as u16 of the extent of the frame. */
export function encodePlaces(places: FramePlaces, extent: Frame['extent']): Uint8Array<ArrayBuffer> {
  const [x, y] = axesOf(extent);
  const parts = new PartsWriter();
  parts.add(splitBytes(quantise(places.accountX, x)));
  parts.add(splitBytes(quantise(places.accountY, y)));
  parts.add(splitBytes(quantise(places.indicatorX, x)));
  parts.add(splitBytes(quantise(places.indicatorY, y)));
  return parts.bytes(WORD);
}

/** A frame with the places of {@link encodePlaces}'s bytes; refuses those of another version or of another frame, and bytes of which any is missing or changed (FRAME_DAMAGED). */
export function withPlaces(frame: Frame, bytes: Uint8Array): Frame {
  try {
    const parts = new PartsReader(bytes, WORD);
    const [x, y] = axesOf(frame.extent);
    const places: FramePlaces = {
      accountX: restore(joinBytes(parts.next()), x),
      accountY: restore(joinBytes(parts.next()), y),
      indicatorX: restore(joinBytes(parts.next()), x),
      indicatorY: restore(joinBytes(parts.next()), y),
    };
    parts.end();
    for (const column of ['accountX', 'accountY', 'indicatorX', 'indicatorY'] as const)
      if (places[column].length !== frame[column].length) throw new RangeError(`${column} is of another frame`);
    return { ...frame, ...places };
  } catch (cause) {
    const detail = cause instanceof RangeError ? cause.message : 'its places cannot be read';
    throw new IolausError('FRAME_DAMAGED', { detail }, { cause });
  }
}
