import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
  writevSync,
} from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { createHash } from 'node:crypto';
import type { LinkTest, RiskModel } from '@iolaus/detect';
import type {
  Baseline,
  Change,
  Community,
  Constraint,
  NetworkRecord,
  NetworkView,
  Picture,
  TakedownPlan,
  Timeline,
} from '@iolaus/contracts';

/** A member's columns, with ids instead of numbers so that a snapshot stands by itself; best first. */
export interface SnapshotMembers {
  readonly ids: readonly string[];
  readonly bits: Float32Array;
  readonly bitsByFamily: Float32Array;
  readonly community: Uint16Array;
  readonly timingZ: Float32Array;
  /** Place of the runner-up network, −1 for none. */
  readonly contested: Int32Array;
  /** Exchanges with a prompt of the network, of how many; 0 of 0 where the data cannot tell. */
  readonly campaignUses: Float64Array;
  readonly uses: Float64Array;
  readonly exchanges: Float64Array;
  readonly createdMs: Float64Array;
  readonly firstMs: Float64Array;
  readonly lastMs: Float64Array;
  readonly status: readonly (string | null)[];
}

/** One network of a snapshot with all that its screens draw, but its frame, which lies in a file with those of the others. */
export interface SnapshotNetwork {
  readonly record: NetworkRecord;
  readonly members: SnapshotMembers;
  readonly communities: readonly Omit<Community, 'indicators'>[];
  /** All core indicators, most telling first. */
  readonly core: readonly {
    readonly kind: string;
    readonly value: string;
    readonly bits: number;
    readonly members: number;
    readonly reach: number;
  }[];
  /** Members that hold each indicator that at least two of them hold, of the core or not, by {@link indicatorKey}. */
  readonly shared: ReadonlyMap<string, number>;
  readonly kindCounts: NetworkView['kindCounts'];
  /** What a takedown would do. */
  readonly plan: TakedownPlan;
  readonly picture: Picture;
  readonly timeline: Timeline;
  /** Share of its exchanges in each hour of the day, UTC; empty when none has a time. */
  readonly usualDay: readonly number[];
  readonly spark: readonly number[];
}

/** Counts up when the shape of a snapshot or of its frames changes: one of another shape is as good as none, and detection makes it anew. */
export const SNAPSHOT_FORMAT = 7;

/** One detection, frozen: what the screens show and bundles are made of. */
export interface Snapshot {
  readonly format: typeof SNAPSHOT_FORMAT;
  readonly id: string;
  readonly createdMs: number;
  readonly population: number;
  readonly tested: number;
  readonly expectedByChance: number;
  readonly parameters: Readonly<Record<string, number | string | boolean>>;
  readonly leftOut: Readonly<Record<string, number>>;
  /** Classes of indicators that are infrastructure, as bits of INDICATOR_CLASSES, by {@link indicatorKey}. */
  readonly classes: ReadonlyMap<string, number>;
  readonly dumps: readonly string[];
  readonly networks: readonly SnapshotNetwork[];
  /** Where the frame of each network ends in the file of frames, in bytes; it begins where the one before it ends. */
  readonly frameEnds: readonly number[];
  /** What changed since the run before. */
  readonly changes: readonly Change[];
  /** The run before, which knew other dumps; undefined for a first one. */
  readonly before: Baseline | undefined;
  /** The same data without constraints; undefined for a run that had none. */
  readonly free: Baseline | undefined;
  /** Constraints that speak of what this data does not hold. */
  readonly unmet: readonly string[];
  /** The highest number that a network's id has had. */
  readonly lastNumber: number;
  /** The test of all pairs of accounts, in the data without constraints. */
  readonly linkTest: LinkTest;
  /** Accounts that are banned, members or not; absent in a snapshot of a version that did not note them. */
  readonly banned?: readonly string[];
}

/** One key per indicator. */
export const indicatorKey = (of: { readonly kind: string; readonly value: string }): string => `${of.kind} ${of.value}`;

/** The id of a snapshot: what it was made of, so that the same data, lists, parameters and run before give the same id. */
export function snapshotId(of: {
  readonly dumps: readonly string[];
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly baseline: Baseline | undefined;
  /** What lists say of the indicators. */
  readonly indicatorClass: Uint8Array;
}): string {
  const lists = of.indicatorClass.some((bits) => bits !== 0)
    ? [createHash('sha256').update(of.indicatorClass).digest('hex')]
    : [];
  return createHash('sha256')
    .update(JSON.stringify([of.dumps, of.parameters, of.baseline, ...lists]))
    .digest('hex')
    .slice(0, 12);
}

/** What a new run must know of earlier ones. */
export interface History {
  readonly constraints: readonly Constraint[];
  /** What its networks are compared with. */
  readonly baseline: Baseline | undefined;
  /** The last run on other dumps. */
  readonly before: Baseline | undefined;
  /** The run on the same dumps without constraints, by the shipped points, where this one is another. */
  readonly free: Baseline | undefined;
  /** What points are read from, where it is not the model that ships. */
  readonly model: RiskModel | undefined;
}

/**
 * The history of a run. It depends on the data, the constraints in force and the model alone, not on how often or in what order they were asked for: detecting again changes nothing, and
 * undoing a constraint, or forgetting a model, brings back the very same state.
 */
export function historyFor(
  current: Snapshot | undefined,
  run: {
    readonly dumps: readonly string[];
    readonly constraints: readonly Constraint[];
    readonly model?: RiskModel | undefined;
  },
): History {
  const { constraints, model } = run;
  const isSameData = current !== undefined && current.dumps.join() === run.dumps.join();
  const before = isSameData ? current.before : current && baselineOf(current);
  if (constraints.length === 0 && !model) return { constraints, model, baseline: before, before, free: undefined };
  const free = isSameData ? freeOf(current, run) : undefined;
  return { constraints, model, baseline: free ?? before, before, free };
}

/** The plain run that ids on this data are taken from; a run by a model that was there when the data came has none, and must not take itself for one. */
function freeOf(current: Snapshot, run: Pick<History, 'constraints'> & { readonly model?: RiskModel | undefined }) {
  const isAgain =
    run.constraints.length === 0 &&
    current.parameters['constraints'] === undefined &&
    current.parameters['model'] === run.model?.source;
  return isAgain ? current.free : (current.free ?? baselineOf(current));
}

function baselineOf({ networks, lastNumber }: Snapshot): Baseline {
  return {
    networks: networks.map(({ record, members }) => ({
      id: record.id,
      name: record.name,
      members: members.ids.toSorted(),
    })),
    lastNumber,
  };
}

/** What a snapshot is written with. */
export interface SnapshotParts {
  /** By id of the network. */
  readonly frames: ReadonlyMap<string, Uint8Array>;
  /** A digest of what it was made from. */
  readonly of?: string;
}

/** Writes a snapshot and its frames under a temporary name. What is given makes it the current one, and drops all but the newest three. */
export function prepareSnapshot(
  folder: string,
  snapshot: Snapshot,
  { frames, of }: SnapshotParts,
): () => Promise<void> {
  const final = join(folder, snapshot.id);
  const partial = `${final}.partial`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true, mode: 0o700 });
  writeFileSync(join(partial, 'snapshot.bin'), serialize(snapshot));
  if (of !== undefined) writeFileSync(join(partial, MADE_FROM), of);
  writeTogether(
    join(partial, FRAMES),
    snapshot.networks.map(({ record }) => frames.get(record.id)!),
  );
  return async () => {
    rmSync(final, { recursive: true, force: true });
    renameSync(partial, final);
    await makeCurrent(folder, snapshot);
  };
}

const MADE_FROM = 'made-from';
// One file for all: hundreds of small ones take longer to write, or to link, than everything else of a snapshot.
const FRAMES = 'frames.bin';
/** Buffers that the system takes in one call. */
const MOST_BUFFERS = 1000;

function writeTogether(path: string, parts: readonly Uint8Array[]): void {
  const file = openSync(path, 'wx', 0o600);
  try {
    for (let from = 0; from < parts.length; from += MOST_BUFFERS) {
      const some = parts.slice(from, from + MOST_BUFFERS);
      const bytes = some.reduce((sum, part) => sum + part.byteLength, 0);
      const written = writevSync(file, some);
      if (written !== bytes) throw new Error(`${path}: ${written} of ${bytes} bytes were written`);
    }
  } finally {
    closeSync(file);
  }
}

/** Makes a snapshot that is on disk the current one. */
export async function makeCurrent(folder: string, { id }: Pick<Snapshot, 'id'>): Promise<void> {
  const now = new Date();
  utimesSync(join(folder, id), now, now);
  writeFileSync(join(folder, 'current.tmp'), id);
  renameSync(join(folder, 'current.tmp'), join(folder, 'current'));
  dropOld(folder, id);
}

/** The snapshot on disk that was made from just this, if there is one. */
export function snapshotMadeFrom(folder: string, of: string): Snapshot | undefined {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const file = join(folder, entry.name, MADE_FROM);
    if (!entry.isDirectory() || entry.name.endsWith('.partial') || !existsSync(file)) continue;
    if (readFileSync(file, 'utf8') === of) return readSnapshotOf(folder, entry.name);
  }
  return undefined;
}

/** The current snapshot, or undefined before the first detection by a version that writes this format. */
export function readSnapshot(folder: string): Snapshot | undefined {
  const current = join(folder, 'current');
  return existsSync(current) ? readSnapshotOf(folder, readFileSync(current, 'utf8')) : undefined;
}

/** A snapshot that is on disk, or undefined where another version wrote it in its own format. */
export function readSnapshotOf(folder: string, id: string): Snapshot | undefined {
  const snapshot = deserialize(readFileSync(join(folder, id, 'snapshot.bin'))) as Snapshot;
  return snapshot.format === SNAPSHOT_FORMAT ? snapshot : undefined;
}

/** Ids of the finished snapshots beside the current one, newest first. */
export const earlierIds = (folder: string, current: string): string[] =>
  othersByAge(folder, current).filter((name) => !name.endsWith('.partial'));

/** Names of the folders beside that of one snapshot, newest first. */
function othersByAge(folder: string, current: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name !== current)
    .map(({ name }) => ({ name, madeMs: statSync(join(folder, name)).mtimeMs }))
    .toSorted((x, y) => y.madeMs - x.madeMs || (x.name < y.name ? -1 : 1))
    .map(({ name }) => name);
}

/** The frame of a network of a snapshot that is on disk. */
export async function readFrame(
  folder: string,
  { id, networks, frameEnds }: Snapshot,
  network: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const place = networks.findIndex(({ record }) => record.id === network);
  const [from, to] = [frameEnds[place - 1] ?? 0, frameEnds[place] ?? 0];
  const file = await open(join(folder, id, FRAMES));
  try {
    const bytes = new Uint8Array(to - from);
    const { bytesRead } = await file.read(bytes, 0, bytes.length, from);
    if (bytesRead !== bytes.length) throw new Error(`frame of ${network}: ${bytesRead} of ${bytes.length} bytes`);
    return bytes;
  } finally {
    await file.close();
  }
}

function dropOld(folder: string, current: string): void {
  for (const name of othersByAge(folder, current).slice(2))
    rmSync(join(folder, name), { recursive: true, force: true });
}
