import { existsSync, readFileSync } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { INDICATOR_KINDS, IolausError, type DumpRow, type IndicatorKind } from '@iolaus/contracts';
import { declaredIndicators } from './mapping.js';
import { promptSigning, type PromptSigning } from './templates/index.js';

/** How the prompts of a dump are signed: as prompts, as machine-made lines, or not because it has none. */
export type Signed = 'prompts' | 'lines' | 'no';

/** One imported dump, the mapping that read it, and which files of the lake it has. */
export interface ManifestDump extends DumpRow {
  readonly inflatedBytes: number;
  readonly mapping: string;
  /** Number of Parquet files that hold its accepted records. */
  readonly parts: number;
  readonly signed: Signed;
  /** True when some of its records were told before, by an earlier dump or earlier in this one. */
  readonly hasSeen: boolean;
  /** What its records can tell, as bits of SEEN. */
  readonly tells: number;
  /** Unix ms of its earliest and latest record; null when none has a time. */
  readonly firstMs: number | null;
  readonly lastMs: number | null;
}

/** Dumps whose records were rolled up together; their order stands in the references. */
export interface DumpGroup {
  readonly id: string;
  readonly members: readonly string[];
}

/** What the lake holds; written last, so that a dump is in the lake when and only when it stands here. */
export interface Manifest {
  readonly version: 2;
  /** Secret of this lake: ids of templates do not tell their text. Hex. */
  readonly salt: string;
  /** How keys of prompts are made; absent where an earlier version began the lake: with its secret. */
  readonly keys?: 'plain';
  readonly dumps: readonly ManifestDump[];
  /** Which dumps are rolled up; those in none are new. */
  readonly groups: readonly DumpGroup[];
  /** A dump that is being removed; the removal is ended at the next open. */
  readonly removing?: string;
  /** Name of the folder of the templates last mined. */
  readonly templates?: { readonly folder: string };
  /**
   * Name of the folder of the merged rollup, and what it was made of; undefined when there is none yet. `enriched` is the folder of what files of the person
   * say of its addresses and BINs.
   */
  readonly rollup?: { readonly folder: string; readonly of: string; readonly enriched?: string };
}

const fileOf = (folder: string): string => join(folder, 'manifest.json');

/** The manifest of a lake folder, undefined when there is none. Refuses one of an older version (LAKE_OUTDATED). */
export function readManifest(folder: string): Manifest | undefined {
  if (!existsSync(fileOf(folder))) return undefined;
  const manifest = JSON.parse(readFileSync(fileOf(folder), 'utf8')) as Manifest;
  if (manifest.version !== 2) throw new IolausError('LAKE_OUTDATED', { path: folder });
  return manifest;
}

/** Replaces the manifest in one step that survives a crash. */
export async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  const file = await open(`${fileOf(folder)}.tmp`, 'w', 0o600);
  await file.writeFile(JSON.stringify(manifest, undefined, 1));
  await file.sync();
  await file.close();
  await rename(`${fileOf(folder)}.tmp`, fileOf(folder));
}

/** How a lake with this manifest turns prompts into keys and ids. */
export const signingOf = ({ salt, keys }: Pick<Manifest, 'salt' | 'keys'>): PromptSigning =>
  promptSigning(Buffer.from(salt, 'hex'), keys ?? 'salted');

/** Built-in kinds, then those that imported mappings declare; the first declaration of a name stands. */
export function kindsOf(dumps: readonly ManifestDump[]): IndicatorKind[] {
  const kinds = new Map(INDICATOR_KINDS.map((kind) => [kind.kind, kind]));
  // Many dumps are read by one mapping, and reading a mapping takes a millisecond.
  for (const mapping of new Set(dumps.map((dump) => dump.mapping))) {
    for (const each of declaredIndicators(mapping)) {
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
