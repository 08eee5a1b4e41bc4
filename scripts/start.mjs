// `npm start`: makes a fresh clone ready, then runs `iolaus start` in this same process, so that there is one thing to stop.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { report } from './setup/phases.mjs';
import { build, checkNode, installPackages, ROOT } from './setup/workspace.mjs';

try {
  checkNode();
  await installPackages();
  await build();
  process.argv = [process.argv[0], join(ROOT, 'apps/cli/bin/iolaus.mjs'), 'start', ...process.argv.slice(2)];
  await import(pathToFileURL(process.argv[1]).href);
} catch (error) {
  report(error);
}
