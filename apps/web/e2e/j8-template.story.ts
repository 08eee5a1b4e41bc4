import type { NetworkView, StepRow } from '@iolaus/contracts';
import { ask, membersOf, openNetwork, records } from './ask.js';
import { seriousFindings } from './axe.js';
import { measured } from './measure.js';
import { named } from './people.js';
import { expect, test, type Page } from './test.js';

const journal = async (page: Page): Promise<StepRow[]> =>
  (await ask<{ rows: StepRow[] }>(page, '/casebook/steps?which=all&limit=50')).rows;

test('J8: the prompt frames of a network stand with their slots, reach and rarity, and lead to their accounts', async ({
  page,
}) => {
  await page.goto('/');
  const [network, other] = await records(page);
  const { record } = await ask<NetworkView>(page, `/networks/${network.id}`);
  const templates = record.core.filter(({ kind, text }) => kind === 'prompt-template' && text);
  await openNetwork(page, `/n/${network.id}`);
  await measured('J8 prompt templates listed', async () => {
    await page.getByRole('tab', { name: 'Prompts' }).click();
    await page.locator('.template-item').first().waitFor();
  });
  await expect(page).toHaveURL(/tab=templates/);
  const first = page.locator('.template-item').first();
  await expect(first.locator('.slot').first()).toBeVisible();
  await expect(first).toContainText(`${templates[0].members.toLocaleString('en-US')} of`);
  await expect(first).toContainText('others');
  await expect.poll(() => seriousFindings(page)).toEqual([]);

  await page.getByLabel('Beside those of').selectOption(other.id);
  const counts = await Promise.all(
    ['Both send', `${network.name} alone`, `${other.name} alone`].map(async (title) =>
      Number(
        (await page.getByRole('region', { name: title }).locator('h3 span').first().innerText()).replaceAll(',', ''),
      ),
    ),
  );
  expect(counts[0] + counts[1]).toBe(templates.length);

  await page.getByLabel('Beside those of').selectOption('');
  await first.getByRole('link', { name: /^Its accounts/ }).click();
  await expect(page.getByRole('heading', { name: 'Accounts', exact: true })).toBeVisible();
  await page.getByRole('table', { name: 'Accounts that hold it' }).getByRole('link').first().waitFor();
});

test('J8: prompts are masked; a reveal asks for its purpose, and is in the journal before it is shown', async ({
  page,
}) => {
  await named(page.context(), 'Iris Vole');
  await page.goto('/');
  const [network] = await records(page);
  const [member] = await membersOf(page, network.id);
  await page.goto(`/a/${member.account}`);
  const rows = page.getByRole('table', { name: 'Raw rows' });
  await expect(rows.locator('tbody tr').first()).toContainText('…');
  await rows
    .getByRole('button', { name: /^[0-9a-f]{8} #/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Show without masks…' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: /^Show it/ })).toBeDisabled();
  await expect.poll(() => seriousFindings(page)).toEqual([]);
  const before = (await journal(page)).length;
  await dialog.getByLabel('Purpose').fill('To compare the slots with a report.');
  await page.keyboard.press('Enter');
  await expect(dialog.locator('.raw-bytes')).not.toContainText('…');
  const [entry] = await journal(page);
  expect(entry).toMatchObject({ verb: 'reveal', author: 'Iris Vole', subject: { on: 'account', id: member.account } });
  expect(entry.name).toContain('“To compare the slots with a report.”');
  expect((await journal(page)).length).toBe(before + 1);
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(page.locator('.log')).toContainText('without masks');
});

test('J8: without a purpose, or without a name, nothing is revealed', async ({ page }) => {
  await page.goto('/');
  const [network] = await records(page);
  const [member] = await membersOf(page, network.id);
  const [{ dump, ordinal }] = (
    await ask<{ rows: { dump: string; ordinal: number }[] }>(page, `/accounts/${member.account}/rows?limit=1`)
  ).rows;
  for (const said of [
    { purpose: '  ', author: 'Iris Vole' },
    { purpose: 'why not', author: '' },
  ]) {
    const answer = await page.request.post(`/api/accounts/${member.account}/reveal`, {
      data: { dump, ordinal, ...said },
    });
    expect(answer.status()).toBe(400);
  }
});
