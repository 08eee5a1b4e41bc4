import type { Page } from '@playwright/test';
import type { IndicatorView, MemberRow, NetworkRecord } from '@iolaus/contracts';

/** The answer of a route of the service, with the session of the page. */
export async function ask<T>(page: Page, path: string): Promise<T> {
  const response = await page.request.get(`/api${path}`);
  if (!response.ok()) throw new Error(`${path} answered ${response.status()}: ${await response.text()}`);
  return (await response.json()) as T;
}

/** Network records, best first. */
export const records = (page: Page): Promise<NetworkRecord[]> => ask(page, '/networks/records');

/** The strongest members of a network. */
export async function membersOf(page: Page, network: string, limit = 5): Promise<MemberRow[]> {
  return (await ask<{ rows: MemberRow[] }>(page, `/networks/${network}/members?limit=${limit}`)).rows;
}

/** An indicator's answer. */
export const indicatorOf = (page: Page, kind: string, value: string): Promise<IndicatorView> =>
  ask(page, `/indicators/${kind}/${encodeURIComponent(value)}`);

/** Opens a network and waits until its accounts are drawn. */
export async function openNetwork(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.locator('.stage-canvas[data-ready=accounts]').waitFor();
}
