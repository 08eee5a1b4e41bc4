import { InvalidArgumentError, type Command } from 'commander';
import { addCommand } from '../command.js';
import type { StartFlags } from '../run-start.js';

/** Adds `start`: everything, from an empty home to one URL. */
export function addStartCommand(program: Command): void {
  addCommand(program, {
    usage: 'start',
    about: 'Starts everything: Neo4j, the demo when the home is empty, detection, the service.',
    example: 'start --port 4680',
  })
    .option('--port <N>', 'port on loopback (default 4680, or a free one when it is taken; 0 for any)', port)
    .option('--scenario <NAME>', 'demo to begin with', 'lerna')
    .option('--no-open', 'do not open a browser')
    .option('--import <PATH>', 'begin with these dumps instead of the demo')
    .option('--mapping <FILE>', 'their mapping file')
    .action(async (flags: StartFlags) => {
      const { runStart } = await import('../run-start.js');
      await runStart(flags);
    });
}

function port(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65535) throw new InvalidArgumentError('must be a port number, 0–65535');
  return Number(text);
}
