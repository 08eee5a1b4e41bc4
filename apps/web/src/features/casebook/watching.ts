import { sayOrAsk } from './say.js';
import { casebookNow } from './use-casebook.js';
import { networkSubject } from './verdicts.js';

/** Leaves a network alone until it changes: it waits for nobody, and stands under Watching. */
export const watch = (id: string): void => sayOf('watch-network', id, `Watches ${id}`);

/** Puts a watched network back among those that wait. */
export const unwatch = (id: string): void => sayOf('unwatch-network', id, `Watches ${id} no longer`);

/** Watches a network, or stops where it is watched. */
export function toggleWatch(id: string): void {
  const isWatched = casebookNow()?.watched.some(({ network }) => network === id) ?? false;
  (isWatched ? unwatch : watch)(id);
}

function sayOf(verb: 'watch-network' | 'unwatch-network', id: string, name: string): void {
  void sayOrAsk({
    commands: [{ verb, subject: networkSubject(id) }],
    name,
    look: `/n/${encodeURIComponent(id)}`,
  });
}
