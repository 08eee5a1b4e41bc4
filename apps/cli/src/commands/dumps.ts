import { readFile, writeFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { IolausError, type Api, type RefusedRow } from '@iolaus/contracts';
import { addCommand, terminalOf, type CommonOptions } from '../command.js';
import { follow, withSession } from '../session.js';
import { table } from '../terminal.js';

const PAGE = 1000;
/** Most records of one request. */
const MOST_ORDINALS = 100;

/** Adds `dumps`, `rows`, `quarantine` and `forget`: what came in, and the way back to its bytes. */
export function addDumpCommands(program: Command): void {
  addCommand(program, { usage: 'dumps', about: 'Dumps in the lake.', example: 'dumps --json' }).action(runDumps);
  addCommand(program, {
    usage: 'rows <dump> <ordinals...>',
    about: 'Exact bytes of records, read again from the original dump.',
    example: 'rows 41b613e38c49 17 204',
  })
    .option('--out <FILE>', 'write the bytes as they stand in the dump, a line end behind each record')
    .action(runRows);
  addCommand(program, {
    usage: 'quarantine',
    about: 'Refused records by dump and reason, each with its place.',
    example: 'quarantine --dump 41b613e38c49 --json',
  })
    .option('--dump <SHA256>', 'of one dump; the first characters are enough')
    .option('--reimport <MAPPING>', 'read that dump again by this corrected mapping file')
    .option('--lake-only', 'leave the graph alone')
    .action(runQuarantine);
  addCommand(program, {
    usage: 'forget <dump>',
    about: 'Removes a dump and all that came of it; the file itself is not touched.',
    example: 'forget 41b613e38c49',
  })
    .option('--lake-only', 'leave the graph alone')
    .action(runForget);
}

async function runDumps(flags: CommonOptions): Promise<void> {
  await withSession(flags.home, async ({ api }) => {
    const dumps = await api.dumps.list();
    const rows = dumps.map((dump) => [
      dump.sha256.slice(0, 12),
      dump.name,
      dump.entity,
      dump.records,
      dump.accepted,
      dump.refused,
      dump.duplicates,
    ]);
    terminalOf(flags).answer(dumps, () =>
      table(['dump', 'name', 'entity', 'records', 'accepted', 'refused', 'told before'], rows),
    );
  });
}

async function runRows(
  dump: string,
  texts: string[],
  flags: CommonOptions & { readonly out?: string },
  command: Command,
): Promise<void> {
  const ordinals = texts
    .flatMap((text) => text.split(','))
    .map((text) => {
      if (!/^[1-9]\d{0,8}$/.test(text)) command.error('error: ordinals are whole numbers above 0');
      return Number(text);
    });
  await withSession(flags.home, async ({ api }) => {
    const sha256 = await dumpOf(api, dump);
    const rows: Awaited<ReturnType<Api['dumps']['rows']>> = [];
    for (let from = 0; from < ordinals.length; from += MOST_ORDINALS)
      rows.push(...(await api.dumps.rows({ sha256, ordinals: ordinals.slice(from, from + MOST_ORDINALS).join(',') })));
    if (flags.out !== undefined)
      await writeFile(
        flags.out,
        Buffer.concat(rows.flatMap(({ base64 }) => [Buffer.from(base64, 'base64'), Buffer.from('\n')])),
      );
    terminalOf(flags).answer(rows, () =>
      rows.flatMap(({ ordinal: nth, byteOffset, byteLength, text }) => [
        `#${nth}, ${byteLength} bytes at byte ${byteOffset}`,
        text ?? '(not UTF-8; use --json or --out)',
      ]),
    );
  });
}

interface QuarantineFlags extends CommonOptions {
  readonly dump?: string;
  readonly reimport?: string;
  readonly lakeOnly?: boolean;
}

async function runQuarantine(flags: QuarantineFlags, command: Command): Promise<void> {
  if (flags.reimport !== undefined && flags.dump === undefined)
    command.error('error: --reimport needs --dump, the dump that is to be read again');
  const terminal = terminalOf(flags);
  await withSession(flags.home, async ({ api }) => {
    const dump = flags.dump === undefined ? undefined : await dumpOf(api, flags.dump);
    if (flags.reimport !== undefined && dump !== undefined) {
      const mapping = await mappingText(flags.reimport);
      const job = await api.dumps.reimport({ sha256: dump, mapping, lakeOnly: flags.lakeOnly === true });
      const { report } = await follow(api, job, terminal);
      terminal.answer(report, () => [`${report?.accepted ?? 0} accepted, ${report?.refused ?? 0} still refused.`]);
      return;
    }
    const groups = await api.dumps.refusedGroups(dump === undefined ? {} : { dump });
    const rows = flags.json ? await allRefused(api, dump) : [];
    terminal.answer({ groups, rows }, () =>
      groups.length === 0
        ? ['Nothing is in quarantine.']
        : table(
            ['count', 'reason', 'dump', 'first', 'at byte'],
            groups.map((each) => [
              each.count,
              each.reason,
              each.name,
              `#${each.firstOrdinal}`,
              String(each.firstByteOffset),
            ]),
          ),
    );
  });
}

async function runForget(dump: string, flags: CommonOptions & { readonly lakeOnly?: boolean }): Promise<void> {
  const terminal = terminalOf(flags);
  await withSession(flags.home, async ({ api }) => {
    const sha256 = await dumpOf(api, dump);
    await follow(api, await api.dumps.remove({ sha256, lakeOnly: flags.lakeOnly === true }), terminal);
    terminal.answer({ removed: sha256 }, () => [`Removed ${sha256}. Import its file again to have it back.`]);
  });
}

/** The whole digest of the one dump that begins so. */
async function dumpOf(api: Api, start: string): Promise<string> {
  const found = (await api.dumps.list()).filter(({ sha256 }) => sha256.startsWith(start));
  if (start.length < 4 || found.length !== 1) throw new IolausError('NOT_FOUND', { what: 'dump', id: start });
  return found[0]!.sha256;
}

async function allRefused(api: Api, dump: string | undefined): Promise<RefusedRow[]> {
  const rows: RefusedRow[] = [];
  for (;;) {
    const page = await api.dumps.refused({
      offset: rows.length,
      limit: PAGE,
      ...(dump === undefined ? {} : { dump }),
    });
    rows.push(...page.rows);
    if (rows.length >= page.total || page.rows.length === 0) return rows;
  }
}

async function mappingText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new IolausError('FILE_MISSING', { path }, { cause: error });
  }
}
