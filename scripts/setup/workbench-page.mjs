// A running service and a signed-in page of it, for pictures and measurements.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { findChromium } from './chromium.mjs';
import { ROOT } from './workspace.mjs';

const SOFTWARE_RENDERING = ['--no-sandbox', '--disable-quic', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'];

/** Starts the service on a home (the demo, when it is empty), opens a browser, and gives `work` the way to new pages; ends both afterwards. */
export async function withWorkbench(home, work) {
  const { child, address } = await startService(home);
  try {
    const browser = await chromium.launch({ executablePath: await findChromium(), args: SOFTWARE_RENDERING });
    try {
      return await work({ origin: new URL(address).origin, newPage: await signIn(browser, address) });
    } finally {
      await browser.close();
    }
  } finally {
    if (child.exitCode === null) {
      child.kill('SIGINT');
      await once(child, 'exit');
    }
  }
}

async function signIn(browser, address) {
  const first = await browser.newContext();
  const page = await first.newPage();
  await page.goto(address);
  await page.getByRole('heading', { name: 'Triage' }).waitFor();
  // The tour would stand in every picture.
  await page.evaluate(() => localStorage.setItem('iolaus.tour', 'seen'));
  const storageState = await first.storageState();
  await first.close();
  return async ({ width = 1440, height = 900, theme = 'dark' } = {}) => {
    const context = await browser.newContext({ storageState, viewport: { width, height }, colorScheme: theme });
    return context.newPage();
  };
}

function startService(home) {
  const program = join(ROOT, 'apps/cli/bin/iolaus.mjs');
  const child = spawn(process.execPath, [program, 'start', '--home', home, '--no-open', '--port', '0'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  return new Promise((resolve, reject) => {
    const listen = (chunk) => {
      said += chunk;
      const found = /http:\/\/127\.0\.0\.1:\d+\/\S*#token=\S+/.exec(said);
      if (found) resolve({ child, address: found[0] });
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('exit', (code) => reject(new Error(`The service ended with ${code}:\n${said.slice(-4000)}`)));
  });
}
