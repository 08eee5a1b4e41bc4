import type { CallContext } from './lake-engine.js';
import type { LakeState } from './lake-state.js';
import { kindsOf } from './manifest.js';
import { mergeRollups, rollupId } from './rollup.js';

const STEPS = 5;

/** The folder of the merged rollup of all that the lake holds; made when something changed since the last one. */
export async function ensureRollup(state: LakeState, context: CallContext): Promise<string> {
  const kinds = kindsOf(state.dumps);
  const of = rollupId([
    state.manifest.salt,
    kinds,
    state.dumps.map(({ sha256, hasSeen, mapping }) => [sha256, hasSeen, mapping]),
  ]);
  const path = (name: string): string => `${state.folder}/${name}`;
  if (state.manifest.rollup?.of === of) return path(state.manifest.rollup.folder);
  let step = 0;
  const folder = await mergeRollups(state.connection, {
    of,
    folder: state.folder,
    dumps: state.dumps,
    kinds,
    fingerprints: undefined,
    enrichment: undefined,
    onPhase: (phase) => context.onProgress({ phase, done: step++, total: STEPS, unit: 'steps' }),
  });
  await state.change({ rollup: { folder, of } });
  return path(folder);
}
