import type { DryRun, DumpRow, Job, WholeDryRun } from '@iolaus/contracts';
import { outlineOf } from './mapping-document.js';

/** A file that was chosen for import. `path` is where the service finds it, once it is there. */
export interface ImportFile {
  readonly name: string;
  /** Undefined for a file that lies on the service's machine. */
  readonly bytes: number | undefined;
  readonly path: string | undefined;
  /** How much of it went up so far. */
  readonly sentBytes?: number;
  /** Of its bytes as they were sent. */
  readonly sha256?: string;
  readonly error?: unknown;
  /** Of a mapping file that was sent: what stands in it. */
  readonly text?: string;
  /** The text of a mapping that was written here for this file; without one the mapping beside the file counts. */
  readonly mapping?: string;
  /** SHA-256 of the dump of the lake that this file is, when it is read again by a corrected mapping. */
  readonly again?: string;
}

/** The dry run over the whole of a file: the job as it goes on, or why there is none. */
export interface WholeRun {
  readonly job?: Job;
  readonly error?: unknown;
}

/** What was found out about a file: its first rows, and the dry run over all of it. */
export interface FileFacts {
  readonly preview?: DryRun | undefined;
  readonly previewError?: unknown;
  readonly run?: WholeRun | undefined;
}

/** Where a chosen file stands on its way to an import. */
export type FileState =
  | { readonly kind: 'mapping' }
  | { readonly kind: 'sending'; readonly sentBytes: number }
  | { readonly kind: 'failed'; readonly error: unknown; readonly refusal: Job['error'] }
  | { readonly kind: 'left-out' }
  | { readonly kind: 'needs-account' }
  | { readonly kind: 'reading'; readonly job: Job | undefined }
  | { readonly kind: 'unread' }
  | { readonly kind: 'known'; readonly name: string; readonly sha256: string; readonly importedMs: number }
  | { readonly kind: 'read'; readonly dryRun: WholeDryRun };

/** Whether a file is a mapping and no dump. */
export const isMapping = (name: string): boolean => /\.ya?ml$/i.test(name);

/** From this size on a whole file is read when it is asked for, not by itself. */
export const READ_BY_ITSELF_BYTES = 256 * 1024 ** 2;

/** Where a file stands, told from what was sent, what the lake has, and the dry run. */
export function stateOf(
  file: ImportFile,
  { preview, previewError, run }: FileFacts,
  dumps: readonly DumpRow[],
): FileState {
  if (file.error != null) return { kind: 'failed', error: file.error, refusal: null };
  if (file.path === undefined) return { kind: 'sending', sentBytes: file.sentBytes ?? 0 };
  if (isMapping(file.name)) return { kind: 'mapping' };
  const dryRun = run?.job?.dryRun;
  const known = file.again === undefined ? knownOf(file, dryRun, dumps) : undefined;
  if (known) return { kind: 'known', name: known.name, sha256: known.sha256, importedMs: known.importedMs };
  if (dryRun) return { kind: 'read', dryRun };
  if (preview?.entity === null) return { kind: preview.mapping === null ? 'left-out' : 'needs-account' };
  if (isNoLog(previewError)) return { kind: 'left-out' };
  if (previewError != null) return { kind: 'failed', error: previewError, refusal: null };
  const refusal = run?.job?.error ?? null;
  if (run?.error != null || refusal) return { kind: 'failed', error: run?.error, refusal };
  if (run?.job && ['waiting', 'running'].includes(run.job.state)) return { kind: 'reading', job: run.job };
  return { kind: 'unread' };
}

/** What the service does not read at all is no log; everything else can be mended. */
const isNoLog = (error: unknown): boolean => (error as { code?: unknown } | null)?.code === 'FORMAT_UNSUPPORTED';

function knownOf(
  { sha256 }: ImportFile,
  dryRun: WholeDryRun | null | undefined,
  dumps: readonly DumpRow[],
): Pick<DumpRow, 'name' | 'sha256' | 'importedMs'> | undefined {
  return dryRun?.known ?? dumps.find(({ containerSha256 }) => containerSha256 === sha256);
}

/** The text of the mapping file among those sent that fits a dump's name; of a single one also where it does not, so that it can be mended. */
export function mappingSentFor(name: string, files: readonly ImportFile[]): string | undefined {
  const texts = files.flatMap(({ text }) => text ?? []);
  const fits = (text: string): boolean => isMatch(outlineOf(text)?.match ?? '', name);
  return texts.find(fits) ?? (texts.length === 1 ? texts[0] : undefined);
}

/** Whether a file name fits the glob of a mapping; `*` and `?` stay inside the name. */
function isMatch(glob: string, name: string): boolean {
  const pattern = glob
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '[^/]*')
    .replaceAll('?', '[^/]');
  return new RegExp(`^${pattern}$`).test(name);
}

/** Files that go into one import: the same mapping for all of them, or none given. */
export interface ImportGroup {
  readonly mapping: string | undefined;
  readonly paths: readonly string[];
}

/** Chosen files by the mapping that was given for them, in the order of their choice. */
export function groupsOf(files: readonly ImportFile[]): ImportGroup[] {
  const groups = new Map<string | undefined, string[]>();
  for (const { name, path, mapping, again } of files) {
    if (path === undefined || isMapping(name) || again !== undefined) continue;
    groups.set(mapping, [...(groups.get(mapping) ?? []), path]);
  }
  return [...groups].map(([mapping, paths]) => ({ mapping, paths }));
}

/** A mapping to begin with, for a file that has none. */
export function starterMapping(name: string): string {
  const plain = name.replace(/\.(gz|zst)$/i, '');
  const format = /\.(csv|tsv)$/i.exec(plain)?.[1]?.toLowerCase() ?? 'jsonl';
  return `version: 1
match: ${JSON.stringify(name)}
format: ${format}
entity: exchange            # exchange | account | payment | sighting
fields:
  account: { paths: [account_id], required: true }
  time: { paths: [ts], required: true, parse: rfc3339 }
  ip: { paths: [ip], parse: ip }
  prompt: { paths: [prompt] }
`;
}
