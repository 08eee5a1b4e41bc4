import { expect, test, type Page } from './test.js';
import type { AccountIds, MemberRow } from '@iolaus/contracts';
import { ask, membersOf, openNetwork, records } from './ask.js';
import { differenceOf, stillPicture } from './still.js';

const stage = (page: Page) => page.locator('.stage-canvas');
const still = (page: Page) => page.getByRole('img', { name: /communities, area by accounts/ });
const table = (page: Page) => page.getByRole('table');

/** Opens the first network in a browser that gives no WebGL until `globalThis.hasWebGl` says so. */
async function openWithoutWebGl(page: Page): Promise<void> {
  await page.addInitScript(() => {
    // oxlint-disable-next-line typescript/unbound-method -- it is called with its canvas below
    const given = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, kind: string, ...rest: unknown[]) {
      if (kind.startsWith('webgl') && !('hasWebGl' in globalThis)) return null;
      return Reflect.apply(given, this, [kind, ...rest]) as RenderingContext | null;
    } as typeof given;
  });
  const [network] = await records(page);
  await page.goto(`/n/${network.id}`);
}

/** Has the browser take away what the accounts are drawn with. */
async function loseWebGl(page: Page): Promise<void> {
  await page.locator('.stage-host canvas.sigma-nodes').evaluate((canvas: HTMLCanvasElement) => {
    const context = canvas.getContext('webgl2') ?? canvas.getContext('webgl');
    const lost = context!.getExtension('WEBGL_lose_context')!;
    Object.assign(globalThis, { lostWebGl: lost });
    lost.loseContext();
  });
}

async function expectStill(page: Page, sentence: string): Promise<void> {
  await expect(still(page)).toBeVisible();
  await expect(page.getByRole('alert')).toContainText(sentence);
  await expect(table(page).getByRole('row').nth(1)).toBeVisible();
  await expect(page.getByText(/Reading [\d,]+ accounts/)).toHaveCount(0);
}

async function expectDrawn(page: Page, accounts: number): Promise<void> {
  await expect(stage(page)).toHaveAttribute('data-drawn-accounts', String(accounts));
  await expect(still(page)).toHaveCount(0);
  await expect(table(page)).toHaveCount(0);
}

test('without WebGL there is a still picture with the table, and trying again draws', async ({ page }) => {
  const [network] = await records(page);
  await openWithoutWebGl(page);
  await expectStill(page, 'This browser gives no WebGL');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expectStill(page, 'This browser gives no WebGL');
  await page.evaluate(() => Object.assign(globalThis, { hasWebGl: true }));
  await page.getByRole('button', { name: 'Try again' }).click();
  await expectDrawn(page, network.accounts);
});

test('a lost WebGL leaves a still picture with the table; given back, the same view is drawn again', async ({
  page,
}) => {
  const [network] = await records(page);
  await openNetwork(page, `/n/${network.id}?c=A-01`);
  await expect(stage(page)).toHaveAttribute('data-drawn-accounts', String(network.accounts));
  const before = await stillPicture(page);
  await loseWebGl(page);
  await expectStill(page, 'The browser took WebGL away');
  await page.evaluate(() => (globalThis as unknown as { lostWebGl: WEBGL_lose_context }).lostWebGl.restoreContext());
  await expectDrawn(page, network.accounts);
  expect(await differenceOf(page, before, await stillPicture(page))).toBeLessThanOrEqual(1);
});

test('a lost WebGL that is not given back is drawn with anew when asked', async ({ page }) => {
  const [network] = await records(page);
  await openNetwork(page, `/n/${network.id}`);
  await expect(stage(page)).toHaveAttribute('data-drawn-accounts', String(network.accounts));
  await loseWebGl(page);
  await expectStill(page, 'The browser took WebGL away');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expectDrawn(page, network.accounts);
});

test('a damaged picture is refused by its code, and asked for again by hand', async ({ page }) => {
  const [network] = await records(page);
  await page.route('**/api/frames/*', async (route) => {
    const response = await route.fetch();
    const body = await response.body();
    await route.fulfill({ response, body: body.subarray(0, body.length - 100) });
  });
  await page.goto(`/n/${network.id}`);
  await expect(page.getByRole('alert')).toContainText('FRAME_DAMAGED');
  await page.unroute('**/api/frames/*');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(stage(page)).toHaveAttribute('data-drawn-accounts', String(network.accounts));
});

test('no id is asked for that is not looked at: none for the whole picture or a community, of a lasso its own', async ({
  page,
}) => {
  const [network] = await records(page);
  const asked: number[][] = [];
  page.on('request', (request) => {
    if (/account(Ids|Numbers)/.test(request.url()))
      asked.push((JSON.parse(request.postData() ?? '{}') as { json: { numbers: number[] } }).json.numbers);
  });
  await openNetwork(page, `/n/${network.id}`);
  await expect(stage(page)).toHaveAttribute('data-drawn-accounts', String(network.accounts));
  await page.getByRole('listbox').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/c=A-02/);
  expect(asked).toEqual([]);
  const box = (await stage(page).boundingBox())!;
  await page.keyboard.press('Shift+L');
  await page.mouse.move(box.x + box.width / 2 - 60, box.y + box.height / 2 - 60);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + 60, box.y + box.height / 2 + 60, { steps: 4 });
  await page.mouse.up();
  await expect(page.getByRole('group', { name: 'Selection' })).toBeVisible();
  const own = await ask<{ rows: MemberRow[] }>(page, `/networks/${network.id}/members?community=A-02&limit=1000`);
  const { ids } = (await (
    await page.request.post(`/api/networks/${network.id}/account-ids`, { data: { numbers: asked[0] } })
  ).json()) as AccountIds;
  expect(asked).toHaveLength(1);
  expect(ids.length).toBeGreaterThan(0);
  expect(own.rows.map(({ account }) => account)).toEqual(expect.arrayContaining(ids));
});

test('names that do not come leave the picture, say so, and are asked for again by hand', async ({ page }) => {
  const [network] = await records(page);
  const [member] = await membersOf(page, network.id);
  await page.route('**/accountNumbers*', (route) => route.fulfill({ status: 500, json: {} }));
  await openNetwork(page, `/n/${network.id}?c=A-01&sel=${JSON.stringify([member.account])}`);
  await expect(page.getByRole('alert')).toContainText('The picture has no names of accounts.');
  await expect(stage(page)).toHaveAttribute('data-drawn-accounts', String(network.accounts));
  await page.unroute('**/accountNumbers*');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('alert')).toHaveCount(0);
});
