import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { classCounts, IolausError, type LakeTables, type RecordRef, type WorkOptions } from '@iolaus/contracts';
import { NULL_MODEL } from '@iolaus/detect';
import {
  loadOrCreateKey,
  sealBundle,
  type BundleIndicator,
  type BundleInput,
  type BundleLink,
  type BundleSighting,
} from '@iolaus/evidence';
import { VERSION } from './answers/status.js';
import { bitsByFamily, findNetwork } from './answers/networks.js';
import { indicatorKey, type Snapshot, type SnapshotNetwork } from './snapshot.js';
import type { Workbench } from './workbench.js';

const QUOTED_INDICATORS = 40;
const QUOTES_EACH = 3;
const LINKS_PER_COMMUNITY = 3;

/** Seals the bundle of a network of the current snapshot and writes it to `out` in one step. */
export async function exportBundle(
  workbench: Workbench,
  options: { readonly network: string; readonly out: string } & WorkOptions,
): Promise<{ path: string; sha256: string; bytes: number }> {
  const tell = (phase: string, done: number): void => options.onProgress?.({ phase, done, total: 4, unit: 'steps' });
  tell('Reading sightings', 0);
  const input = await bundleInput(workbench, options.network, tell);
  tell('Sealing', 3);
  const sealed = sealBundle(input, loadOrCreateKey(workbench.home.keys));
  await writeWhole(options.out, sealed.bytes);
  return { path: options.out, sha256: sealed.sha256, bytes: sealed.bytes.length };
}

async function bundleInput(
  workbench: Workbench,
  id: string,
  tell: (phase: string, done: number) => void,
): Promise<BundleInput> {
  const { record } = findNetwork(workbench.snapshot(), id);
  // A name that investigators gave is theirs: the bundle says what follows from the data.
  const snapshot = workbench.detected();
  const network = findNetwork(snapshot, record.id);
  const tables = await workbench.lake.tables();
  if (tables.sightings.dumps.join() !== snapshot.dumps.join())
    throw new IolausError('BAD_INPUT', {
      detail: 'the lake has changed since this snapshot; detect again before exporting',
    });
  const sightings = coreSightings(tables, network);
  tell('Quoting records', 1);
  const citations = await workbench.lake.rawRecords(refsToQuote(network, sightings));
  tell('Joining members', 2);
  return {
    profile: 'authority',
    snapshot: { id: snapshot.id, createdMs: snapshot.createdMs },
    record: network.record,
    population: snapshot.population,
    members: network.members.ids.map((account, row) => {
      const community = network.communities[network.members.community[row]!]!.label;
      return {
        account,
        bits: Math.round(network.members.bits[row]! * 10) / 10,
        bitsByFamily: bitsByFamily(network.members.bitsByFamily, row, 10_000),
        community,
        exchanges: network.members.exchanges[row]!,
      };
    }),
    communities: network.communities.map(({ label, accounts, exchanges, bits, holdsTogether }) => ({
      label,
      accounts,
      exchanges,
      bits,
      holdsTogether,
    })),
    indicators: bundleIndicators(workbench, snapshot, network),
    sightings,
    links: strongestLinks(network, sightings),
    citations,
    dumps: workbench.lake
      .dumps()
      .map(({ sha256, containerSha256, name, records }) => ({ sha256, containerSha256, name, records })),
    parameters: snapshot.parameters,
    versions: { iolaus: VERSION },
    nullModel: NULL_MODEL,
  };
}

function bundleIndicators(workbench: Workbench, { classes }: Snapshot, network: SnapshotNetwork): BundleIndicator[] {
  const kinds = new Map(workbench.lake.kinds().map((kind) => [kind.kind, kind]));
  const texts = new Map(network.record.core.map((each) => [`${each.kind} ${each.value}`, each.text]));
  return network.core.map((each) => {
    const kind = kinds.get(each.kind)!;
    const text = texts.get(`${each.kind} ${each.value}`);
    return {
      ...each,
      bits: Math.round(each.bits * 10) / 10,
      family: kind.family,
      reliability01: kind.reliability01 * classCounts(classes.get(indicatorKey(each)) ?? 0),
      ...(text === undefined ? {} : { text }),
    };
  });
}

/** Members × core indicators, in the order of the lake. */
function coreSightings({ sightings }: LakeTables, network: SnapshotNetwork): BundleSighting[] {
  const members = new Set(network.members.ids);
  const core = new Set(network.core.map((each) => `${each.kind} ${each.value}`));
  const isMember = Uint8Array.from(sightings.accounts, (account) => (members.has(account) ? 1 : 0));
  const kindOf = (e: number): string => sightings.kinds[sightings.indicatorKind[e]!]!.kind;
  const isCore = Uint8Array.from(sightings.indicatorValue, (value, e) => (core.has(`${kindOf(e)} ${value}`) ? 1 : 0));
  const time = (value: number): number | null => (Number.isNaN(value) ? null : value);
  const rows: BundleSighting[] = [];
  for (let row = 0; row < sightings.account.length; row++) {
    const [a, e] = [sightings.account[row]!, sightings.indicator[row]!];
    if (isMember[a] === 0 || isCore[e] === 0) continue;
    rows.push({
      account: sightings.accounts[a]!,
      kind: kindOf(e),
      value: sightings.indicatorValue[e]!,
      count: sightings.count[row]!,
      firstMs: time(sightings.firstMs[row]!),
      lastMs: time(sightings.lastMs[row]!),
      ref: { dump: sightings.dumps[sightings.dump[row]!]!, ordinal: sightings.ordinal[row]! },
    });
  }
  return rows;
}

/** The earliest records behind the most telling indicators. */
function refsToQuote(network: SnapshotNetwork, sightings: readonly BundleSighting[]): RecordRef[] {
  const left = new Map(
    network.core.slice(0, QUOTED_INDICATORS).map((each) => [`${each.kind} ${each.value}`, QUOTES_EACH]),
  );
  const refs = new Map<string, RecordRef>();
  for (const { kind, value, ref } of sightings) {
    const room = left.get(`${kind} ${value}`) ?? 0;
    if (room === 0) continue;
    left.set(`${kind} ${value}`, room - 1);
    refs.set(`${ref.dump} ${String(ref.ordinal).padStart(12, '0')}`, ref);
  }
  return [...refs].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, ref]) => ref);
}

/** For each community, its strongest members in pairs, with what they share. */
function strongestLinks(network: SnapshotNetwork, sightings: readonly BundleSighting[]): BundleLink[] {
  const bits = new Map(network.core.map((each) => [`${each.kind} ${each.value}`, each.bits]));
  const chosen = network.communities.flatMap((_, c) => {
    const rows: number[] = [];
    for (let row = 0; row < network.members.ids.length && rows.length <= LINKS_PER_COMMUNITY; row++)
      if (network.members.community[row] === c) rows.push(row);
    return rows.slice(1).map((row, at) => [network.members.ids[rows[at]!]!, network.members.ids[row]!] as const);
  });
  const wanted = new Set(chosen.flat());
  const holds = new Map<string, Map<string, { kind: string; value: string }>>();
  for (const { account, kind, value } of sightings) {
    if (!wanted.has(account)) continue;
    const own = holds.get(account) ?? new Map<string, { kind: string; value: string }>();
    own.set(`${kind} ${value}`, { kind, value });
    holds.set(account, own);
  }
  return chosen.map(([a, b]) => {
    const shares = [...(holds.get(a) ?? [])]
      .filter(([key]) => holds.get(b)?.has(key))
      .map(([key, each]) => ({ ...each, bits: Math.round(Math.max(0, bits.get(key) ?? 0) * 10) / 10 }));
    return { a, b, bits: Math.round(shares.reduce((sum, each) => sum + each.bits, 0) * 10) / 10, shares };
  });
}

/** Writes under a temporary name, flushes, renames: a bundle is there whole or not at all. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const partial = `${path}.${process.pid}.partial`;
  try {
    const file = await open(partial, 'w', 0o600);
    await file.writeFile(bytes);
    await file.sync();
    await file.close();
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw new IolausError(
      'OUTPUT_UNWRITABLE',
      { path: dirname(path), detail: (error as NodeJS.ErrnoException).code ?? 'unknown' },
      { cause: error },
    );
  }
}
