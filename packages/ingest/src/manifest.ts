import { existsSync, readFileSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { INDICATOR_KINDS, type DumpRow, type IndicatorKind } from '@iolaus/contracts';
import { declaredIndicators } from './mapping.js';

/** One imported dump, and the mapping that read it. */
export interface ManifestDump extends DumpRow {
  readonly inflatedBytes: number;
  readonly mapping: string;
}

/** What the lake holds; written last, so that a dump is in the lake when and only when it stands here. */
export interface Manifest {
  readonly version: 1;
  readonly dumps: readonly ManifestDump[];
}

const fileOf = (folder: string): string => join(folder, 'manifest.json');

/** The manifest of a lake folder; an empty one when there is none. */
export function readManifest(folder: string): Manifest {
  if (!existsSync(fileOf(folder))) return { version: 1, dumps: [] };
  return JSON.parse(readFileSync(fileOf(folder), 'utf8')) as Manifest;
}

/** Replaces the manifest in one step that survives a crash. */
export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  const file = await open(`${fileOf(folder)}.tmp`, 'w');
  await file.writeFile(JSON.stringify(manifest, undefined, 1));
  await file.sync();
  await file.close();
  await rename(`${fileOf(folder)}.tmp`, fileOf(folder));
}

/** Built-in kinds, then those that imported mappings declare; the first declaration of a name stands. */
export function kindsOf(manifest: Manifest): IndicatorKind[] {
  const kinds = new Map(INDICATOR_KINDS.map((kind) => [kind.kind, kind]));
  for (const dump of manifest.dumps) {
    for (const each of declaredIndicators(dump.mapping)) {
      if (kinds.has(each.name)) continue;
      const label = each.label ?? each.name;
      kinds.set(each.name, {
        kind: each.name,
        label,
        plural: `${label}s`,
        family: each.family,
        reliability01: each.reliability,
        isDeclared: true,
        ...(each.refers === 'account' ? { refersToAccount: true as const } : {}),
      });
    }
  }
  return [...kinds.values()];
}
