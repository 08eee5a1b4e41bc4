import { expect, test, type Page } from './test.js';
import { openNetwork, records } from './ask.js';

const choice = (page: Page, name: string) => page.getByRole('group', { name: 'Layout' }).getByRole('button', { name });

test('the organic layout is asked for when it is chosen, once, kept in the address, and undone like any step', async ({
  page,
}) => {
  const [network] = await records(page);
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/organic')) asked.push(request.url());
  });
  await openNetwork(page, `/n/${network.id}`);
  await expect(choice(page, 'Sunflower')).toHaveAttribute('aria-pressed', 'true');
  expect(asked).toEqual([]);
  await choice(page, 'Organic').click();
  await expect(page).toHaveURL(/lay=organic/);
  await expect(page.getByText(/^Laying out/)).toHaveCount(0);
  await expect(page.locator('.last-step')).toContainText('Laid out organically');
  await page.keyboard.press('Control+z');
  await expect(page).not.toHaveURL(/lay=/);
  await page.keyboard.press('o');
  await expect(choice(page, 'Organic')).toHaveAttribute('aria-pressed', 'true');
  expect(asked).toHaveLength(1);
  await page.reload();
  await page.locator('.stage-canvas[data-ready=accounts]').waitFor();
  await expect(page.locator('.stage-canvas')).toHaveAttribute('data-drawn-accounts', String(network.accounts));
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('organic places are the same each time, and the first picture stays as small as it was', async ({ page }) => {
  const [network] = await records(page);
  const places = async (): Promise<Buffer> => (await page.request.get(`/api/frames/${network.id}/organic`)).body();
  const [one, other] = [await places(), await places()];
  expect(one.equals(other)).toBe(true);
  expect(one.length).toBeGreaterThan(4 * network.accounts);
  const frame = await page.request.get(`/api/frames/${network.id}`);
  expect((await frame.body()).length).toBeLessThan(1024 * 1024);
});

test('a layout that does not come leaves the sunflower, says so, and is asked for again by hand', async ({ page }) => {
  const [network] = await records(page);
  await page.route('**/organic', (route) => route.fulfill({ status: 500, json: {} }));
  await openNetwork(page, `/n/${network.id}?lay=organic`);
  await expect(page.getByRole('alert')).toContainText('The sunflower stays.');
  await page.unroute('**/organic');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('alert')).toHaveCount(0);
});
