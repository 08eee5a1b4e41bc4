import { existsSync, readFileSync, statSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import type { Command } from 'commander';
import { IolausError, MOST_LIST_CHARACTERS, type MatchAnswer, type MatchHit } from '@iolaus/contracts';
import { addCommand, terminalOf, type CommonOptions } from '../command.js';
import { withSession } from '../session.js';
import { table } from '../terminal.js';

/** Rows of each table on a terminal; --json gives all. */
const SHOWN = 40;

/** Adds `match`: what a list of indicators finds. */
export function addMatchCommand(program: Command): void {
  addCommand(program, {
    usage: 'match <file>',
    about:
      'A list of addresses, domains, cards, accounts, as it was sent, defanged or not: hits, misses, malformed, over-common, and the accounts that touch them. - reads standard input.',
    example: 'match peer-list.txt',
  }).action(async (file: string, flags: CommonOptions) => {
    const list = await readListFile(file);
    await withSession(flags.home, async ({ api }) => {
      const answer = await api.search.match({ text: list });
      terminalOf(flags).answer(answer, () => matchText(answer));
    });
  });
}

/** The text of a file, or of standard input; refuses one that is not there (FILE_MISSING), empty (BAD_INPUT) or over 2 MB (LIST_TOO_LONG). */
async function readListFile(file: string): Promise<string> {
  if (file !== '-' && !(existsSync(file) && statSync(file).isFile()))
    throw new IolausError('FILE_MISSING', { path: file });
  if (file !== '-' && statSync(file).size > 4 * MOST_LIST_CHARACTERS) throw tooLong();
  const list = file === '-' ? await text(process.stdin) : readFileSync(file, 'utf8');
  if (list.length > MOST_LIST_CHARACTERS) throw tooLong();
  if (list.trim() === '') throw new IolausError('BAD_INPUT', { detail: 'the list is empty' });
  return list;
}

const tooLong = (): IolausError => new IolausError('LIST_TOO_LONG', { most: '2 MB' });

/** The answer as lines: counts first, then each class with its first rows. */
export function matchText(answer: MatchAnswer): string[] {
  const { counts, hits, overCommon, misses, malformed, networks, accounts } = answer;
  const nameOf = new Map(networks.map(({ id, name }) => [id, name]));
  const inNetworks = ({ networks: own }: MatchHit): string =>
    own.map(({ id, accounts: held }) => `${nameOf.get(id) ?? id} (${count(held)})`).join(', ');
  return [
    `${count(answer.entries)} entries in ${count(answer.lines)} lines: hits ${count(counts.hits)}, misses ${count(counts.misses)}, malformed ${count(counts.malformed)}, over-common ${count(counts.overCommon)}, repeated ${count(counts.repeated)}.`,
    ...(answer.notes > 0 ? [`${count(answer.notes)} words beside values are known to nobody.`] : []),
    ...answer.partial,
    ...section('Hits', hits, {
      head: ['line', 'kind', 'value', 'accounts', 'bits', 'networks'],
      rowOf: (hit) => [hit.line, hit.kind, hit.value, hit.reach, hit.bits.toFixed(1), inNetworks(hit)],
    }),
    ...section('Over-common', overCommon, {
      head: ['line', 'kind', 'value', 'reason'],
      rowOf: (hit) => [hit.line, hit.kind, hit.value, hit.reason ?? ''],
    }),
    ...section('Misses', misses, { head: ['line', 'entry'], rowOf: ({ line, entry }) => [line, entry] }),
    ...section('Malformed', malformed, {
      head: ['line', 'entry', 'reason'],
      rowOf: ({ line, entry, reason }) => [line, entry, reason],
    }),
    ...section('Accounts that touch the hits', accounts.rows, {
      total: accounts.total,
      head: ['account', 'hits', 'bits', 'network'],
      rowOf: (row) => [row.account, row.held, row.bits.toFixed(1), row.networkName ?? ''],
    }),
  ];
}

const count = (value: number): string => value.toLocaleString('en-US');

function section<Row>(
  title: string,
  rows: readonly Row[],
  of: {
    readonly total?: number;
    readonly head: readonly string[];
    readonly rowOf: (row: Row) => readonly (string | number)[];
  },
): string[] {
  const { total = rows.length, head, rowOf } = of;
  if (total === 0) return [];
  const shown = rows.slice(0, SHOWN);
  return [
    '',
    shown.length < total ? `${title}, ${count(shown.length)} of ${count(total)}; --json gives more` : title,
    ...table(head, shown.map(rowOf)),
  ];
}
