// `npm run bench [NAME]`: measures; prints one JSON document per bench. Figures are never asserted in tests.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { report, SetupError } from './setup/phases.mjs';
import { build, checkNode, installPackages, ROOT } from './setup/workspace.mjs';

const folder = join(ROOT, 'scripts/bench');

try {
  checkNode();
  await installPackages();
  await build();
  const names = readdirSync(folder).flatMap((file) => (file.endsWith('.mjs') ? [file.slice(0, -'.mjs'.length)] : []));
  const name = process.argv[2] ?? 'main-job';
  if (!names.includes(name))
    throw new SetupError('BAD_INPUT', `There is no bench ${name}.`, `Choose from: ${names.join(', ')}.`);
  const { measure } = await import(join(folder, `${name}.mjs`));
  process.stdout.write(`${JSON.stringify(await measure(process.argv.slice(3)), undefined, 2)}\n`);
} catch (error) {
  report(error);
}
