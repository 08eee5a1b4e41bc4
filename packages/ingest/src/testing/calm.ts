import type { CallContext } from '../lake-engine.js';

/** A call that nobody watches, pauses or cancels. */
export const calm: CallContext = {
  onProgress: () => undefined,
  isCancelled: () => false,
  isPaused: () => false,
  resumed: () => Promise.resolve(),
};
