import { resolve } from 'node:path';
import { Option, type Command } from 'commander';
import { IolausError, type Verification } from '@iolaus/contracts';
import { addCommand, terminalOf, type CommonOptions } from '../command.js';
import { follow, withSession } from '../session.js';

/** Adds `export` and `verify`. */
export function addEvidenceCommands(program: Command): void {
  addCommand(program, {
    usage: 'export <network>',
    about: 'Seals the signed bundle of a network.',
    example: 'export N-0001 --out lerna.zip',
  })
    .requiredOption('--out <FILE>', 'the bundle')
    .addOption(new Option('--profile <NAME>', 'who it is for').choices(['authority']).default('authority'))
    .action((network: string, flags: CommonOptions & { out: string }) =>
      withSession(flags.home, async ({ api }) => {
        const terminal = terminalOf(flags);
        const { bundle } = await follow(api, await api.bundles.export({ network, out: resolve(flags.out) }), terminal);
        terminal.answer(bundle, () => [
          bundle!.path,
          `${(bundle!.bytes / 1e6).toFixed(1)} MB, SHA-256 ${bundle!.sha256}`,
          `Check it with: npx iolaus verify ${flags.out}`,
        ]);
      }),
    );
  addCommand(program, {
    usage: 'verify <file>',
    about: 'Checks a bundle and recomputes its figures, offline.',
    example: 'verify lerna.zip --key trusted.pub',
  })
    .option('--key <FILE>', 'the public key that you trust, had by another way than the bundle')
    .action(async (file: string, flags: CommonOptions & { key?: string }) => {
      const { verifyFile } = await import('@iolaus/pipeline');
      const found = await verifyFile(resolve(file), flags.key === undefined ? undefined : resolve(flags.key));
      const lines = found.checks.map((check) => `${check.ok ? '✓' : '✗'} ${check.sentence}`);
      const figures = found.figures.map(
        (figure) => `${figure.ok ? '✓' : '✗'} ${figure.name}: stated ${figure.stated}, recomputed ${figure.recomputed}`,
      );
      const verdict = found.ok
        ? `This bundle is intact, signed, and its ${found.figures.length} figures follow from its rows.`
        : 'Not verified. Do not rely on this copy.';
      terminalOf(flags).answer(found, () => [verdict, ...lines, ...figures]);
      if (!found.ok) throw new IolausError('BUNDLE_INVALID', { detail: failedText(found) });
    });
}

/** "2 checks and 1 figure failed": which ones stands in the answer, and words of a bundle have no place in a refusal. */
function failedText({ checks, figures }: Verification): string {
  const counts = [
    [checks, 'check'],
    [figures, 'figure'],
  ] as const;
  const failed = counts.flatMap(([all, word]) => {
    const count = all.filter(({ ok }) => !ok).length;
    return count === 0 ? [] : [`${count} ${word}${count === 1 ? '' : 's'}`];
  });
  return `${failed.join(' and ')} failed`;
}
