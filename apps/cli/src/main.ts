import { Command, CommanderError } from 'commander';
import { register } from './commands/index.js';
import { refusalOf } from './session.js';

const program = new Command('iolaus')
  .description('Finds, explores, documents and keeps down networks of coordinated fraudulent accounts.')
  .version('0.1.0')
  .showHelpAfterError()
  .exitOverride();

register(program);

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) process.exitCode = error.exitCode === 0 ? 0 : 2;
  else {
    const refusal = refusalOf(error);
    process.stderr.write(`${refusal.code}  ${refusal.message}\n  ${refusal.hint}\n`);
    if (process.env['IOLAUS_DEBUG'])
      process.stderr.write(`${String((error as Error).stack)}\n${String((error as Error).cause)}\n`);
    process.exitCode = 1;
  }
}
