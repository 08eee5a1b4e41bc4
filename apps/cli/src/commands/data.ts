import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { InvalidArgumentError, Option } from 'commander';
import {
  IolausError,
  type Api,
  type DryRun,
  type ImportReport,
  type NetworkRecord,
  type NetworksDocument,
} from '@iolaus/contracts';
import { openHome } from '@iolaus/pipeline/home';
import { SCENARIOS } from '@iolaus/pipeline/scenarios';
import { addCommand, terminalOf, type CommonOptions } from '../command.js';
import { addEnrichment, addEnrichmentFlags } from './enrich.js';
import { watchFolder } from './watch-folder.js';
import { membersOf } from '../members.js';
import { follow, withSession } from '../session.js';
import { table, type Terminal } from '../terminal.js';

/** Adds `import`, `detect` and `synth`. */
export function addDataCommands(program: Command): void {
  const importing = addCommand(program, {
    usage: 'import [paths...]',
    about: 'Brings dumps into the lake and the graph; the same content twice changes nothing.',
    example: 'import logs/ --mapping gateway.mapping.yaml',
  });
  addEnrichmentFlags(importing)
    .option(
      '--mapping <FILE>',
      'mapping file; without it, the one beside the dump that fits its name, else what its records surely are',
    )
    .option('--dry-run', 'read the first records, show what would happen, write nothing')
    .option('--lake-only', 'leave the graph alone')
    .option('--watch <DIR>', 'import the files of a folder as they are completed, until Ctrl-C')
    .addOption(new Option('--engine <NAME>', 'engine of the lake').choices(['duckdb', 'spark']).default('duckdb'))
    .option('--worker', 'be one of several workers that share these dumps and this home; no rollup, no graph')
    .action(runImport);
  addCommand(program, {
    usage: 'detect',
    about: 'Finds networks, members and reasons; published to the graph unless told not to.',
    example: 'detect --out networks.json',
  })
    .option('--out <FILE>', 'write the document iolaus.networks/1')
    .option('--no-publish', 'leave the graph alone')
    .action(runDetect);
  addCommand(program, {
    usage: 'synth <scenario>',
    about: `Writes the dumps of a scenario with ground truth: ${SCENARIOS.map(({ name }) => name).join(', ')}.`,
    example: 'synth lerna-small --out demo',
  })
    .requiredOption('--out <DIR>', 'empty folder')
    .option('--accounts <N>', 'scale to so many accounts', whole)
    .option('--exchanges <N>', 'scale to so many exchanges', whole)
    .option('--seed <S>', 'another seed gives another world', whole)
    .action(runSynth);
}

interface ImportFlags extends CommonOptions {
  readonly mapping?: string;
  readonly dryRun?: boolean;
  readonly lakeOnly?: boolean;
  readonly watch?: string;
  readonly engine: 'duckdb' | 'spark';
  readonly worker?: boolean;
}

async function runImport(paths: string[], flags: ImportFlags, command: Command): Promise<void> {
  const terminal = terminalOf(flags);
  if (flags.watch !== undefined) return watchFolder(paths, { ...flags, watch: flags.watch }, terminal);
  if (paths.length === 0) command.error("error: missing required argument 'paths'");
  const files: string[] = [];
  for (const path of paths) files.push(path === '-' ? await inputFile(flags.home) : resolve(path));
  const mapping = flags.mapping === undefined ? undefined : resolve(flags.mapping);
  if (flags.worker) return workerImport(files, { ...flags, mapping }, terminal);
  const waiting = { onProgress: terminal.progress, signal: interrupted() };
  await withSession(
    flags.home,
    async ({ api }) => {
      if (flags.dryRun) {
        const runs: DryRun[] = [];
        for (const path of files)
          runs.push(await api.dumps.dryRun({ path, ...(mapping === undefined ? {} : { mapping }) }));
        terminal.answer(runs.length === 1 ? runs[0] : runs, () =>
          runs.flatMap((run, at) => [...(at > 0 ? [''] : []), ...dryRunText(run)]),
        );
        return;
      }
      await addEnrichment(api, flags);
      const job = await api.dumps.import({
        paths: files,
        lakeOnly: flags.lakeOnly === true,
        engine: flags.engine,
        ...(mapping === undefined ? {} : { mapping }),
      });
      const report = (await follow(api, job, terminal)).report!;
      terminal.answer(report, () => importText(report));
      const cut = report.dumps.find(({ incomplete }) => incomplete !== null);
      if (cut?.incomplete) {
        const { atByte, detail } = cut.incomplete;
        throw new IolausError('DUMP_INCOMPLETE', { path: cut.path, bytes: atByte, detail });
      }
    },
    waiting,
  );
}

/** The part of a shared import that falls to this process. */
async function workerImport(
  paths: readonly string[],
  { home, mapping }: { readonly home: string; readonly mapping: string | undefined },
  terminal: Terminal,
): Promise<void> {
  const imported: string[] = [];
  const { importAsWorker } = await import('@iolaus/pipeline');
  await importAsWorker({
    home: resolve(home),
    env: process.env,
    paths,
    mapping,
    signal: interrupted(),
    onDump: (step, path) => {
      terminal.say(`${step} ${path}`);
      if (step === 'imported') imported.push(path);
    },
  });
  terminal.answer({ imported }, () => [
    `${imported.length} dumps imported by this worker. Once all workers have ended, import the same paths without --worker.`,
  ]);
}

/** Standard input as a file of the home: its raw bytes are asked for later. */
async function inputFile(home: string): Promise<string> {
  const { spoolStdin } = await import('@iolaus/pipeline');
  return spoolStdin(openHome(home).inbox, process.stdin);
}

/** Aborts when Ctrl-C is pressed: work stops at its next safe point and leaves nothing half-done. */
function interrupted(): AbortSignal {
  const controller = new AbortController();
  process.once('SIGINT', () => controller.abort());
  return controller.signal;
}

function importText(report: ImportReport): string[] {
  const rows = report.dumps.map((dump) => [
    dump.name,
    dump.entity,
    dump.records,
    dump.accepted,
    dump.refused,
    dump.duplicates,
    dump.isKnown ? 'known, unchanged' : dump.incomplete ? `ends early at byte ${dump.incomplete.atByte}` : 'new',
  ]);
  const left = report.leftOut.map(({ path, reason }) => `Left out ${path}: ${reason}`);
  return [
    ...table(['dump', 'entity', 'records', 'accepted', 'refused', 'told before', ''], rows),
    ...left,
    '',
    `${report.accepted.toLocaleString('en-US')} accepted + ${report.refused.toLocaleString('en-US')} refused = ${report.records.toLocaleString('en-US')} records read, ${report.seconds} s`,
    `${report.duplicates.toLocaleString('en-US')} of them told before, ${report.added.toLocaleString('en-US')} new.`,
    `Now ${report.accounts.toLocaleString('en-US')} accounts, ${report.indicators.toLocaleString('en-US')} indicators, ${report.sightings.toLocaleString('en-US')} sightings on ${report.pairs.toLocaleString('en-US')} pairs.`,
  ];
}

/** A file that is not surely of a known format: what it may be, and a mapping to begin with. */
function draftText({ path, mapping, guess }: DryRun): string[] {
  const near = (guess?.candidates ?? []).map(({ preset, score01 }) => [preset, `${Math.round(score01 * 100)} %`]);
  const found = near.length === 0 ? ['No known format looks like it.'] : table(['known format', 'looks like it'], near);
  return [
    `${path}: no mapping file fits.`,
    ...found,
    ...(mapping === null ? [] : ['', 'A draft:', ...mapping.trimEnd().split('\n')]),
  ];
}

function dryRunText(run: DryRun): string[] {
  if (run.entity === null) return draftText(run);
  const preset = run.guess?.label;
  const fields = table(
    ['target', 'path', 'read as', 'filled', 'sample'],
    run.fields.map((field) => [
      field.target,
      field.path,
      field.parse,
      `${Math.round(field.filled01 * 100)} %`,
      field.sample,
    ]),
  );
  const refused = run.refused.map((row) => `  #${row.ordinal} at byte ${row.byteOffset}: ${row.reason}`);
  return [
    `${run.path}: ${run.accepted} of the first ${run.read} records would be accepted.`,
    ...(preset == null ? [] : [`Read as ${preset}, told by its first records.`]),
    ...(run.incomplete ? [`Incomplete at byte ${run.incomplete.atByte}: ${run.incomplete.detail}.`] : []),
    ...fields,
    ...refused,
  ];
}

interface DetectFlags extends CommonOptions {
  readonly out?: string;
  readonly publish: boolean;
}

async function runDetect(flags: DetectFlags): Promise<void> {
  const terminal = terminalOf(flags);
  await withSession(flags.home, async ({ api, workbench }) => {
    if (!workbench) {
      await follow(api, await api.detection.run(), terminal);
      const records = await api.networks.records();
      if (flags.out !== undefined) await writeFile(flags.out, JSON.stringify(await servedDocument(api, records)));
      terminal.answer(records, () => [
        `${records.length} networks, ${records.filter((record) => record.tier === 'act').length} of tier act`,
      ]);
      return;
    }
    const { detection, tables } = await workbench.detect({
      publish: flags.publish,
      onProgress: terminal.progress,
      signal: interrupted(),
    });
    terminal.endProgress();
    const { toDocument } = await import('@iolaus/pipeline');
    const document = toDocument(detection, tables);
    if (flags.out !== undefined) await writeFile(flags.out, JSON.stringify(document));
    const records = detection.networks.map((network) => network.record);
    terminal.answer(records, () => networksText(records));
  });
}

/** The document of a home that another process serves, put together from its pages. */
async function servedDocument(api: Api, records: readonly NetworkRecord[]): Promise<NetworksDocument> {
  const networks: NetworksDocument['networks'] = [];
  for (const record of records) networks.push({ ...record, members: await membersOf(api, record) });
  const { parameters, dumps, changes } = await api.detection.get();
  return { schema: 'iolaus.networks/1', networks, changes, parameters, input: { dumps } };
}

function networksText(
  records: readonly { id: string; name: string; tier: string; accounts: number; strength: number; score: number }[],
): string[] {
  const shown = records
    .slice(0, 20)
    .map((record) => [
      record.id,
      record.name,
      record.tier,
      record.accounts,
      record.strength.toFixed(1),
      record.score.toFixed(1),
    ]);
  return [
    ...table(['id', 'name', 'tier', 'accounts', 'bits', 'score'], shown),
    records.length > 20
      ? `20 of ${records.length} shown, best first; all with --json or --out.`
      : `${records.length} networks.`,
  ];
}

interface SynthFlags extends CommonOptions {
  readonly out: string;
  readonly accounts?: number;
  readonly exchanges?: number;
  readonly seed?: number;
}

async function runSynth(name: string, flags: SynthFlags): Promise<void> {
  const terminal = terminalOf(flags);
  const { accounts, exchanges, seed } = flags;
  const { writeScenario } = await import('@iolaus/pipeline');
  const report = await writeScenario({
    name,
    outDir: resolve(flags.out),
    onProgress: terminal.progress,
    ...(accounts === undefined ? {} : { accounts }),
    ...(exchanges === undefined ? {} : { exchanges }),
    ...(seed === undefined ? {} : { seed }),
  });
  terminal.endProgress();
  terminal.answer(report, () => [
    `${report.scenario}, seed ${report.seed}: ${report.accounts.toLocaleString('en-US')} accounts, ${report.exchanges.toLocaleString('en-US')} exchanges in ${report.files.length} files.`,
    `Import them with: npx iolaus import ${flags.out}/dumps`,
  ]);
}

function whole(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('must be a whole number');
  return Number(text);
}
