import type { Page } from '@playwright/test';
import type { ExpandPreview, IndicatorView, MemberRow, NetworkRecord } from '@iolaus/contracts';

/** The answer of a route of the service, with the session of the page. */
export async function ask<T>(page: Page, path: string): Promise<T> {
  const response = await page.request.get(`/api${path}`);
  if (!response.ok()) throw new Error(`${path} answered ${response.status()}: ${await response.text()}`);
  return (await response.json()) as T;
}

/** The answer of a route that takes its question as a body. */
export async function tell<T>(page: Page, path: string, body: unknown): Promise<T> {
  const response = await page.request.post(`/api${path}`, { data: body });
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

/** An indicator of a core that also touches a few accounts outside its network, with what an expansion by it would add. */
export async function expandable(page: Page): Promise<{ network: NetworkRecord; preview: ExpandPreview }> {
  for (const network of (await records(page)).slice(0, 3)) {
    const wide = network.core.filter(({ reach, members }) => reach > members && reach - members < 300);
    for (const each of wide.slice(0, 8)) {
      const preview = await previewOf(page, network.id, each);
      if (preview.others > 0 && preview.others <= 400) return { network, preview };
    }
  }
  throw new Error('no indicator of the core reaches outside its network');
}

/** What an expansion of a network by an indicator would add. */
export const previewOf = (
  page: Page,
  network: string,
  { kind, value }: { readonly kind: string; readonly value: string },
): Promise<ExpandPreview> => ask(page, `/networks/${network}/expand?${new URLSearchParams({ kind, value })}`);
