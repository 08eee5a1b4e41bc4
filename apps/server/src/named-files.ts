import { realpathSync } from 'node:fs';
import { delimiter, resolve, sep } from 'node:path';
import { IolausError } from '@iolaus/contracts';
import type { Workbench } from '@iolaus/pipeline';
import type { CallContext } from './router.js';

/**
 * The path as the caller may name it. A local command may name any; a browser only what it sent itself, dumps of the lake, and what lies under the folders of IOLAUS_DUMPS
 * (FILE_OUTSIDE otherwise, the same for what is there and for what is not). Links are followed before they are judged.
 */
export function namedFile({ caller, workbench }: CallContext, path: string): string {
  if (caller === 'local') return path;
  const real = realPath(path);
  if (real !== undefined && roots(workbench).some((root) => real === root || real.startsWith(root + sep))) return real;
  // Of a dump the lake has every record already.
  if (workbench.lake.dumps().some((dump) => dump.path === path)) return path;
  throw new IolausError('FILE_OUTSIDE', { path });
}

/** A mapping is a path, or the text itself when it has several lines; text is nobody's file. */
export function namedMapping(context: CallContext, mapping: string | undefined): { mapping?: string } {
  if (mapping === undefined) return {};
  return { mapping: mapping.includes('\n') ? mapping : namedFile(context, mapping) };
}

function roots({ home, env }: Workbench): string[] {
  const given = (env['IOLAUS_DUMPS'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return [home.inbox, ...given].flatMap((folder) => realPath(folder) ?? []);
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync(resolve(path));
  } catch (error) {
    // A path that is not there, cannot be walked, or is no path at all (a NUL byte) lies nowhere.
    if ((error as NodeJS.ErrnoException).code !== undefined) return undefined;
    throw error;
  }
}
