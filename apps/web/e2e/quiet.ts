import type { Page, Request } from '@playwright/test';

const QUIET_MS = 500;

/** Waits until the page has asked for nothing for half a second. The stream of the journal never ends, and does not count, which is why this is not Playwright's "networkidle". */
export function watchQuiet(page: Page): () => Promise<void> {
  const open = new Set<Request>();
  let sinceMs = Date.now();
  const end = (request: Request): void => {
    open.delete(request);
    sinceMs = Date.now();
  };
  page.on('request', (request) => {
    if (!request.url().includes('/casebook/watch')) open.add(request);
  });
  page.on('requestfinished', end);
  page.on('requestfailed', end);
  return async () => {
    await page.waitForLoadState('load');
    sinceMs = Date.now();
    while (open.size > 0 || Date.now() - sinceMs < QUIET_MS) await new Promise((resolve) => setTimeout(resolve, 50));
  };
}
