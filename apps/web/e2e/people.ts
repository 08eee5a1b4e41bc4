import type { Browser, BrowserContext, Page } from '@playwright/test';

/** Says who works in a browser, as its person would have done before. */
export const named = (context: BrowserContext, name: string): Promise<unknown> =>
  context.addInitScript((author) => localStorage.setItem('iolaus.author', author), name);

/** A browser of its own, signed in with the session of another, under a name. */
export async function secondPerson(browser: Browser, of: Page, name: string): Promise<Page> {
  const { cookies } = await of.context().storageState();
  const context = await browser.newContext({
    baseURL: new URL(of.url()).origin,
    storageState: { cookies, origins: [] },
  });
  await named(context, name);
  return context.newPage();
}
