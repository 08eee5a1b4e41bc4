// Import against other ways to read the same dumps: CPU seconds and peak memory of whole process trees, in interleaved rounds (A B C, C B A, …), at growing sizes.
// `npm run bench ingest -- [--exchanges N] [--sizes 1,2,4] [--rounds N] [--data DIR] [--only NAME,…] [--loaded]`
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { run, SetupError } from '../setup/phases.mjs';
import { ROOT } from '../setup/workspace.mjs';
import { checkEqual, fingerprintOf } from './ingest/check-outputs.mjs';
import { measureTree } from './ingest/measure-tree.mjs';
import { emptied, PROGRAMS } from './ingest/programs.mjs';

const IDLE_LOAD = 0.3;
const EXCHANGES_AN_ACCOUNT = 15;

/** Measures; one JSON document with every run, medians, ranges and ratios. Refuses on a machine that does something else, unless `--loaded`. */
export async function measure(words) {
  const options = optionsOf(words);
  const scratch = mkdtempSync(join(tmpdir(), 'iolaus-bench-'));
  try {
    const sizes = [];
    for (const [at, size] of options.sizes.entries()) {
      const dumps = await dumpsOf(options, { size, seed: at + 1, folder: join(scratch, `data-${size}`) });
      sizes.push({ size, ...(await measureSize(options, dumps, scratch)) });
      if (options.data === undefined) rmSync(join(scratch, `data-${size}`), { recursive: true });
    }
    return { node: process.version, rounds: options.rounds, skipped: options.skipped, sizes, growth: growthOf(sizes) };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function optionsOf(words) {
  const { values } = parseArgs({
    args: words.filter((word) => word !== '--'),
    options: {
      exchanges: { type: 'string', default: '500000' },
      sizes: { type: 'string', default: '1,2,4' },
      rounds: { type: 'string', default: '5' },
      data: { type: 'string' },
      only: { type: 'string' },
      loaded: { type: 'boolean', default: false },
    },
  });
  const [load] = loadavg();
  if (load > IDLE_LOAD && !values.loaded)
    throw new SetupError(
      'MACHINE_BUSY',
      `The machine is not idle: its load is ${load.toFixed(2)}, more than ${IDLE_LOAD}.`,
      'Wait until it is, or measure all the same with --loaded; the figures will then say so.',
    );
  if (load > IDLE_LOAD)
    process.stderr.write(`  the machine is loaded (${load.toFixed(2)}): trust ratios, not digits\n`);
  const only = values.only?.split(',');
  const chosen = PROGRAMS.filter(({ name, needs }) => !only || only.includes(name) || only.includes(needs));
  const skipped = chosen.flatMap(({ name, missing }) => (missing?.() ? [{ name, reason: missing() }] : []));
  for (const { name, reason } of skipped) process.stderr.write(`  skipped ${name}: ${reason}\n`);
  return {
    exchanges: Number(values.exchanges),
    sizes: values.data === undefined ? values.sizes.split(',').map(Number) : [1],
    rounds: Number(values.rounds),
    data: values.data,
    programs: chosen.filter(({ name }) => !skipped.some((each) => each.name === name)),
    skipped,
  };
}

/** The exchange dumps of a size, from a seed of its own. */
async function dumpsOf({ data, exchanges }, { size, seed, folder }) {
  if (data === undefined) {
    const count = exchanges * size;
    const accounts = Math.max(500, Math.round(count / EXCHANGES_AN_ACCOUNT));
    const words = ['synth', 'lerna', '--out', folder, '--seed', seed, '--exchanges', count, '--accounts', accounts];
    const { code, output } = await run(
      process.execPath,
      [join(ROOT, 'apps/cli/bin/iolaus.mjs'), ...words.map(String)],
      {
        isQuiet: true,
      },
    );
    if (code !== 0) throw new Error(output);
  }
  const dumps = data ?? join(folder, 'dumps');
  return readdirSync(dumps)
    .filter((name) => /^exchanges.*\.jsonl\.gz$/.test(name))
    .sort()
    .map((name) => join(dumps, name));
}

async function measureSize({ programs, rounds }, dumps, scratch) {
  const runs = Object.fromEntries(programs.map(({ name }) => [name, []]));
  const kept = join(scratch, 'kept');
  let reference;
  for (let round = 0; round < rounds; round++) {
    // What another program needs comes before it in every round, so those stay in order.
    const order =
      round % 2 === 0
        ? programs
        : [...programs.filter(({ needs }) => !needs).toReversed(), ...programs.filter(({ needs }) => needs)];
    for (const { name, command, result, isKept } of order) {
      const out = emptied(isKept ? kept : join(scratch, 'out'));
      const load = round2(loadavg()[0]);
      const measured = await measureTree(...command({ dumps, out, lake: kept }));
      runs[name].push({ round: round + 1, load, ...measured });
      process.stderr.write(`  round ${round + 1} ${name}: ${measured.cpuSeconds} CPU s, ${measured.peakMiB} MiB\n`);
      if (!result || round > 0) continue;
      const fingerprint = await fingerprintOf(result(out));
      if (reference) checkEqual(name, fingerprint, reference.name, reference.fingerprint);
      else reference = { name, fingerprint };
    }
  }
  return { records: Number(reference?.fingerprint.records ?? 0), programs: summaries(runs), runs };
}

/** Median and range by program, and the median over rounds of its CPU against that of zcat and of the naive program in the same round. */
function summaries(runs) {
  return Object.fromEntries(
    Object.entries(runs).map(([name, own]) => {
      const against = (other) =>
        runs[other]
          ? round2(median(own.map((each, at) => each.cpuSeconds / cpuInRound(runs[other], own[at].round))))
          : null;
      const cpu = own.map(({ cpuSeconds }) => cpuSeconds);
      return [
        name,
        {
          cpuSeconds: median(cpu),
          cpuRange: [Math.min(...cpu), Math.max(...cpu)],
          wallSeconds: median(own.map(({ wallSeconds }) => wallSeconds)),
          peakMiB: Math.max(...own.map(({ peakMiB }) => peakMiB ?? 0)),
          toZcat: against('zcat'),
          toNaive: against('naive'),
        },
      ];
    }),
  );
}

const cpuInRound = (runs, round) => runs.find((each) => each.round === round).cpuSeconds;

/** CPU at each size against the one before, by program; records beside it. */
function growthOf(sizes) {
  return sizes.slice(1).map((size, at) => ({
    from: sizes[at].size,
    to: size.size,
    records: round2(size.records / sizes[at].records),
    cpu: Object.fromEntries(
      Object.entries(size.programs).map(([name, { cpuSeconds }]) => [
        name,
        round2(cpuSeconds / sizes[at].programs[name].cpuSeconds),
      ]),
    ),
  }));
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : round2((sorted[middle - 1] + sorted[middle]) / 2);
}

const round2 = (value) => Math.round(value * 100) / 100;
