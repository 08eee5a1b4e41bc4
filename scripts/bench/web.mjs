// Our graph view against force-graph, vis-network, cytoscape and sigma by itself, on the same seeded graphs with the same positions and no layout running.
// Rounds are interleaved (A B C, C B A, …), every figure from a Chromium of its own without a GPU.
// `npm run bench web -- [--quick] [--cases 24k,…] [--only iolaus,…] [--rounds N] [--frames N] [--budget SECONDS] [--pictures FOLDER]`
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { SetupError } from '../setup/phases.mjs';
import { CASES, QUICK_CASES } from './web/cases.mjs';
import { DRAWERS } from './web/drawers.mjs';
import { filesOf, payloadOf } from './web/files.mjs';
import { makeGraph } from './web/make-graph.mjs';
import { buildPages, servePages } from './web/pages.mjs';
import { runDrawer } from './web/run-drawer.mjs';
import { summarise } from './web/summarise.mjs';

const SEED = 7;

/** Measures; one JSON document with medians and ranges of every drawer, ratios to ours, and the goals. */
export async function measure(words) {
  const options = optionsOf(words);
  const scratch = mkdtempSync(join(tmpdir(), 'iolaus-bench-'));
  const [loadAtStart] = loadavg();
  try {
    await buildPages(scratch);
    const server = await servePages(scratch);
    try {
      const cases = {};
      for (const name of options.cases) cases[name] = await measureCase(server, options, name);
      return summarise({ options, cases, machine: machineOf(loadAtStart) });
    } finally {
      await server.close();
    }
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function machineOf(loadAtStart) {
  const rounded = (load) => Math.round(load * 10) / 10;
  return {
    node: process.version,
    cores: availableParallelism(),
    loadAtStart: rounded(loadAtStart),
    loadAtEnd: rounded(loadavg()[0]),
  };
}

function optionsOf(words) {
  const { values } = parseArgs({
    args: words.filter((word) => word !== '--'),
    options: {
      quick: { type: 'boolean', default: false },
      cases: { type: 'string' },
      only: { type: 'string' },
      rounds: { type: 'string' },
      frames: { type: 'string' },
      budget: { type: 'string', default: '60' },
      pictures: { type: 'string' },
    },
  });
  return {
    cases: chosen(values.cases, values.quick ? QUICK_CASES : Object.keys(CASES), Object.keys(CASES)),
    drawers: chosen(values.only, Object.keys(DRAWERS), Object.keys(DRAWERS)),
    rounds: Number(values.rounds ?? (values.quick ? 1 : 3)),
    frames: Number(values.frames ?? (values.quick ? 6 : 10)),
    budgetSeconds: Number(values.budget),
    pictures: values.pictures,
  };
}

function chosen(words, usual, known) {
  const names = words?.split(',') ?? usual;
  const unknown = names.find((name) => !known.includes(name));
  if (unknown === undefined) return names;
  throw new SetupError('BAD_INPUT', `The bench knows no ${unknown}.`, `Choose from: ${known.join(', ')}.`);
}

async function measureCase(server, options, name) {
  const graph = { name, ...CASES[name] };
  const made = makeGraph(graph, SEED);
  const files = filesOf(made);
  server.setFiles(files);
  const runs = Object.fromEntries(options.drawers.map((drawer) => [drawer, []]));
  for (let round = 0; round < options.rounds; round++) {
    for (const drawer of round % 2 === 0 ? options.drawers : options.drawers.toReversed()) {
      process.stderr.write(`  ${name}, round ${round + 1}: ${drawer}\n`);
      runs[drawer].push(await tryRun(server.origin, options, { drawer, graph, made }));
    }
  }
  return { graph, payload: payloadOf(made, files), runs };
}

/** A drawer that fails, or draws another graph, says so in its place; the others go on. */
async function tryRun(origin, options, { drawer: name, graph, made }) {
  const drawer = { name, ...DRAWERS[name] };
  const { frames, budgetSeconds, pictures } = options;
  try {
    const run = await runDrawer(origin, { drawer, graph, frames, budgetMs: 1000 * budgetSeconds, pictures });
    const due = drawer.holds(made);
    if (run.held.nodes === due.nodes && run.held.links === due.links) return run;
    return { failed: `held ${JSON.stringify(run.held)} instead of ${JSON.stringify(due)}` };
  } catch (error) {
    return { failed: String(error).split('\n')[0].slice(0, 200) };
  }
}
