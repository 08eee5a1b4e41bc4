import { expect, test, type Page } from './test.js';
import { openNetwork, records } from './ask.js';

const DAY_MS = 86_400_000;
const iso = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** Opens the largest network with its days read. */
async function openLargest(page: Page, search = ''): Promise<string> {
  const largest = (await records(page)).toSorted((a, b) => b.accounts - a.accounts)[0]!;
  await openNetwork(page, `/n/${largest.id}${search}`);
  await page.getByRole('slider', { name: 'First day' }).waitFor();
  return largest.id;
}

test('days chosen by dragging filter picture and table, are in the address, and undo shows all again', async ({
  page,
}) => {
  await openLargest(page, '?table=true');
  const rows = page.getByRole('region', { name: 'Members' }).getByRole('table');
  const whole = Number(await rows.getAttribute('aria-rowcount'));
  const box = (await page.locator('.brush').boundingBox())!;
  await page.mouse.move(box.x + 4, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.06, box.y + box.height / 2, { steps: 4 });
  await page.mouse.up();
  await expect(page).toHaveURL(/from=\d{4}-\d{2}-\d{2}&to=\d{4}-\d{2}-\d{2}/);
  await expect(page.locator('.stage-note')).toContainText('not active on these days');
  await expect(async () => expect(Number(await rows.getAttribute('aria-rowcount'))).toBeLessThan(whole)).toPass();
  const told = (await page.locator('.window-words').textContent())!;
  const active = Number(/([\d,]+) of [\d,]+ active/.exec(told)?.[1]?.replaceAll(',', ''));
  await expect(rows).toHaveAttribute('aria-rowcount', String(active + 1));
  await page.keyboard.press('Control+z');
  await expect(page).not.toHaveURL(/from=/);
  await expect(rows).toHaveAttribute('aria-rowcount', String(whole));
});

test('arrow keys move the ends of the days, and Escape shows all of them', async ({ page }) => {
  await openLargest(page);
  const first = page.getByRole('slider', { name: 'First day' });
  await first.focus();
  await page.keyboard.press('ArrowRight');
  await expect(first).toHaveAttribute('aria-valuenow', '1');
  await page.keyboard.press('Shift+ArrowRight');
  await expect(first).toHaveAttribute('aria-valuenow', '8');
  await page.keyboard.press('ArrowLeft');
  await expect(first).toHaveAttribute('aria-valuenow', '7');
  await page.keyboard.press('Escape');
  await expect(page).not.toHaveURL(/from=/);
});

test('lanes show each community by day, and open it', async ({ page }) => {
  await openLargest(page);
  await page.getByRole('button', { name: 'Lanes', exact: true }).click();
  const lanes = page.getByRole('region', { name: 'Lanes' });
  await expect(lanes.getByRole('slider', { name: /^A-01: .* active on a day/ })).toBeVisible();
  await lanes.getByRole('button', { name: 'A-02', exact: true }).click();
  await expect(page.locator('.crumbs b')).toHaveText('A-02');
});

test('two windows compared: who came and went, what is new, exchanges by model', async ({ page }) => {
  const id = await openLargest(page);
  const asked = Date.now();
  await page.getByRole('button', { name: 'Compare', exact: true }).click();
  await expect(page.locator('.compare-sentence')).toContainText('members were active in A');
  test.info().annotations.push({ type: 'compared ms', description: String(Date.now() - asked) });
  const sentence = (await page.locator('.compare-sentence').textContent())!;
  const [a, b, both, came, went] = [...sentence.matchAll(/\d[\d,]*/g)].map(([n]) => Number(n.replaceAll(',', '')));
  expect(a - both).toBe(went);
  expect(b - both).toBe(came);
  await expect(page.getByRole('region', { name: 'Came' }).getByRole('listitem').first()).toBeVisible();
  await expect(page.getByRole('region', { name: 'By model' }).getByRole('row').nth(1)).toBeVisible();
  await page.getByRole('region', { name: 'Came' }).getByRole('link').first().click();
  await expect(page).toHaveURL(/\/a\//);
  await page.goBack();
  await expect(page).toHaveURL(new RegExp(`/n/${id}.*mode=compare`));
});

test('Space plays the days and stops where it is', async ({ page }) => {
  await openLargest(page);
  await page.locator('.stage-canvas').click({ position: { x: 5, y: 5 } });
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: 'Stop at this day' })).toBeVisible();
  await expect(page.locator('.window-words')).toContainText('active');
  await page.keyboard.press('Space');
  await expect(page).toHaveURL(/from=\d{4}/);
  await expect(page.getByRole('button', { name: 'Play the days' })).toBeVisible();
});

test('an address with days that the data does not have shows all days', async ({ page }) => {
  await openLargest(page, `?from=${iso(0)}&to=${iso(DAY_MS)}`);
  await expect(page.locator('.window-words')).toHaveCount(0);
  await expect(page.locator('.stage-note')).toHaveCount(0);
});
