import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { IolausError } from '@iolaus/contracts';
import { isMatch, parseMapping, readMapping, type Mapping } from './mapping.js';
import { detectFormat, type DetectedFormat } from './presets/detect-format.js';
import { expandPath, filesUnder } from './source-paths.js';

/** A dump on disk and the mapping that fits it. */
export interface FoundDump {
  readonly path: string;
  readonly mapping: Mapping;
  /** The preset that was taken, where no mapping file fits; its mapping has the path `preset:NAME`. */
  readonly preset?: string;
}

/** A file of a folder that is left out, and why. */
export interface LeftOut {
  readonly path: string;
  readonly reason: string;
}

const isMapping = (name: string): boolean => /(^|\.)mapping\.ya?ml$/.test(name);

/**
 * The dumps under the given files, folders and globs, sorted by path, each with its mapping: the one given, else the first mapping file beside it (or in a named
 * folder above it) whose `match` fits, else the preset that its records surely look like. In a folder, files that nothing fits are left out and told; a file
 * named by itself must have one (MAPPING_MISSING, with the presets that came near).
 */
export async function findDumps(
  paths: readonly string[],
  mappingPath?: string,
  onLeftOut?: (left: LeftOut) => void,
): Promise<FoundDump[]> {
  const given = mappingPath === undefined ? undefined : readMapping(existing(mappingPath));
  const found = new Map<string, FoundDump>();
  for (const path of paths.flatMap(expandPath)) {
    if (!statSync(path).isDirectory()) {
      if (!found.has(path)) found.set(path, await dumpOf(path, dirname(path), given));
      continue;
    }
    for (const file of filesUnder(path).filter((each) => !isMapping(basename(each)))) {
      if (found.has(file) || (given && !isMatch(given, basename(file)))) continue;
      const dump = await dumpIn(file, path, given);
      if ('mapping' in dump) found.set(file, dump);
      else onLeftOut?.(dump);
    }
    if (![...found.keys()].some((file) => file.startsWith(join(path, sep))))
      throw new IolausError('MAPPING_MISSING', { path, candidates: 'none of its files is one' });
  }
  return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** A file of a folder: that it is no dump is no reason to refuse the others. */
async function dumpIn(file: string, top: string, given: Mapping | undefined): Promise<FoundDump | LeftOut> {
  try {
    return await dumpOf(file, top, given);
  } catch (error) {
    if (!(error instanceof IolausError) || !NO_DUMP.has(error.code)) throw error;
    return { path: file, reason: error.message };
  }
}

const NO_DUMP: ReadonlySet<string> = new Set([
  'MAPPING_MISSING',
  'FORMAT_UNSUPPORTED',
  'ENCODING_UNSUPPORTED',
  'DUMP_UNREADABLE',
]);

async function dumpOf(file: string, top: string, given: Mapping | undefined): Promise<FoundDump> {
  const mapping = given ?? mappingBeside(file, top);
  if (mapping) return { path: file, mapping };
  const detected = await detectFormat(file, basename(file).replaceAll(/[*?]/g, '?'));
  const { chosen } = detected;
  if (!chosen) throw new IolausError('MAPPING_MISSING', { path: file, candidates: nearest(detected) });
  return { path: file, mapping: parseMapping(chosen.mapping, `preset:${chosen.preset}`), preset: chosen.preset };
}

function nearest({ candidates, draft }: DetectedFormat): string {
  const near = candidates.slice(0, 3).map(({ preset, score01 }) => `${preset} ${Math.round(score01 * 100)} %`);
  const accounts = draft?.accounts.slice(0, 3).map(({ path }) => path) ?? [];
  const choice = accounts.length === 0 ? '' : `; the account may be ${accounts.join(' or ')}`;
  return `${near.length === 0 ? 'none looks like it' : near.join(', ')}${choice}`;
}

/** The first mapping file beside a file, or in a folder above it up to `top`, whose `match` fits. */
export function mappingBeside(file: string, top: string): Mapping | undefined {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const fits = readdirSync(folder)
      .filter(isMapping)
      .sort()
      .map((name) => readMapping(join(folder, name)))
      .find((mapping) => isMatch(mapping, basename(file)));
    if (fits || folder === top || folder === dirname(folder)) return fits;
  }
}

function existing(path: string): string {
  try {
    statSync(path);
    return resolve(path);
  } catch (error) {
    throw new IolausError('FILE_MISSING', { path }, { cause: error });
  }
}
