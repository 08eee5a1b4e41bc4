// Finds a Chromium for the end-to-end tests, or installs Debian's where that is allowed.
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { phase, run, SetupError } from './phases.mjs';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const PLACES = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Path of a Chromium: CHROMIUM_PATH, else one on the machine, else (root on Debian) installed by apt-get; refuses with the ways on. */
export async function findChromium() {
  const found = named() ?? installed();
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    await phase('Installing Chromium (apt-get install chromium fonts-dejavu)', aptInstall);
    const fresh = installed();
    if (fresh) return fresh;
  }
  throw new SetupError(
    'NO_CHROMIUM',
    'No Chromium was found for the end-to-end tests.',
    'Install chromium, or set CHROMIUM_PATH to its program.',
  );
}

function named() {
  const path = process.env.CHROMIUM_PATH;
  if (path === undefined || path === '') return undefined;
  if (isProgram(path)) return path;
  throw new SetupError(
    'NO_CHROMIUM',
    'CHROMIUM_PATH does not name a program.',
    'Correct it, or unset it to let the tests look for one.',
  );
}

function installed() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return NAMES.flatMap((name) => folders.map((folder) => join(folder, name)))
    .concat(PLACES)
    .find(isProgram);
}

async function aptInstall() {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-qq'], { isQuiet: true, env });
  const { code, output } = await run('apt-get', ['install', '-y', '-qq', 'chromium', 'fonts-dejavu'], {
    isQuiet: true,
    env,
  });
  if (code !== 0) process.stderr.write(output.slice(-4000));
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
