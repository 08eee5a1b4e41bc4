import { readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve, sep } from 'node:path';
import { IolausError } from '@iolaus/contracts';
import { isMatch, readMapping, type Mapping } from './mapping.js';

/** A dump on disk and the mapping that fits it. */
export interface FoundDump {
  readonly path: string;
  readonly mapping: Mapping;
}

const isMapping = (name: string): boolean => /(^|\.)mapping\.ya?ml$/.test(name);

/**
 * The dumps under the given files and folders, sorted by path, each with its mapping: the one given, else the first mapping file beside it (or in a named
 * folder above it) whose `match` fits. In a folder, files that no mapping fits are left out; a file named by itself must have one (MAPPING_MISSING).
 */
export function findDumps(paths: readonly string[], mappingPath?: string): FoundDump[] {
  const given = mappingPath === undefined ? undefined : readMapping(existing(mappingPath));
  const found = new Map<string, FoundDump>();
  for (const path of paths.map((each) => existing(resolve(each)))) {
    const isFolder = statSync(path).isDirectory();
    const files = isFolder ? filesUnder(path) : [path];
    for (const file of files) {
      const mapping =
        given && (!isFolder || isMatch(given, basename(file)))
          ? given
          : given
            ? undefined
            : mappingBeside(file, isFolder ? path : dirname(file));
      if (mapping) found.set(file, { path: file, mapping });
      else if (!isFolder) throw new IolausError('MAPPING_MISSING', { path: file });
    }
    if (isFolder && ![...found.keys()].some((file) => file.startsWith(join(path, sep))))
      throw new IolausError('MAPPING_MISSING', { path });
  }
  return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

function mappingBeside(file: string, top: string): Mapping | undefined {
  for (let folder = dirname(file); ; folder = dirname(folder)) {
    const fits = readdirSync(folder)
      .filter(isMapping)
      .sort()
      .map((name) => readMapping(join(folder, name)))
      .find((mapping) => isMatch(mapping, basename(file)));
    if (fits || folder === top || folder === dirname(folder)) return fits;
  }
}

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && !isMapping(entry.name) && !entry.name.startsWith('.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

function existing(path: string): string {
  try {
    statSync(path);
    return path;
  } catch (error) {
    throw new IolausError('FILE_MISSING', { path }, { cause: error });
  }
}
