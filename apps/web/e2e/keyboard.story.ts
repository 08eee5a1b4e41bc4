import type { CasebookView } from '@iolaus/contracts';
import { ask, records } from './ask.js';
import { named } from './people.js';
import { expect, test, type Page } from './test.js';
import type { Locator } from '@playwright/test';

/** Presses Tab, or Shift Tab, until something has the focus. */
async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let pressed = 0; pressed < 60; pressed++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`${key} does not come to ${String(target)}`);
}

test('from Triage to a verdict, and back, by keyboard alone', async ({ page }) => {
  await named(page.context(), 'Iris Vole');
  await page.goto('/');
  await page.locator('.tri-table tbody tr').first().waitFor();
  const [first, second] = await records(page);

  await test.step('search finds a network and opens it; undo comes back', async () => {
    await page.keyboard.press('/');
    await page.keyboard.type(second.id);
    await expect(page.locator('[cmdk-item][data-selected=true]')).toContainText(second.name);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(new RegExp(`/n/${second.id}$`));
    await page.keyboard.press('Control+z');
    await expect(page.locator('.insp h2')).toHaveText(first.name);
  });

  await test.step('j and k move in the queue, Enter opens the network in hand', async () => {
    await page.keyboard.press('j');
    await expect(page.locator('.insp h2')).toHaveText(second.name);
    await page.keyboard.press('k');
    await expect(page.locator('.insp h2')).toHaveText(first.name);
    await page.keyboard.press('Enter');
    await page.locator('.stage-canvas[data-ready=accounts]').waitFor();
  });

  await test.step('arrows go to a community, Enter opens it', async () => {
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Enter');
    await expect(page.locator('.crumbs b')).toHaveText(/^A-\d+$/);
  });

  await test.step('I goes to its indicators, E says what one would add', async () => {
    await page.keyboard.press('i');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/[?&]ind=/);
    await page.keyboard.press('e');
    const dialog = page.getByRole('dialog');
    await expect(dialog.locator('tbody tr').first()).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
    await page.keyboard.press('Escape');
    await expect(page).not.toHaveURL(/[?&]ind=/);
  });

  await test.step('G lists the members, j and x choose one, and the panel says why', async () => {
    await page.keyboard.press('g');
    await page.getByRole('region', { name: 'Members' }).getByRole('checkbox').first().waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await expect(page).toHaveURL(/[?&]sel=/);
    const why = page.getByRole('complementary', { name: 'Why' });
    await expect(why.locator('.why-sentence')).not.toBeEmpty();
    await page.keyboard.press('j');
    await page.keyboard.press('x');
    await expect(page.getByText('Link between two accounts')).toBeVisible();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/a\//);
    await page.keyboard.press('Control+z');
    await expect(page).toHaveURL(new RegExp(`/n/${first.id}`));
  });

  await test.step('V gives a verdict with words, Ctrl Z takes it back', async () => {
    await page.locator('.insp-head').waitFor();
    await page.keyboard.press('v');
    const dialog = page.getByRole('dialog');
    await tabTo(page, dialog.getByLabel(/^Words/));
    await page.keyboard.type('Two cards, one hand.');
    await tabTo(page, dialog.getByRole('button', { name: /^Contest/ }), 'Shift+Tab');
    await page.keyboard.press('Enter');
    await expect(page.locator('.insp-head')).toContainText('“Two cards, one hand.”');
    await page.keyboard.press('Control+z');
    await expect(page.locator('.insp-head')).not.toContainText('Two cards');
    expect((await ask<CasebookView>(page, '/casebook')).verdicts).toEqual([]);
  });

  await test.step('Escape goes one level out, G T back to the queue', async () => {
    await page.keyboard.press('Escape');
    await expect(page.locator('.crumbs b')).toHaveText(first.name);
    await page.keyboard.press('g');
    await page.keyboard.press('t');
    await expect(page.getByRole('heading', { name: 'Triage' })).toBeVisible();
  });
});
