// Makes a fresh clone ready to run: Node checked, packages installed, everything built. Node's own modules alone.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { phase, run, SetupError } from './phases.mjs';

/** The repository's root folder. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

const NEEDED_NODE = [20, 19];
const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
const at = (...parts) => join(ROOT, ...parts);

/** Refuses a Node.js that is too old. */
export function checkNode(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number);
  if (major > NEEDED_NODE[0] || (major === NEEDED_NODE[0] && minor >= NEEDED_NODE[1])) return;
  throw new SetupError(
    'NODE_TOO_OLD',
    `Node.js ${version} is too old; Iolaus needs ${NEEDED_NODE.join('.')} or newer.`,
    'Install a newer Node.js and run the command again.',
  );
}

/** Installs the locked packages when they are missing or older than the lock file. */
export async function installPackages() {
  const lock = digest([readFileSync(at('package-lock.json'))]);
  const mark = at('node_modules', '.iolaus-lock');
  if (read(mark) === lock) return;
  await phase('Installing packages (npm ci)', async () => {
    const { code, output } = await run(npm, ['ci', '--no-audit', '--no-fund', '--ignore-scripts'], {
      cwd: ROOT,
      isQuiet: true,
    });
    if (code !== 0) {
      process.stderr.write(output);
      throw new SetupError(
        'PACKAGES_UNAVAILABLE',
        'npm could not install the packages.',
        'Check the network and the npm settings, then run the command again.',
      );
    }
  });
  writeFileSync(mark, lock);
}

/** Builds packages and apps; what is already built and unchanged is left alone. */
export async function build() {
  const sources = digest(sourceFiles().map((file) => Buffer.from(`${file}\n${stamp(file)}\n`)));
  const mark = at('node_modules', '.iolaus-build');
  const made = ['apps/web/dist/index.html', 'apps/cli/dist/main.js', 'packages/ingest/dist/records.wasm'];
  if (read(mark) === sources && made.every((path) => existsSync(at(path)))) return;
  await phase('Building', async () => {
    await must(process.execPath, [at('node_modules/typescript/bin/tsc'), '-b'], 'the type check');
    await must(
      process.execPath,
      [at('node_modules/assemblyscript/bin/asc.js'), '--config', 'asconfig.json'],
      'the module of records',
      at('packages/ingest'),
    );
    await must(
      process.execPath,
      [at('node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'],
      'the web build',
      at('apps/web'),
    );
  });
  writeFileSync(mark, sources);
}

async function must(command, args, what, cwd = ROOT) {
  const { code, output } = await run(command, args, { cwd, isQuiet: true });
  if (code === 0) return;
  process.stderr.write(output);
  throw new SetupError(
    'BUILD_FAILED',
    `The build stopped at ${what}.`,
    'Read the lines above; `npm run build` repeats it.',
  );
}

function sourceFiles() {
  const skipped = /^(node_modules|dist|dist-types|neo4j)$/;
  const walk = (folder) =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return skipped.test(entry.name) ? [] : walk(path);
      return /\.test\.tsx?$/.test(entry.name) ? [] : [path];
    });
  return ['apps', 'packages']
    .flatMap((folder) => walk(at(folder)))
    .concat(at('package-lock.json'), at('tsconfig.base.json'))
    .sort((a, b) => (a < b ? -1 : 1));
}

const digest = (parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex');
const stamp = (file) => `${statSync(file).size} ${statSync(file).mtimeMs}`;
const read = (file) => (existsSync(file) ? readFileSync(file, 'utf8') : undefined);
