import { seriousFindings } from './axe.js';
import { expect, test, type Page } from './test.js';

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Accounts of a tier' });
const passing = (page: Page) => page.getByText(/^[\d,]+ of [\d,]+ pass$/);

test.beforeEach(async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem('iolaus.author', 'Ines Vold'));
});

test('a query is saved with what it asks for, and run with other answers from the palette', async ({ page }) => {
  await page.goto('/accounts?tier=%5B%22act%22%5D&sort=bits');
  await expect(passing(page)).toBeVisible();
  const ofAct = await passing(page).textContent();
  await page.getByRole('button', { name: 'Saved views' }).click();
  await page.getByLabel('Save this view').fill('Accounts of a tier');
  await page.getByText('Ask for parts of it each time').click();
  await page.getByRole('checkbox', { name: 'Tier' }).check();
  await page.getByRole('checkbox', { name: 'Account begins with' }).check();
  await expect(page.getByText('A query: asks for 2 parts')).toBeVisible();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const views = page.getByRole('list', { name: 'Views' });
  await expect(views).toContainText('Query · Ines Vold');
  await expect.poll(() => seriousFindings(page)).toEqual([]);
  await page.keyboard.press('Escape');

  await page.goto('/');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('accounts of a tier');
  await page.getByRole('option', { name: /Accounts of a tier/ }).waitFor();
  await page.keyboard.press('Enter');
  // What it was saved with is proposed.
  await expect(dialog(page).getByRole('checkbox', { name: 'Act', exact: true })).toBeChecked();
  await expect.poll(() => seriousFindings(page)).toEqual([]);
  await dialog(page).getByRole('checkbox', { name: 'Act', exact: true }).uncheck();
  await dialog(page).getByRole('checkbox', { name: 'Review', exact: true }).check();
  await dialog(page).getByLabel('Account begins with').fill('acct_0');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/accounts\?.*review/);
  await expect(page).toHaveURL(/sort=bits/);
  await expect(page).toHaveURL(/find=acct_0/);
  await expect(passing(page)).toBeVisible();
  expect(await passing(page).textContent()).not.toBe(ofAct);
});

test('a query is removed and had back by undo, and asks again', async ({ page }) => {
  await page.goto('/accounts');
  await page.getByRole('button', { name: 'Saved views' }).click();
  await page.getByRole('button', { name: 'Remove Accounts of a tier' }).click();
  await expect(page.getByRole('button', { name: 'Remove Accounts of a tier' })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Undo/ }).first().click();
  await page.getByRole('button', { name: 'Saved views' }).click();
  await page.getByRole('button', { name: /^Accounts of a tier/ }).click();
  await dialog(page).getByRole('button', { name: /^Run/ }).click();
  await expect(page).toHaveURL(/\/accounts\?.*act/);
});
