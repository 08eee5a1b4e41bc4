import { setImmediate } from 'node:timers/promises';
import { decodeFrame, encodePlaces, FRAME_VERSION, PLACES_VERSION } from '@iolaus/contracts';
import { organicRounds } from '@iolaus/layout';
import { readFrame, type SnapshotNetwork } from '../snapshot.js';
import type { Workbench } from '../workbench.js';
import { findNetwork } from './networks.js';

/** Bytes that are made when they are wanted, and their tag: what a browser keeps of another version of the code is asked for anew. */
export interface TaggedBytes {
  readonly read: () => Promise<Uint8Array<ArrayBuffer>>;
  readonly tag: string;
}

/** A network's frame. */
export function frameOf(workbench: Workbench, network: string): TaggedBytes {
  const snapshot = workbench.snapshot();
  const { record } = findNetwork(snapshot, network);
  return {
    read: () => readFrame(workbench.home.snapshots, snapshot, record.id),
    tag: `"${snapshot.id}-${record.id}-${FRAME_VERSION}"`,
  };
}

/** Places of the networks of the present snapshot that somebody asked for, so that a second one does not wait. */
const known = new WeakMap<SnapshotNetwork, Promise<Uint8Array<ArrayBuffer>>>();

/** Organic places for a network's frame, made for the first who asks: the same for the same frame. */
export function organicPlacesOf(workbench: Workbench, network: string): TaggedBytes {
  const snapshot = workbench.snapshot();
  const found = findNetwork(snapshot, network);
  const make = async (): Promise<Uint8Array<ArrayBuffer>> => {
    const frame = decodeFrame(await readFrame(workbench.home.snapshots, snapshot, found.record.id));
    const rounds = organicRounds(frame, found.picture.discs);
    for (;;) {
      const round = rounds.next();
      if (round.done) return encodePlaces(round.value, frame.extent);
      // Others are served between rounds.
      await setImmediate();
    }
  };
  const read = (): Promise<Uint8Array<ArrayBuffer>> => {
    let places = known.get(found);
    if (!places) {
      places = make();
      known.set(found, places);
      places.catch(() => known.delete(found));
    }
    return places;
  };
  return { read, tag: `"${snapshot.id}-${found.record.id}-organic-${FRAME_VERSION}.${PLACES_VERSION}"` };
}
