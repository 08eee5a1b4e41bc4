import type { Command } from 'commander';
import type { Api, StepRow } from '@iolaus/contracts';
import { addCommand, terminalOf, type CommonOptions } from '../command.js';
import { withSession } from '../session.js';
import { table } from '../terminal.js';

const SHOWN = 100;
const PAGE = 1000;

const STATES: Readonly<Record<StepRow['state'], string>> = {
  now: 'in force',
  undone: 'undone',
  elsewhere: 'on another branch',
  act: '',
};

type Flags = CommonOptions & { readonly all?: boolean; readonly verify?: boolean };

/** Adds `journal`: what investigators did, and whether the file still says so. */
export function addJournalCommand(program: Command): void {
  addCommand(program, {
    usage: 'journal',
    about: 'What investigators did, newest last; with --verify, whether no byte of it was changed.',
    example: 'journal --verify',
  })
    .option('--all', `every entry, not the last ${SHOWN} alone`)
    .option('--verify', 'read the journal again and check its chain')
    .action((flags: Flags) =>
      withSession(flags.home, ({ api }) => (flags.verify === true ? verify(api, flags) : list(api, flags))),
    );
}

async function list(api: Api, flags: Flags): Promise<void> {
  const { rows, total } = await entries(api, flags.all === true ? Number.POSITIVE_INFINITY : SHOWN);
  terminalOf(flags).answer(rows, () =>
    total === 0
      ? ['Nothing yet: no verdict, no note, no constraint.']
      : [
          ...table(
            ['id', 'time (UTC)', 'author', 'branch', 'state', 'what'],
            rows.map(({ id, atMs, author, branch, state, name }) => [
              id,
              new Date(atMs).toISOString().slice(0, 19).replace('T', ' '),
              author ?? '–',
              branch,
              STATES[state],
              name,
            ]),
          ),
          ...(rows.length < total ? [`The last ${rows.length} of ${total} shown; all with --all.`] : []),
        ],
  );
}

async function verify(api: Api, flags: Flags): Promise<void> {
  const found = await api.casebook.verify();
  terminalOf(flags).answer(found, () => [
    `${found.entries} ${found.entries === 1 ? 'entry' : 'entries'}, ${found.bytes} bytes: the chain is whole.`,
    `Hash of the last entry: ${found.head}`,
    ...found.torn.map(
      ({ file, bytes }) => `A crash cut off ${bytes} bytes that were never answered; they are in ${file}.`,
    ),
  ]);
}

/** The newest entries, oldest first. */
async function entries(api: Api, most: number): Promise<{ readonly rows: StepRow[]; readonly total: number }> {
  const rows: StepRow[] = [];
  for (;;) {
    const limit = Math.min(PAGE, most - rows.length);
    const page = await api.casebook.steps({ which: 'all', offset: rows.length, limit });
    rows.push(...page.rows);
    if (page.rows.length < limit || rows.length >= most) return { rows: rows.reverse(), total: page.total };
  }
}
