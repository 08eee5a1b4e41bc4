// One phase of an import by itself. Arguments: `lake` (columns alone), `signed` (columns and keys of prompts), or, of a lake that is there, `rollups` (what is counted over
// its records), `three-rollups` (of these, by address, by payment method, by hour) or `merge` (what was counted, numbered and sorted for detection and the graph); the
// lake's folder; the dumps.
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findDumps } from '../../../packages/ingest/dist/find-dumps.js';
import { importDump } from '../../../packages/ingest/dist/import-dump.js';
import { LakeState } from '../../../packages/ingest/dist/lake-state.js';
import { numbered, openViews, recordViews } from '../../../packages/ingest/dist/lake-views.js';
import { kindsOf } from '../../../packages/ingest/dist/manifest.js';
import { mergeRollups, rollUpGroup, writeParquet } from '../../../packages/ingest/dist/rollup.js';
import { KEY_WIDTH, PromptKeys } from '../../../packages/ingest/dist/templates/index.js';

const [phase, folder, ...paths] = process.argv.slice(2);
const state = await LakeState.open({ folder, memoryMb: 900, threads: 2 });
const ID = 'measured';
if (phase === 'rollups') await rollUp();
else if (phase === 'three-rollups') await rollUpThree();
else if (phase === 'merge') await merge();
else for (const dump of await findDumps(paths)) await read(dump);

async function read({ path, mapping }) {
  const keys = new PromptKeys(state.signing.seed);
  await importDump({
    connection: state.connection,
    folder,
    path,
    mapping,
    signer: phase === 'signed' ? keys : { width: KEY_WIDTH, write: () => undefined },
    isKnown: () => false,
    onBatch: () => Promise.resolve(),
  });
}

async function rollUp() {
  await rollUpGroup(state.connection, { folder, id: ID, dumps: state.dumps, memoryMb: state.memoryMb });
}

async function rollUpThree() {
  await openViews(state.connection, 'one', recordViews(folder, numbered(state.dumps)));
  await state.connection.run("SET search_path = 'one'");
  const sightings = (view, column) =>
    `SELECT account, ${column} AS value, count(*) AS uses, min(time) AS first_ms, max(time) AS last_ms, min(CAST(dump AS BIGINT) * 4294967296 + ordinal) AS ref
     FROM ${view} WHERE account IS NOT NULL AND ${column} IS NOT NULL GROUP BY account, value`;
  const hours = `SELECT account, CAST(floor(time / 3600000) AS INTEGER) AS hour, count(*) AS uses FROM exchange WHERE account IS NOT NULL AND time IS NOT NULL GROUP BY account, hour`;
  for (const select of [sightings('exchange', 'ip'), sightings('payment', 'payment_method'), hours]) {
    await writeParquet(state.connection, select, join(folder, 'measured.parquet'));
    rmSync(join(folder, 'measured.parquet'));
  }
}

async function merge() {
  for (const name of readdirSync(folder))
    if (name.startsWith('rollup-')) rmSync(join(folder, name), { recursive: true });
  await mergeRollups(state.connection, {
    of: ID.padEnd(16, '0'),
    folder,
    memoryMb: state.memoryMb,
    dumps: state.dumps,
    groups: state.manifest.groups,
    kinds: kindsOf(state.dumps),
    fingerprints: undefined,
    enrichment: undefined,
    onPhase: () => undefined,
  });
}
