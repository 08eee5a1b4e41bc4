import { saltSeed } from './prompt-keys.js';

/** How the prompts of a lake are turned into keys, and keys into ids. */
export interface PromptSigning {
  /** What `PromptKeys` and `PromptTokenizer` are made with. */
  readonly seed: Uint8Array;
  /** What stands in an id in place of a key (32 bits): another for every key. */
  readonly seal: (key: number) => number;
}

/**
 * `plain`: keys are the same in every lake, so that the miner, which samples by keys, finds the same templates in the same dumps; only ids are made with the
 * lake's secret. `salted`: keys are made with it, as lakes of earlier versions have them on disk.
 */
export type KeyMaking = 'plain' | 'salted';

const PLAIN_SEED = new TextEncoder().encode('iolaus prompts');

/** The signing of a lake by its secret. */
export function promptSigning(salt: Uint8Array, keys: KeyMaking): PromptSigning {
  if (keys === 'salted') return { seed: salt, seal: (key) => key };
  const before = saltSeed(salt, 'seal before');
  const between = saltSeed(salt, 'seal between');
  const after = saltSeed(salt, 'seal after');
  return { seed: PLAIN_SEED, seal: (key) => mix(mix(key ^ before) ^ between) ^ after };
}

/** The mixing steps of MurmurHash3's finaliser: each can be undone, so that no two keys become one. */
function mix(key: number): number {
  let mixed = Math.imul(key ^ (key >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
