import { existsSync, readFileSync, statSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import type { Command } from 'commander';
import { CYPHER_ROWS, IolausError, type CypherAnswer, type CypherRequest } from '@iolaus/contracts';
import { addCommand, terminalOf, type CommonOptions } from '../command.js';
import { withSession } from '../session.js';
import { table } from '../terminal.js';

/** Characters of a cell on a terminal; --json gives all. */
const CELL = 60;
const MOST_CHARACTERS = 20_000;

type Flags = CommonOptions & { readonly param: readonly string[]; readonly limit: string; readonly author?: string };

/** Adds `cypher`: a read-only question to the graph. */
export function addCypherCommand(program: Command): void {
  addCommand(program, {
    usage: 'cypher <file>',
    about:
      'A question to the graph in Cypher, which may only read, in ten seconds at most; it stays on record. - reads standard input.',
    example: 'cypher shared-cards.cypher --param least=5',
  })
    .option('--param <NAME=JSON>', 'what $NAME in it stands for; may be given again', collect, [])
    .option('--limit <N>', `rows at most, up to ${CYPHER_ROWS.most}`, String(CYPHER_ROWS.usual))
    .option('--author <NAME>', 'who asks; it stays on record')
    .action(async (file: string, flags: Flags) => {
      const request = await requestOf(file, flags);
      await withSession(flags.home, async ({ api }) => {
        const answer = await api.graph.ask(request);
        terminalOf(flags).answer(answer, () => cypherText(answer));
      });
    });
}

const collect = (value: string, before: readonly string[]): string[] => [...before, value];

async function requestOf(file: string, { param, limit, author }: Flags): Promise<CypherRequest> {
  const cypher = await readQuery(file);
  const rows = Number(limit);
  if (!Number.isInteger(rows) || rows < 1 || rows > CYPHER_ROWS.most)
    throw new IolausError('BAD_INPUT', { detail: `--limit must be a whole number from 1 to ${CYPHER_ROWS.most}` });
  return { cypher, parameters: Object.fromEntries(param.map(parameterOf)), limit: rows, author };
}

async function readQuery(file: string): Promise<string> {
  if (file !== '-' && !(existsSync(file) && statSync(file).isFile()))
    throw new IolausError('FILE_MISSING', { path: file });
  const cypher = (file === '-' ? await text(process.stdin) : readFileSync(file, 'utf8')).trim();
  if (cypher === '') throw new IolausError('BAD_INPUT', { detail: 'the query is empty' });
  if (cypher.length > MOST_CHARACTERS)
    throw new IolausError('BAD_INPUT', { detail: `the query has more than ${MOST_CHARACTERS} characters` });
  return cypher;
}

/** `least=5` and `name="Lerna"`, as JSON; what is no JSON is a text: `ip=192.0.2.1`. */
function parameterOf(given: string): [string, CypherRequest['parameters'][string]] {
  const [, name, value] = /^([A-Za-z_]\w*)=([\s\S]*)$/.exec(given) ?? [];
  if (name === undefined || value === undefined)
    throw new IolausError('BAD_INPUT', { detail: '--param must be a name, an equals sign and a value' });
  try {
    return [name, JSON.parse(value) as CypherRequest['parameters'][string]];
  } catch {
    return [name, value];
  }
}

/** The rows as a table, and how many they are. */
export function cypherText({ columns, rows, sentence }: CypherAnswer): string[] {
  return [
    ...table(
      columns,
      rows.map((row) => row.map(cellOf)),
    ),
    '',
    sentence,
  ];
}

function cellOf(value: CypherAnswer['rows'][number][number]): string | number {
  if (typeof value === 'number') return value;
  const words = typeof value === 'string' ? value : JSON.stringify(value);
  return words.length > CELL ? `${words.slice(0, CELL)}…` : words;
}
