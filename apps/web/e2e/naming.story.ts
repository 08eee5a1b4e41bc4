import type { CasebookView, SearchHit, StepRow } from '@iolaus/contracts';
import { ask, records, tell } from './ask.js';
import { seriousFindings } from './axe.js';
import { named } from './people.js';
import { expect, test, type Page } from './test.js';

const rows = (page: Page) => page.locator('.tri-table tbody tr');
const dialog = (page: Page) => page.getByRole('dialog');
const names = async (page: Page) =>
  (await ask<CasebookView>(page, '/casebook')).names.map(({ network, name }) => [network, name]);

async function nameIt(page: Page, id: string, name: string): Promise<void> {
  await page.getByRole('button', { name: `Name ${id}` }).click();
  await dialog(page).getByRole('textbox', { name: 'Name' }).fill(name);
  await page.keyboard.press('Enter');
  await expect(dialog(page)).toHaveCount(0);
}

test('a network is named, is called so everywhere, is found by it, and an undo takes it back', async ({ page }) => {
  await named(page.context(), 'Iris Vole');
  await page.goto('/');
  await rows(page).first().waitFor();
  const [best] = await records(page);
  await nameIt(page, best.id, 'Grey heron');
  await expect(rows(page).first()).toContainText('Grey heron');
  await expect(page.locator('.insp h2').first()).toHaveText('Grey heron');
  const { rows: steps } = await ask<{ rows: StepRow[] }>(page, '/casebook/steps?limit=1');
  expect(steps[0]).toMatchObject({ verb: 'name-network', name: `Named network ${best.id} “Grey heron”` });
  const hits = await ask<SearchHit[]>(page, '/search?text=grey%20her');
  expect(hits[0]).toMatchObject({ type: 'network', id: best.id, label: 'Grey heron' });
  await page.goto(`/n/${best.id}`);
  await expect(page.locator('.insp-head h2')).toHaveText('Grey heron');
  await page.getByRole('button', { name: `Name ${best.id}` }).click();
  await expect(dialog(page)).toContainText('Named by Iris Vole');
  expect(await seriousFindings(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await tell(page, '/casebook/undo', { author: 'Iris Vole' });
  await expect(page.locator('.insp-head h2')).toHaveText(best.name);
  expect(await names(page)).toEqual([]);
});

test('a hostile name stands there visibly and does nothing', async ({ page }) => {
  await named(page.context(), 'Iris Vole');
  await page.goto('/');
  await rows(page).first().waitFor();
  const [best] = await records(page);
  const hidden = { verb: 'name-network', subject: { on: 'network', id: best.id }, name: '\u202Eevil' };
  const refused = await page.request.post('/api/casebook', { data: { command: hidden, author: 'Iris Vole' } });
  expect(refused.status()).toBe(400);
  await page.getByRole('button', { name: `Name ${best.id}` }).click();
  await dialog(page).getByRole('textbox', { name: 'Name' }).fill('\u202Eevil');
  await expect(dialog(page).getByRole('alert')).toContainText('[U+202E]evil');
  await expect(dialog(page).getByRole('button', { name: /^Name it/ })).toBeDisabled();
  await page.keyboard.press('Escape');
  await nameIt(page, best.id, '<img src=x onerror=alert(1)>evil');
  await expect(rows(page).first()).toContainText('<img src=x onerror=alert(1)>evil');
  await expect(rows(page).first().locator('img[src=x]')).toHaveCount(0);
  await page.getByRole('button', { name: `Name ${best.id}` }).click();
  await dialog(page).getByRole('button', { name: 'Take the name back' }).click();
  await expect(rows(page).first()).toContainText(best.name);
  expect(await names(page)).toEqual([]);
});

test('a name that a colleague gave meanwhile is shown and asked about, and not written over', async ({ page }) => {
  await named(page.context(), 'Iris Vole');
  await page.goto('/');
  await rows(page).first().waitFor();
  const [best] = await records(page);
  const { seq } = await ask<CasebookView>(page, '/casebook');
  const subject = { on: 'network', id: best.id };
  const command = (name: string) => ({ verb: 'name-network', subject, name });
  await tell(page, '/casebook', { command: command('Bittern'), author: 'Jo Marten' });
  const clash = await page.request.post('/api/casebook', {
    data: { command: command('Heron'), author: 'Iris Vole', basedOn: seq },
  });
  expect(clash.status()).toBe(409);
  await expect(rows(page).first()).toContainText('Bittern');
  await tell(page, '/casebook/undo', { author: 'Jo Marten' });
  await expect(rows(page).first()).toContainText(best.name);
});
