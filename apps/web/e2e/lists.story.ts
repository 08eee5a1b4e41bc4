import { membersOf, records } from './ask.js';
import { seriousFindings } from './axe.js';
import { expect, test, type Page } from './test.js';

const field = (page: Page) => page.getByLabel('The list, one entry a line');
const saved = (page: Page) => page.getByRole('list', { name: 'Saved lists' });

async function saveAs(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Save list…' }).click();
  await page.getByLabel('Name of the list').fill(name);
  await page.getByRole('button', { name: /^(Save|Replace)$/ }).click();
  await expect(page.getByRole('button', { name: 'Save list…' })).toBeVisible();
}

test.beforeEach(async ({ page }) => {
  await page.goto('/match');
  await page.evaluate(() => localStorage.setItem('iolaus.author', 'Ines Vold'));
  await page.reload();
});

test('a list is saved, run again by its address, removed, and had back by undo', async ({ page }) => {
  const [network] = await records(page);
  const members = await membersOf(page, network.id, 4);
  await field(page).fill(members.map(({ account }) => account).join('\n'));
  await saveAs(page, 'Four of the first');
  await expect(saved(page)).toContainText('Four of the first');
  await expect(saved(page)).toContainText('4 lines, Ines Vold');
  await field(page).fill('something else');
  await page.getByRole('button', { name: 'Run Four of the first again' }).click();
  await expect(page.getByText('Nothing is new since it was saved.')).toBeVisible();
  await expect(page).toHaveURL(/list=/);
  await expect(page.getByRole('tab', { name: 'Hits 4' })).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);
  const address = page.url();
  await page.evaluate(() => sessionStorage.clear());
  await page.goto(address);
  await expect(page.getByText('Nothing is new since it was saved.')).toBeVisible();
  await page.getByRole('button', { name: 'Remove Four of the first' }).click();
  await expect(saved(page).getByText('Four of the first')).toHaveCount(0);
  await page.getByRole('button', { name: /^Undo/ }).first().click();
  await expect(saved(page).getByText('Four of the first')).toBeVisible();
});

test('a saved list is found in the palette, and one that is gone says so', async ({ page }) => {
  await field(page).fill('203[.]0[.]113[.]9');
  await saveAs(page, 'Quiet harbour');
  await page.goto('/');
  await page.locator('.tri-table tbody tr').first().waitFor();
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('Account, IP, card, template…').fill('quiet harb');
  await page.getByRole('option', { name: /Quiet harbour/ }).click();
  await expect(page).toHaveURL(/\/match\?list=/);
  await expect(field(page)).toHaveValue('203[.]0[.]113[.]9');
  await page.goto('/match?list=never-saved');
  await expect(page.getByText('NOT_IN_JOURNAL')).toBeVisible();
});

test('a file of ten thousand lines is dropped, matched and saved; a longer one is not saved', async ({ page }) => {
  const lines = Array.from({ length: 10_000 }, (_, at) => `198[.]18[.]${at >> 8}[.]${at & 255}`);
  const file = (text: string) => ({ name: 'peer.txt', mimeType: 'text/plain', buffer: Buffer.from(text) });
  await page.getByLabel('Files with a list').setInputFiles(file(lines.join('\n')));
  await page.getByRole('button', { name: 'Match 10,000 lines' }).click();
  await page.getByRole('tab', { name: /^Misses [1-9]/ }).waitFor();
  await saveAs(page, 'Ten thousand');
  await expect(saved(page)).toContainText('10,000 lines');
  await page.getByLabel('Files with a list').setInputFiles(file([...lines, '198.51.100.1'].join('\n')));
  await expect(page.getByRole('button', { name: 'Save list…' })).toBeDisabled();
});
