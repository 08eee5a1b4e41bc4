import { resolve } from 'node:path';
import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import { addCommand, terminalOf, type CommonOptions } from '../command.js';
import { withSession } from '../session.js';
import { table } from '../terminal.js';

const SHOWN = 40;

interface TemplatesFlags extends CommonOptions {
  readonly out?: string;
  readonly minUses?: number;
  readonly minAccounts?: number;
}

/** Adds `templates`. */
export function addTemplatesCommand(program: Command): void {
  addCommand(program, {
    usage: 'templates',
    about: 'The prompt templates that were mined, and which record belongs to which; needs no graph.',
    example: 'templates --out templates.json --min-accounts 3',
  })
    .option('--out <FILE>', 'write the document iolaus.templates/1')
    .option('--min-uses <N>', 'fewest prompts of a template', count)
    .option('--min-accounts <N>', 'fewest accounts of a template', count)
    .action(runTemplates);
}

async function runTemplates({ home, out, minUses, minAccounts, ...flags }: TemplatesFlags): Promise<void> {
  const terminal = terminalOf({ home, ...flags });
  await withSession(home, async ({ api }) => {
    const templates = await api.templates.mine({
      ...(out === undefined ? {} : { out: resolve(out) }),
      ...(minUses === undefined ? {} : { minUses }),
      ...(minAccounts === undefined ? {} : { minAccounts }),
    });
    terminal.answer(templates, () => [
      ...table(
        ['id', 'uses', 'accounts', 'text'],
        templates.slice(0, SHOWN).map(({ id, uses, accounts, text }) => [id, uses, accounts, shortened(text)]),
      ),
      templates.length > SHOWN
        ? `${SHOWN} of ${templates.length} shown, most used first; all with --json or --out.`
        : `${templates.length} templates.`,
    ]);
  });
}

const shortened = (text: string): string => (text.length > 90 ? `${text.slice(0, 89)}…` : text);

function count(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('must be a whole number above 0');
  return Number(text);
}
