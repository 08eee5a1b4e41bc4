import { join } from 'node:path';
import type { AccountCounts, KeptSnapshot } from '@iolaus/contracts';
import { expect, test, type Page } from '@playwright/test';
import { ask, records, tell } from './ask.js';
import { seriousFindings } from './axe.js';
import { ownService } from './own-service.js';

let page: Page;

const chip = (label: string | RegExp) => page.getByRole('group', { name: 'Filter' }).getByText(label);
const value = (name: RegExp) => page.getByRole('menuitemcheckbox', { name });
const shown = async (): Promise<number> =>
  Number(
    /^([\d,]+) of/.exec((await page.getByText(/^[\d,]+ of [\d,]+ pass$/).textContent()) ?? '')?.[1].replaceAll(',', ''),
  );
const left = async (against: string): Promise<number> =>
  (await tell<AccountCounts>(page, '/accounts/counts', { changed: ['left'], against })).total;

ownService({
  name: 'changed',
  dumps: join(import.meta.dirname, '../../../seed-data/tiny'),
  author: 'Iris Vole',
  onPage: (opened) => (page = opened),
});

test('before there is an earlier snapshot there is nothing to compare with, and no such facet', async () => {
  await page.goto('/accounts');
  await expect(page.getByText(/^[\d,]+ of [\d,]+ pass$/)).toBeVisible();
  await expect(chip(/^Since /)).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Compared with/ })).toHaveCount(0);
});

test('accounts that left a network since I last looked are one choice, counted before it, and in the address', async () => {
  const [first] = await records(page);
  const { kind, value: of } = first.core[0];
  // Leaving Triage marks what was seen.
  await page.goto('/');
  await page.locator('.tri-table tbody tr').first().waitFor();
  await page.getByRole('link', { name: 'Accounts' }).first().click();
  await expect.poll(async () => (await ask<{ seen: unknown[] }>(page, '/casebook')).seen.length).toBe(1);
  const before = (await ask<KeptSnapshot[]>(page, '/snapshots'))[0];
  await tell(page, '/constraints', {
    rule: { verb: 'cut-indicator', kind, value: of },
    reason: 'A shared office address.',
  });
  await expect.poll(async () => (await ask<KeptSnapshot[]>(page, '/snapshots')).length, { timeout: 60_000 }).toBe(2);
  const count = await left(before.id);
  expect(count).toBeGreaterThan(0);
  await page.goto('/accounts');
  await chip('Since last visit').click();
  await expect(value(/^Left its network/).locator('.num')).toHaveText(count.toLocaleString('en-US'));
  await value(/^Left its network/).click();
  await page.keyboard.press('Escape');
  await expect.poll(shown).toBe(count);
  await expect(page).toHaveURL(new RegExp(`against=.*${before.id}`));
  await expect(page.getByRole('button', { name: /^Compared with/ })).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);
});

test('the current snapshot compared with itself says which facet takes all away', async () => {
  await page.getByRole('button', { name: /^Compared with/ }).click();
  await value(/shown now/).click();
  await expect(page.getByRole('heading', { name: 'No account passes' })).toBeVisible();
  await expect(page.getByText(/^Since .* Left its network removes/)).toBeVisible();
});

test('an address that compares with a snapshot that is gone says so, and goes on with one that is kept', async () => {
  await page.goto('/accounts?changed=["left"]&against=abcdefabcdef');
  await expect(page.getByRole('heading', { name: 'What this compares with is gone' })).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Compare with one that is kept' }).click();
  await expect.poll(shown).toBeGreaterThan(0);
});
