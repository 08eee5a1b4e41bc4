// `npm run bench constraint [HOME]`: a constraint made and undone in a home that is served, from the call until the job is done and the new networks are served; and whether what is served is
// exactly what a cold run gives. HOME is a home of `lerna` with a snapshot and no constraint in force; one is made when none is named. Several indicators of the largest network are cut, one after
// the other, then one of a small network, and an account is left out.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { run } from '../setup/phases.mjs';
import { ROOT } from '../setup/workspace.mjs';

const IOLAUS = join(ROOT, 'apps/cli/bin/iolaus.mjs');
const CUTS = 5;
const built = (file) => new URL(`../../packages/pipeline/dist/${file}.js`, import.meta.url).href;

/** Runs on `[home]`, or on a home of its own that it removes. */
export async function measure([home] = []) {
  const scratch = mkdtempSync(join(tmpdir(), 'iolaus-bench-'));
  const { Workbench } = await import(built('index'));
  const workbench = await Workbench.open({
    home: home ?? (await makeHome(scratch)),
    env: process.env,
    isServed: true,
  });
  try {
    await workbench.graph.store();
    // One that another version of the code made would be made anew by the first undoing.
    await workbench.refresh();
    const warmed = Date.now();
    await workbench.warmUp();
    const warmUpSeconds = secondsSince(warmed);
    const rows = [];
    for (const each of rulesFor(workbench.snapshot())) rows.push(await measureRule(workbench, each));
    return {
      about: 'seconds from the call until the job is done; equal: served snapshot and document against a cold run',
      accounts: workbench.snapshot().population,
      warmUpSeconds,
      rows,
      residentMiB: Math.round(process.memoryUsage().rss / 2 ** 20),
      mostResidentMiB: Math.round(process.resourceUsage().maxRSS / 1024),
    };
  } finally {
    await workbench.close();
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function makeHome(scratch) {
  const [data, home] = [join(scratch, 'data'), join(scratch, 'home')];
  for (const args of [
    ['synth', 'lerna', '--out', data, '--seed', '1'],
    ['import', join(data, 'dumps'), '--home', home],
    ['detect', '--home', home],
  ])
    await run(process.execPath, [IOLAUS, ...args], { isQuiet: true });
  return home;
}

function rulesFor({ networks }) {
  const [largest] = networks.toSorted((a, b) => b.record.accounts - a.record.accounts);
  const small = networks.find(({ record }) => record.accounts < 250);
  const cut = ({ kind, value }) => ({ verb: 'cut-indicator', kind, value });
  return [
    ...largest.core
      .filter(({ kind }) => kind === 'prompt-template' || kind === 'ip')
      .slice(0, CUTS)
      .map((each) => ({ what: `${each.kind} of ${largest.record.accounts} accounts`, rule: cut(each) })),
    { what: `${small.core[0].kind} of ${small.record.accounts} accounts`, rule: cut(small.core[0]) },
    { what: 'account left out', rule: { verb: 'exclude-account', account: small.members.ids[2] } },
  ];
}

async function measureRule(workbench, { what, rule }) {
  const { answers } = await import(built('index'));
  const before = workbench.snapshot();
  const made = Date.now();
  const { constraint, job } = answers.addConstraint(workbench, { rule, reason: 'a measurement' });
  await endOf(workbench, job);
  const madeSeconds = secondsSince(made);
  const isMadeEqual = await isColdEqual(workbench, before);
  const undone = Date.now();
  await endOf(workbench, answers.undoConstraint(workbench, constraint.id).job);
  const undoneSeconds = secondsSince(undone);
  return { what, madeSeconds, undoneSeconds, isMadeEqual, isUndoneEqual: isSame(workbench.snapshot(), before) };
}

async function endOf(workbench, { id }) {
  const { state, error } = await workbench.jobs.ended(id);
  if (state !== 'done') throw new Error(JSON.stringify(error));
}

/** Whether what is served, and the document of a run that remembers, are those of a run that knows nothing of the ones before. */
async function isColdEqual(workbench, before) {
  const { makeSnapshot } = await import(built('make-snapshot'));
  const { historyFor } = await import(built('snapshot'));
  const { toDocument } = await import(built('index'));
  const tables = await workbench.lake.tables();
  const { dumps } = tables.sightings;
  const cold = await makeSnapshot(tables, {
    createdMs: 0,
    readEvents: (accounts, options) => workbench.lake.eventsOf(accounts, options),
    ...historyFor(before, { dumps, constraints: workbench.casebook.activeConstraints() }),
  });
  const warm = await workbench.detect({ publish: false });
  return (
    isSame(workbench.snapshot(), cold.snapshot) &&
    isDeepStrictEqual(warm.frames, cold.frames) &&
    isDeepStrictEqual(toDocument(warm.detection, warm.tables), toDocument(cold.detection, tables))
  );
}

const isSame = (one, other) => isDeepStrictEqual({ ...one, createdMs: 0 }, { ...other, createdMs: 0 });

const secondsSince = (ms) => Math.round((Date.now() - ms) / 10) / 100;
