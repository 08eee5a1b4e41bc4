// `npm run dev`: the service on a home of its own, types rebuilt and the web served with hot reload. Ctrl-C stops all of it.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { report } from './setup/phases.mjs';
import { build, checkNode, installPackages, ROOT } from './setup/workspace.mjs';

const PORT = '4680';

try {
  checkNode();
  await installPackages();
  await build();
  const bin = (path) => join(ROOT, 'node_modules', path);
  const children = [
    start([bin('typescript/bin/tsc'), '-b', '--watch', '--preserveWatchOutput'], ROOT),
    start(
      [join(ROOT, 'apps/cli/bin/iolaus.mjs'), 'start', '--no-open', '--port', PORT, ...process.argv.slice(2)],
      ROOT,
    ),
    start([bin('vite/bin/vite.js')], join(ROOT, 'apps/web')),
  ];
  await Promise.race(children.map((child) => new Promise((resolve) => child.once('exit', resolve))));
  for (const child of children) if (child.exitCode === null) child.kill('SIGINT');
} catch (error) {
  report(error);
}

function start(args, cwd) {
  return spawn(process.execPath, args, { cwd, stdio: 'inherit' });
}
