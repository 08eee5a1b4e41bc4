import type { AccountView, Holders, LinkView, NetworkRecord } from '@iolaus/contracts';
import { ask, openNetwork, records } from './ask.js';
import { measured } from './measure.js';
import { expect, test, type Page } from './test.js';

test('J5: a link says why in a sentence, with figures that can be copied, rows, and what would break it', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto('/');
  const [network] = await records(page);
  const { a, b, why } = await linkIn(page, network);
  await openNetwork(page, `/n/${network.id}?sel=${JSON.stringify([a, b])}`);
  const panel = page.getByRole('complementary', { name: 'Why' });
  await expect(panel.locator('.why-sentence')).toHaveText(why.sentence);
  const [item] = why.shares;
  const first = panel.locator('.shared').first();
  await expect(first).toContainText(item.rarity);
  await expect(first.locator('.why-days')).toHaveText(/^\d+ \w+ – \d+ \w+$/);
  await expect(panel.getByRole('img', { name: /^significance/ })).toBeVisible();
  for (const heading of ['What would break it', 'What speaks against it'])
    await expect(panel.getByRole('heading', { name: heading })).toBeVisible();
  await expect(panel.locator('.break').first()).toContainText(/holds|falls/);

  await panel.getByRole('button', { name: 'Copy the reason with its figures' }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  for (const figure of [why.sentence, `q ${why.q}`, `bar ${why.barBits}`, item.rarity, `${item.rows} rows`])
    expect(copied).toContain(figure);
  // Each figure can be marked with the pointer, too.
  await panel.locator('.fig').nth(1).click({ clickCount: 3 });
  expect(await page.evaluate(() => getSelection()?.toString() ?? '')).toContain(why.bits.toFixed(1));

  await measured('J5 the rows behind a reason', async () => {
    await panel
      .getByRole('button', { name: /^\d[\d,]* rows?$/ })
      .first()
      .click();
    await page.getByRole('region', { name: 'Raw rows' }).locator('tbody tr').first().waitFor();
  });
});

test('J5: a thousand rows of one account are read at once', async ({ page }) => {
  await page.goto('/');
  const [network] = await records(page);
  const { rows } = await ask<{ rows: { account: string; exchanges: number }[] }>(
    page,
    `/networks/${network.id}/members?sort=exchanges&limit=1`,
  );
  const [{ account }] = rows;
  const read = await measured(`J5 rows of ${account}`, () =>
    ask<{ rows: unknown[]; total: number }>(page, `/accounts/${account}/rows?limit=1000`),
  );
  expect(read.rows).toHaveLength(Math.min(1000, read.total));
});

/** A strong link in the network: its best member, and another account that holds the same telling indicator. */
async function linkIn(page: Page, network: NetworkRecord): Promise<LinkView> {
  const [{ account }] = (await ask<{ rows: { account: string }[] }>(page, `/networks/${network.id}/members?limit=1`))
    .rows;
  const { indicators } = await ask<AccountView>(page, `/accounts/${account}`);
  const { kind, value } = indicators[0];
  const holders: Holders = 'members';
  const found = await ask<{ rows: { account: string }[] }>(
    page,
    `/indicators/${kind}/${encodeURIComponent(value)}/accounts?holders=${holders}&limit=5`,
  );
  const other = found.rows.find((each) => each.account !== account)!;
  return ask(page, `/links/${account}/${other.account}`);
}
