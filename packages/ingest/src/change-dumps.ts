import { existsSync, readdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { IolausError, type DumpRow } from '@iolaus/contracts';
import type { CallContext } from './lake-engine.js';
import { importOne, rowOf, type LakeImport } from './import-files.js';
import type { LakeState } from './lake-state.js';
import { numbered } from './lake-views.js';
import type { ManifestDump } from './manifest.js';
import { parseMapping } from './mapping.js';
import { findSeen } from './seen.js';

/** Removes a dump and all that came of it. Records of later dumps that it had told before them count again. Killed half-way, it goes on at the next open. */
export async function removeDump(state: LakeState, sha256: string): Promise<DumpRow> {
  const dump = dumpOf(state, sha256);
  await state.change({ removing: sha256 });
  await finishRemoval(state);
  return rowOf(dump);
}

/** Ends a removal that was begun. */
export async function finishRemoval(state: LakeState): Promise<void> {
  const sha256 = state.manifest.removing;
  if (sha256 === undefined) return;
  const kept: ManifestDump[] = [];
  const changed = new Set([sha256]);
  for (const each of state.dumps) {
    if (each.sha256 === sha256) continue;
    kept.push(each.hasSeen ? await seenAnew(state, each, kept) : each);
    if (each.hasSeen) changed.add(each.sha256);
  }
  const { removing: _, ...rest } = state.manifest;
  // Groups that held one of them are rolled up anew.
  const groups = rest.groups.filter(({ members }) => !members.some((member) => changed.has(member)));
  await state.replace({ ...rest, dumps: kept, groups });
  for (const name of readdirSync(state.folder))
    if (name.startsWith(`${sha256}.`)) await rm(`${state.folder}/${name}`, { force: true });
  await state.reopen();
}

async function seenAnew(state: LakeState, dump: ManifestDump, earlier: readonly ManifestDump[]): Promise<ManifestDump> {
  const { folder, connection, memoryMb } = state;
  const hasRequests = parseMapping(dump.mapping, dump.name).fields['request'] !== undefined;
  const plain = { ...dump, hasSeen: false, duplicates: 0 };
  const seen = await findSeen(connection, { folder, dump: plain, hasRequests, earlier: numbered(earlier), memoryMb });
  return { ...plain, ...seen };
}

/**
 * Reads a dump again with another mapping, so that what was refused may come in; every record keeps its reference. Refuses when the file is gone (SOURCE_GONE) or
 * the mapping is not valid; then nothing has changed.
 */
export async function remapDump(
  state: LakeState,
  { sha256, mappingText }: { readonly sha256: string; readonly mappingText: string },
  context: CallContext,
): Promise<LakeImport> {
  const dump = dumpOf(state, sha256);
  const mapping = parseMapping(mappingText, 'the corrected mapping');
  if (!existsSync(dump.path)) throw new IolausError('SOURCE_GONE', { dump: dump.name, path: dump.path });
  await removeDump(state, sha256);
  const { row } = await importOne(state, { path: dump.path, mapping }, { ...context, title: dump.name });
  return { dumps: [{ ...rowOf(row), isKnown: false, preset: null }], leftOut: [] };
}

/** The dump of that SHA-256, or of the only one that begins so. */
export function dumpOf(state: LakeState, sha256: string): ManifestDump {
  const found = state.dumps.filter((each) => each.sha256.startsWith(sha256));
  if (sha256.length < 8 || found.length !== 1) throw new IolausError('NOT_FOUND', { what: 'dump', id: sha256 });
  return found[0]!;
}
