import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type Page } from '@playwright/test';
import { named } from './people.js';
import { startService, stopService } from './service.js';

const STARTED_MS = 180_000;

/** Gives the stories of a file, which then follow one another, a service of their own on a new home filled with a folder of dumps, and a page that is signed in to it; both end with the last of them. */
export function ownService({
  name,
  dumps,
  author,
  onPage,
}: {
  /** Part of the name of its home. */
  readonly name: string;
  readonly dumps: string;
  /** Who works in the browser; nobody said where it is absent. */
  readonly author?: string;
  readonly onPage: (page: Page) => void;
}): void {
  const home = mkdtempSync(join(tmpdir(), `iolaus-${name}-`));
  let service: ChildProcess | undefined;
  let page: Page | undefined;
  test.describe.configure({ mode: 'serial' });
  test.beforeAll(async ({ browser }) => {
    test.setTimeout(STARTED_MS);
    const { child, signInUrl } = await startService(home, ['--import', dumps]);
    service = child;
    const context = await browser.newContext({ baseURL: new URL(signInUrl).origin });
    if (author !== undefined) await named(context, author);
    page = await context.newPage();
    await page.goto(signInUrl);
    await page.locator('.tri-table tbody tr').first().waitFor();
    onPage(page);
  });
  test.afterAll(async () => {
    await page?.context().close();
    if (service) await stopService(service);
    rmSync(home, { recursive: true, force: true });
  });
}
