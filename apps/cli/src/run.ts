import { Command, CommanderError } from 'commander';
import { register } from './commands/index.js';
import { refusalOf } from './session.js';
import { visible } from './terminal.js';

/** Runs one command line, given without the program's name, and sets the exit code: 0 done, 1 refused, 2 wrong usage. */
export async function run(argv: readonly string[]): Promise<void> {
  const program = new Command('iolaus')
    .description('Finds, explores, documents and keeps down networks of coordinated fraudulent accounts.')
    .version('0.1.0')
    .showHelpAfterError()
    .exitOverride();
  register(program);
  try {
    await program.parseAsync(argv, { from: 'user' });
  } catch (error) {
    if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
    else refuse(error);
  }
}

function refuse(error: unknown): void {
  const refusal = refusalOf(error);
  const [message, hint] = [refusal.message, refusal.hint].map((text) => text.split('\n').map(visible).join('\n'));
  process.stderr.write(`${refusal.code}  ${message}\n  ${hint}\n`);
  if (process.env['IOLAUS_DEBUG'])
    process.stderr.write(`${String((error as Error).stack)}\n${String((error as Error).cause)}\n`);
  process.exitCode = 1;
}
