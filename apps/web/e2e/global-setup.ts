import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type FullConfig } from '@playwright/test';
import { announceService, startService, stopService } from './service.js';

/** Starts the service on a fresh home with the default scenario, signs in once, and gives back how to end it. */
export default async function globalSetup(config: FullConfig): Promise<() => Promise<void>> {
  mkdirSync(join(import.meta.dirname, '../test-results'), { recursive: true });
  const home = mkdtempSync(join(tmpdir(), 'iolaus-e2e-'));
  const { child, signInUrl } = await startService(home, ['--scenario', 'lerna']);
  announceService({ url: new URL(signInUrl).origin, home });
  const { launchOptions } = config.projects[0].use;
  const browser = await chromium.launch(launchOptions);
  const page = await browser.newPage();
  await page.goto(signInUrl);
  await page.getByRole('heading', { name: 'Triage' }).waitFor();
  // The tour of the demo would stand before every story; its own turns it on.
  await page.evaluate(() => localStorage.setItem('iolaus.tour', 'seen'));
  await page.context().storageState({ path: join(import.meta.dirname, '../test-results/signed-in.json') });
  await browser.close();
  return async () => {
    await stopService(child);
    rmSync(home, { recursive: true, force: true });
  };
}
