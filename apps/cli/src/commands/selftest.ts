import { IolausError } from '@iolaus/contracts';
import type { Command } from 'commander';
import { addCommand, terminalOf, type CommonOptions } from '../command.js';
import { withSession } from '../session.js';
import { table } from '../terminal.js';

interface SelftestFlags extends CommonOptions {
  readonly seed: string;
}

/** Adds `selftest`. */
export function addSelftestCommand(program: Command): void {
  addCommand(program, {
    usage: 'selftest',
    about: 'Plants campaigns in a copy of the data, and says what is found of them. Nothing of it is kept.',
    example: 'selftest --seed 2',
  })
    .option('--seed <S>', 'another seed plants other campaigns', '1')
    .action(runSelftest);
}

async function runSelftest(flags: SelftestFlags): Promise<void> {
  const seed = Number(flags.seed);
  if (!Number.isInteger(seed) || seed < 0) throw new IolausError('BAD_INPUT', { detail: 'a seed is a whole number' });
  const terminal = terminalOf(flags);
  await withSession(flags.home, async ({ workbench }) => {
    if (!workbench) throw new IolausError('HOME_BUSY', { home: flags.home, pid: 'that serves it' });
    if (workbench.lake.dumps().length === 0) throw new IolausError('NOTHING_IMPORTED');
    const { selftest } = await import('@iolaus/pipeline');
    const report = await selftest(workbench, { seed, onProgress: terminal.progress });
    terminal.endProgress();
    terminal.answer(report, () => [
      `Planted among ${report.accounts.toLocaleString('en-US')} accounts:`,
      ...table(
        ['campaign', 'found', 'of', 'strangers', 'tier'],
        report.campaigns.map((each) => [each.about, each.found, each.accounts, each.strangers, each.tier ?? 'none']),
      ),
      'What is not found in your data when it is planted would not be found when it is real.',
    ]);
  });
}
