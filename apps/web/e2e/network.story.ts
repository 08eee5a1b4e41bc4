import { expect, test, type Page } from './test.js';
import { membersOf, openNetwork, records } from './ask.js';
import { differenceOf, stillPicture } from './still.js';

const stage = (page: Page) => page.locator('.stage-canvas');

test('draws every account of the largest network', async ({ page }) => {
  const largest = (await records(page)).toSorted((a, b) => b.accounts - a.accounts)[0]!;
  await openNetwork(page, `/n/${largest.id}`);
  await expect(stage(page)).toHaveAttribute('data-drawn-accounts', String(largest.accounts));
  await expect(stage(page)).toHaveAttribute('data-drawn-communities', String(largest.communities));
  await expect(page.locator('.statusline')).toContainText('accounts outside this network');
});

test('the list opens the community that it names, and Escape leaves it', async ({ page }) => {
  const [network] = await records(page);
  await openNetwork(page, `/n/${network.id}`);
  await page.getByRole('listbox').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.locator('.crumbs b')).toHaveText('A-02');
  await expect(page.getByRole('heading', { name: /Indicators/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('.crumbs b')).toHaveText(network.name);
});

test('a click on a disc opens it', async ({ page }) => {
  const [network] = await records(page);
  await openNetwork(page, `/n/${network.id}`);
  const box = (await stage(page).boundingBox())!;
  // Somewhere near the middle there is a disc; which one does not matter. A second click inside an opened one would be another act: each waits for what the one before did.
  const places = [
    [0, 0],
    [14, 9],
    [-22, 6],
    [8, -26],
    [30, 22],
  ] as const;
  let tried = 0;
  await expect(async () => {
    const [dx, dy] = places[tried++ % places.length];
    await page.mouse.click(box.x + box.width / 2 + dx, box.y + box.height / 2 + dy);
    await expect(page).toHaveURL(/[?&]c=A-\d+/, { timeout: 2_000 });
  }).toPass({ timeout: 20_000 });
  await expect(page.getByRole('button', { name: 'Whole network' })).toBeVisible();
});

test('two members have a reason, the reason has rows, and a row has its dump and ordinal', async ({ page }) => {
  const [network] = await records(page);
  const [a, b] = await membersOf(page, network.id);
  await openNetwork(page, `/n/${network.id}?table=true`);
  await page.getByRole('checkbox', { name: `Select ${a.account}` }).click();
  await expect(page.getByText(`of network ${network.name}`)).toBeVisible();
  await page.getByRole('checkbox', { name: `Select ${b.account}` }).click();
  await expect(page.getByText('Link between two accounts')).toBeVisible();
  for (const block of ['What they share', 'What would break it', 'What speaks against it']) {
    await expect(page.getByRole('heading', { name: block })).toBeVisible();
  }
  await page
    .getByRole('button', { name: /^\d+ rows?$/ })
    .first()
    .click();
  const places = page.getByRole('region', { name: 'Raw rows' }).locator('tbody td');
  await expect(places.filter({ hasText: /^[0-9a-f]{8} #[\d,]+$/ }).last()).toBeVisible();
});

test('undo restores exactly, redo repeats, and a reload keeps both', async ({ page }) => {
  const [network] = await records(page);
  await openNetwork(page, `/n/${network.id}`);
  await page.keyboard.press('2');
  await expect(page).toHaveURL(/by=family/);
  await page.getByRole('option').nth(2).click();
  await page.keyboard.press('g');
  const before = await settled(page);
  await page
    .getByRole('checkbox', { name: /^Select / })
    .first()
    .click();
  await expect(page.locator('.last-step')).toHaveText(/^Selected /);
  const after = await settled(page);
  await page.keyboard.press('Control+z');
  await expectSame(page, before);
  await page.keyboard.press('Control+Shift+z');
  await expectSame(page, after);
  await page.reload();
  await page.locator('.stage-canvas[data-ready=accounts]').waitFor();
  await expectSame(page, after);
  await page.keyboard.press('Control+z');
  await expectSame(page, before);
});

type Settled = Awaited<ReturnType<typeof settled>>;

/** Address, path, selection, table and picture of the view, once nothing moves. */
async function settled(page: Page) {
  const picture = await stillPicture(page);
  return {
    words: {
      url: page.url(),
      crumbs: await page.locator('.crumbs').innerText(),
      selected: await page.locator('tr.sel').allInnerTexts(),
      inspector: await page.locator('.insp-head').innerText(),
    },
    picture,
  };
}

/** The same words, and the same picture: a browser that draws in memory rounds an edge pixel by one level of 255 now and then. */
async function expectSame(page: Page, as: Settled): Promise<void> {
  const now = await settled(page);
  expect(now.words).toEqual(as.words);
  expect(await differenceOf(page, as.picture, now.picture)).toBeLessThanOrEqual(1);
}

test('the address alone restores the view in another tab', async ({ page, context }) => {
  const [network] = await records(page);
  const [member] = await membersOf(page, network.id);
  const other = await context.newPage();
  const search = new URLSearchParams({ c: member.community, sel: JSON.stringify([member.account]), by: 'strength' });
  await openNetwork(other, `/n/${network.id}?${search}`);
  await expect(other.locator('.crumbs b')).toHaveText(member.community);
  await expect(other.locator('.insp-head')).toContainText(member.account);
  await expect(other.getByRole('combobox', { name: 'Colour by' })).toHaveValue('strength');
});

test('a strength filter says how many it hides', async ({ page }) => {
  const [network] = await records(page);
  await openNetwork(page, `/n/${network.id}?min=40`);
  await expect(page.locator('.stage-note')).toContainText('accounts below 40 bits are hidden.');
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect(page.locator('.statusline')).toContainText('Hidden: 0');
});

test('an unknown network is refused in words', async ({ page }) => {
  await page.goto('/n/N-9999');
  await expect(page.getByRole('alert')).toContainText('NOT_FOUND');
});
