import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { IolausError, type WatchReport, type WatchView } from '@iolaus/contracts';
import type { CommonOptions } from '../command.js';
import { withSession } from '../session.js';
import { addEnrichment } from './enrich.js';
import type { Terminal } from '../terminal.js';

/** What `import --watch DIR` was told. */
export interface WatchFlags extends CommonOptions {
  readonly watch: string;
  readonly mapping?: string;
  readonly dryRun?: boolean;
  readonly lakeOnly?: boolean;
}

const LOOK_EVERY_MS = 1000;

/** Imports the files of a folder as they are completed and tells of each, until Ctrl-C; then answers with all of it. The file that is in hand is imported to its end. */
export async function watchFolder(paths: readonly string[], flags: WatchFlags, terminal: Terminal): Promise<void> {
  if (paths.length > 0 || flags.dryRun)
    throw new IolausError('BAD_INPUT', { detail: '--watch takes one folder, and writes: no other path, no --dry-run' });
  const stopping = new AbortController();
  process.once('SIGINT', () => stopping.abort());
  process.once('SIGTERM', () => stopping.abort());
  await withSession(flags.home, async ({ api }) => {
    const folder = resolve(flags.watch);
    const mapping = flags.mapping === undefined ? {} : { mapping: resolve(flags.mapping) };
    await addEnrichment(api, flags);
    const { id } = await api.watches.add({ folder, keep: false, lakeOnly: flags.lakeOnly === true, ...mapping });
    terminal.say(
      `Watching ${folder}; Ctrl-C ends it. Write files under another name (.tmp, .part) and rename them into place.`,
    );
    const told: WatchReport[] = [];
    try {
      while (!stopping.signal.aborted) {
        const view = (await api.watches.list()).find((each) => each.id === id);
        if (!view) break;
        for (const report of newReports(view, told)) {
          terminal.say(reportLine(report));
          told.push(report);
        }
        await wait(LOOK_EVERY_MS, undefined, { signal: stopping.signal }).catch(unlessStopped);
      }
    } finally {
      if ((await api.watches.list()).some((each) => each.id === id)) await api.watches.remove({ id });
    }
    terminal.answer(told, () => [`${told.length} files of ${folder} were taken.`]);
  });
}

/** Reports that were not told yet, in the order in which they came. */
export function newReports(view: Pick<WatchView, 'reports'>, told: readonly WatchReport[]): WatchReport[] {
  const isTold = (report: WatchReport): boolean =>
    told.some((each) => each.path === report.path && each.atMs === report.atMs);
  return view.reports.filter((report) => !isTold(report)).toReversed();
}

/** "✓ a.jsonl.gz: 1,204 accepted, 3 refused". */
export function reportLine({ name, state, accepted, refused, error }: WatchReport): string {
  const count = (value: number): string => value.toLocaleString('en-US');
  switch (state) {
    case 'imported':
      return `✓ ${name}: ${count(accepted)} accepted, ${count(refused)} refused`;
    case 'known':
      return `✓ ${name}: its content is in the lake; nothing changed`;
    case 'cancelled':
      return `– ${name}: cancelled`;
    case 'vanished':
      return `– ${name}: gone before it was read`;
    case 'refused':
    case 'grown':
      return `✗ ${name}: ${error ?? ''}`;
  }
}

function unlessStopped(error: unknown): void {
  if ((error as Error).name !== 'AbortError') throw error;
}
