import { resolve } from 'node:path';
import type { Command } from 'commander';
import { Option } from 'commander';
import type { Api, EnrichmentFile, EnrichmentKind } from '@iolaus/contracts';
import { addCommand, terminalOf, type CommonOptions } from '../command.js';
import { withSession } from '../session.js';
import { table } from '../terminal.js';

/** Flags of `import` that name files which tell more; each may be given several times. */
const FLAGS: readonly (readonly [flag: string, key: string, kind: EnrichmentKind, about: string])[] = [
  ['--asn', 'asn', 'asn', 'networks and their ASNs: a MaxMind DB, or a table'],
  ['--vpn', 'vpn', 'vpn', 'list of VPN networks'],
  ['--datacenter', 'datacenter', 'datacenter', 'list of data centre networks'],
  ['--proxy', 'proxy', 'proxy', 'list of proxy networks'],
  ['--public-prompts', 'publicPrompts', 'public-prompts', 'list of prompts that anyone can copy'],
  ['--bins', 'bins', 'bin', 'table of card BINs'],
];

/** Adds those flags to a command. */
export function addEnrichmentFlags(command: Command): Command {
  for (const [flag, , , about] of FLAGS)
    command.addOption(
      new Option(`${flag} <FILE>`, about).argParser((file: string, earlier: string[] | undefined) => [
        ...(earlier ?? []),
        file,
      ]),
    );
  return command;
}

/** Gives the lake every file that the flags name, in the order of kinds; content that it has changes nothing. */
export async function addEnrichment(api: Api, flags: object): Promise<void> {
  const given = new Map<string, unknown>(Object.entries(flags));
  for (const [, key, kind] of FLAGS)
    for (const file of (given.get(key) ?? []) as string[]) await api.enrichment.add({ kind, path: resolve(file) });
}

/** Adds `enrich`. */
export function addEnrichCommand(program: Command): void {
  addCommand(program, {
    usage: 'enrich',
    about: 'Files that tell more about addresses, card BINs and prompts; `import` takes them in.',
    example: 'enrich --remove 9f86d081884c',
  })
    .option('--remove <SHA256>', 'take a file away; the first eight digits are enough')
    .action(runEnrich);
}

async function runEnrich(flags: CommonOptions & { readonly remove?: string }): Promise<void> {
  const terminal = terminalOf(flags);
  await withSession(flags.home, async ({ api }) => {
    const { remove } = flags;
    if (remove !== undefined) {
      const gone = await api.enrichment.remove({ sha256: remove });
      terminal.answer(gone, () =>
        gone.map(({ kind, name }) => `Taken away: ${kind} ${name}; the next import or detection does without it.`),
      );
      return;
    }
    const files = await api.enrichment.list();
    terminal.answer(files, () => filesText(files));
  });
}

function filesText(files: readonly EnrichmentFile[]): string[] {
  if (files.length === 0)
    return ['No files. Give them to `import`: --asn, --vpn, --datacenter, --proxy, --public-prompts, --bins.'];
  return table(
    ['kind', 'name', 'rows', 'sha256'],
    files.map(({ kind, name, rows, sha256 }) => [kind, name, rows, sha256.slice(0, 12)]),
  );
}
