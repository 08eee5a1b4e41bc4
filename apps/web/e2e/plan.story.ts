import { readFileSync } from 'node:fs';
import type { BlastRadius, TakedownPlan, Turns } from '@iolaus/contracts';
import { ask, openNetwork, records } from './ask.js';
import { expect, test, type Page } from './test.js';

const planOf = (page: Page, network: string): Promise<TakedownPlan> => ask(page, `/networks/${network}/plan`);
const count = (value: number): string => value.toLocaleString('en-US');

test('the plan says what it removes, whom it hits and what must not be blocked, and executes nothing', async ({
  page,
}) => {
  await page.goto('/');
  const [network] = await records(page);
  const plan = await planOf(page, network.id);
  const last = plan.frontier.at(-1)!;
  await openNetwork(page, `/n/${network.id}`);
  await page.getByRole('tab', { name: 'Plan' }).click();
  await expect(page).toHaveURL(/tab=plan/);
  await expect(page.locator('.plan-sentence')).toContainText(
    `Suspending ${count(last.accountsSuspended)} accounts and blocking ${last.indicatorsBlocked} indicators`,
  );
  await expect(page.getByText('Iolaus blocks nothing itself')).toBeVisible();
  await expect(page.getByRole('img', { name: /Volume removed and ways back blocked/ })).toBeVisible();
  const steps = page.getByRole('table', { name: 'Steps of the plan' });
  await expect(steps.locator('tbody tr')).toHaveCount(plan.frontier.length);
  await expect(page.getByRole('heading', { name: /^Never blocked/ })).toBeVisible();
  await expect(page.getByRole('heading', { name: /^Prompts to watch/ })).toBeVisible();
  for (const note of plan.notes) await expect(page.getByText(note)).toBeVisible();
});

test('the keyboard takes more or fewer steps, the table moves with it, and the address keeps the step', async ({
  page,
}) => {
  await page.goto('/');
  const [network] = await records(page);
  const plan = await planOf(page, network.id);
  await openNetwork(page, `/n/${network.id}?tab=plan`);
  const slider = page.getByRole('slider', { name: 'Steps taken' });
  await slider.focus();
  await page.keyboard.press('Home');
  await expect(page.locator('.plan-sentence')).toHaveText('Nothing is suspended and nothing is blocked.');
  await page.keyboard.press('ArrowRight');
  await expect(page).toHaveURL(/step=1(&|$)/);
  await expect(slider).toHaveAttribute('aria-valuetext', new RegExp(`^1 of ${plan.frontier.length} steps`));
  await expect(page.locator('.plan-table tr.sel')).toContainText(count(plan.frontier[0].accountsSuspended));
  await page.getByRole('button', { name: 'Show the plan at step 2', exact: true }).click();
  await expect(slider).toHaveValue('2');
  await page.reload();
  await expect(slider).toHaveValue('2');
});

test('the plan leaves as CSV and JSON with what the service answers', async ({ page }) => {
  await page.goto('/');
  const [network] = await records(page);
  const plan = await planOf(page, network.id);
  await openNetwork(page, `/n/${network.id}?tab=plan`);
  const save = async (name: string): Promise<string> => {
    const coming = page.waitForEvent('download');
    await page.getByRole('button', { name, exact: true }).click();
    return readFileSync(await (await coming).path(), 'utf8');
  };
  expect(JSON.parse(await save('JSON'))).toEqual(plan);
  const lines = (await save('CSV')).trim().split('\r\n');
  expect(lines).toHaveLength(plan.frontier.length + 1);
  expect(lines.at(-1)).toContain(plan.blocks.at(-1)!.value);
});

test('a benign network has a plan that proposes nothing', async ({ page }) => {
  await page.goto('/');
  const benign = (await records(page)).find(({ tier }) => tier === 'benign')!;
  await openNetwork(page, `/n/${benign.id}?tab=plan`);
  await expect(page.getByText('No action is proposed.')).toBeVisible();
});

test('one line says whether accounts take turns, with its figures', async ({ page }) => {
  await page.goto('/');
  const [network] = await records(page);
  await openNetwork(page, `/n/${network.id}`);
  const turns = await ask<Turns>(page, `/networks/${network.id}/turns`);
  await expect(page.locator('.turns')).toContainText('take turns', { timeout: 30_000 });
  await expect(page.locator('.turns')).toHaveAttribute('title', new RegExp(`${count(turns.events)} of`));
});

test('an indicator says whom a block would hit, by tier, and what plans say of it', async ({ page }) => {
  await page.goto('/');
  const [network] = await records(page);
  const { blocks } = await planOf(page, network.id);
  const { kind, value } = blocks[0];
  const radius = await ask<BlastRadius>(page, `/indicators/${kind}/${encodeURIComponent(value)}/radius`);
  await page.goto(`/i/${kind}/${encodeURIComponent(value)}`);
  const panel = page.getByRole('region', { name: 'Blast radius' });
  await expect(panel.locator('tbody tr')).toHaveCount(radius.groups.length);
  await expect(panel.locator('tbody tr').first()).toContainText(count(radius.groups[0].accounts));
  await panel.getByRole('link', { name: `plan of ${network.name}` }).click();
  await expect(page).toHaveURL(new RegExp(`/n/${network.id}\\?tab=plan`));
});
