import { statfs } from 'node:fs/promises';
import { sep } from 'node:path';
import type { Health, Status } from '@iolaus/contracts';
import type { Workbench } from '../workbench.js';

/** The version of the product. */
export const VERSION = '0.1.0';

/** Counts of the graph and the lake, for the status line and `doctor`. */
export async function readStatus(workbench: Workbench): Promise<Status> {
  const store = await workbench.graph.store();
  const counts = await store.status();
  const dumps = workbench.lake.dumps();
  return {
    version: VERSION,
    snapshot: workbench.hasSnapshot ? { id: workbench.snapshot().id, createdMs: workbench.snapshot().createdMs } : null,
    accounts: counts.accounts,
    exchanges: dumps.filter((dump) => dump.entity === 'exchange').reduce((sum, dump) => sum + dump.accepted, 0),
    indicators: counts.indicators,
    sightings: counts.sightings,
    pairs: counts.pairs,
    dumps: dumps.length,
    refused: dumps.reduce((sum, dump) => sum + dump.refused, 0),
    kinds: workbench.lake.kinds().map((kind) => {
      const { indicators = 0, sightings = 0, pairs = 0 } = counts.kinds.find((each) => each.kind === kind.kind) ?? {};
      return { ...kind, indicators, sightings, pairs };
    }),
    neo4j: { mode: workbench.graph.mode, version: store.version, uri: store.uri },
    home: workbench.home.path,
    isDemo: dumps.length > 0 && dumps.every(({ path }) => path.startsWith(workbench.home.demo + sep)),
  };
}

/** Checks of the installation, each with what was found and what to do. */
export async function checkHealth(workbench: Workbench): Promise<Health> {
  const check = async (
    name: string,
    hint: string,
    find: () => Promise<string> | string,
  ): Promise<Health['checks'][number]> => {
    try {
      return { name, ok: true, found: await find(), hint: null };
    } catch (error) {
      return { name, ok: false, found: error instanceof Error ? error.message : String(error), hint };
    }
  };
  const checks = [
    await check('Node.js', 'Install 20.19 or newer.', () => process.versions.node),
    await check('Home', 'Make the folder writable.', () => workbench.home.path),
    await check('Disk', 'Free some space.', async () => `${Math.round(await freeGiB(workbench.home.path))} GiB free`),
    await check('Lake', 'Import a dump.', () => `${workbench.lake.dumps().length} dumps`),
    await check('Journal', 'See docs/decisions/journal.md.', () => journalText(workbench)),
    await check('Neo4j', 'See docs/guide/operator.md.', async () => {
      const status = await readStatus(workbench);
      return `${status.neo4j.version}, ${status.neo4j.mode}: ${status.accounts} accounts, ${status.indicators} indicators, ${status.pairs} pairs, ${status.sightings} sightings`;
    }),
    await check(
      'Snapshot',
      'Run `iolaus detect`.',
      () => `${workbench.snapshot().id}, ${workbench.snapshot().networks.length} networks`,
    ),
  ];
  return { ok: checks.every((each) => each.ok), checks };
}

function journalText({ casebook }: Workbench): string {
  const { entries, torn } = casebook.check();
  const cutOff = torn.map(({ file, bytes }) => `; a crash cut off ${bytes} bytes, kept in ${file}`);
  return `${entries} entries, whole${cutOff.join('')}`;
}

async function freeGiB(path: string): Promise<number> {
  const { bavail, bsize } = await statfs(path);
  return (bavail * bsize) / 2 ** 30;
}
