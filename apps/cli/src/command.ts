import type { Command } from 'commander';
import { openTerminal, type Terminal } from './terminal.js';

/** What every command takes. */
export interface CommonOptions {
  readonly home: string;
  readonly json?: boolean;
}

/** A command with --home, --json and an example under its help. */
export function addCommand(
  program: Command,
  of: { readonly usage: string; readonly about: string; readonly example: string },
): Command {
  return program
    .command(of.usage)
    .description(of.about)
    .option('--home <DIR>', 'folder that holds everything', '.iolaus')
    .option('--json', 'one JSON document on standard output')
    .addHelpText('after', `\nExample:\n  npx iolaus ${of.example}`)
    .exitOverride()
    .showHelpAfterError();
}

/** The terminal that a command's options ask for. */
export function terminalOf(options: CommonOptions): Terminal {
  return openTerminal(options.json === true);
}
