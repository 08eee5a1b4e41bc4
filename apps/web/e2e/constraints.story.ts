import { join } from 'node:path';
import type { AccountView, Constraint } from '@iolaus/contracts';
import { expect, test, type Page } from '@playwright/test';
import { ask, indicatorOf, membersOf, records } from './ask.js';
import { seriousFindings } from './axe.js';
import { ownService } from './own-service.js';

const REASON = 'An office of many firms; its operator confirmed it.';
const FOUND_MS = 60_000;
let page: Page;

const dialog = () => page.getByRole('dialog');
const row = (id: string) =>
  page.getByRole('region', { name: 'Constraints' }).getByRole('row', { name: new RegExp(id) });

/** Gives the reason, does it, and waits until the networks are found again. */
async function giveReason(reason: string): Promise<void> {
  await page.getByRole('textbox', { name: /^Reason/ }).fill(reason);
  await page.keyboard.press('Control+Enter');
  await foundAgain();
}

const foundAgain = (): Promise<void> =>
  expect(page.getByRole('region', { name: 'What changed' })).toContainText(/changed/, { timeout: FOUND_MS });

ownService({
  name: 'constraints',
  dumps: join(import.meta.dirname, '../../../seed-data/tiny'),
  onPage: (opened) => (page = opened),
});

test('without a constraint, the list says how to make one', async () => {
  await page.getByRole('link', { name: 'Constraints' }).click();
  await expect(page.getByRole('heading', { name: 'No constraint yet' })).toBeVisible();
});

test('an indicator is cut with a reason, the networks are found without it, and an undo brings all back', async () => {
  const before = await records(page);
  const { kind, value } = before[0].core[0];
  await page.goto(`/i/${kind}/${encodeURIComponent(value)}`);
  await page.getByRole('button', { name: 'Cut this indicator…' }).click();
  await expect(dialog()).toContainText('detection reads the data as if nobody held it');
  await expect(dialog()).toContainText(`${(await indicatorOf(page, kind, value)).reach} accounts hold it`);
  await expect(dialog().getByRole('button', { name: /^Cut it/ })).toBeDisabled();
  await expect.poll(() => seriousFindings(page)).toEqual([]);
  await page.getByLabel(/^Your name/).fill('M. Okafor');
  await giveReason(REASON);
  await expect(dialog()).toContainText(before[0].name);
  const now = await records(page);
  expect(now.some(({ core }) => core.some((each) => each.kind === kind && each.value === value))).toBe(false);
  await dialog().getByRole('button', { name: 'Done' }).click();
  await expect(page.getByText('It links nobody: constraint C-0001')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Cut this indicator…' })).toHaveCount(0);

  await page.keyboard.press('g');
  await page.keyboard.press('k');
  await expect(row('C-0001')).toContainText(`${REASON}M. Okafor`);
  await expect(row('C-0001')).toContainText('In force');
  await page.getByRole('button', { name: 'Undo C-0001' }).click();
  await dialog().getByRole('button', { name: 'Undo it' }).click();
  await foundAgain();
  await dialog().getByRole('button', { name: 'Done' }).click();
  await expect(row('C-0001')).toContainText('Undone');
  expect(await records(page)).toEqual(before);
});

test('a member is excluded from the table of members, and the undo beside what changed takes it back', async () => {
  const [network] = await records(page);
  const [member] = await membersOf(page, network.id);
  await page.goto(`/n/${network.id}?table=true`);
  await page.getByRole('checkbox', { name: `Select ${member.account}` }).click();
  await page.getByRole('button', { name: 'Exclude account…' }).first().click();
  await giveReason('A colleague’s test account.');
  await expect(dialog()).toContainText(`${network.accounts} → ${network.accounts - 1} accounts`);
  expect((await ask<AccountView>(page, `/accounts/${member.account}`)).network).toBeNull();
  await dialog().getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(dialog()).toHaveAttribute('aria-label', /C-0002 is undone/, { timeout: FOUND_MS });
  await expect(dialog()).toContainText(`${network.accounts - 1} → ${network.accounts} accounts`);
  await dialog().getByRole('button', { name: 'Done' }).click();
  expect((await records(page))[0].accounts).toBe(network.accounts);
});

test('the palette offers what can be said of what is in hand; a rule that the data cannot meet says why', async () => {
  const [network] = await records(page);
  const [{ kind, value }] = network.core;
  await page.goto(`/n/${network.id}?${new URLSearchParams({ ind: JSON.stringify({ kind, value }) })}`);
  await page.getByRole('heading', { name: 'What you know' }).waitFor();
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('option', { name: /^Declare .* shared…/ })).toBeVisible();
  await page.getByPlaceholder('Account, IP, card, template…').fill('verify');
  await page.getByRole('option', { name: 'Verify an organisation…' }).click();
  await page.getByLabel(/^Organisation/).fill('Northwold College');
  await giveReason('Their registrar answered.');
  await expect(dialog()).toContainText('No account of this data names this organisation.');
  await expect(dialog()).toContainText('No listed network changed.');
  await dialog().getByRole('button', { name: 'Done' }).click();
  await page.getByRole('link', { name: 'Constraints' }).click();
  await expect(row('C-0003')).toContainText('Unmet');
  await page.getByRole('button', { name: 'Undone 2' }).click();
  await expect(page.getByText('1 of 3 shown')).toBeVisible();
  await expect.poll(() => seriousFindings(page)).toEqual([]);
});

test('the same rule again is refused in words, and the draft stays', async () => {
  await page.getByRole('button', { name: 'Verify organisation…' }).click();
  await page.getByLabel(/^Organisation/).fill('Northwold College');
  await page.getByRole('textbox', { name: /^Reason/ }).fill('Asked again.');
  await page.keyboard.press('Control+Enter');
  await expect(dialog().getByRole('alert')).toContainText('C-0003 says so already');
  await expect(page.getByRole('textbox', { name: /^Reason/ })).toHaveValue('Asked again.');
  await page.keyboard.press('Escape');
  expect(await ask<Constraint[]>(page, '/constraints')).toHaveLength(3);
});

test('an account outside is pinned to a network that is chosen, while the work goes on', async () => {
  const [network] = await records(page);
  const indicator = network.core.find(({ reach, members }) => reach > members)!;
  const { rows } = await ask<{ rows: { account: string }[] }>(
    page,
    `/indicators/${indicator.kind}/${encodeURIComponent(indicator.value)}/accounts?holders=outside`,
  );
  const { account } = rows[0];
  await page.goto(`/a/${account}`);
  await page.getByRole('button', { name: 'Pin account…' }).click();
  await page.getByRole('textbox', { name: /^Reason/ }).fill('Paid by the same man, by his own word.');
  await expect(dialog().getByRole('button', { name: /^Pin it/ })).toBeDisabled();
  await page.getByLabel('Network that it belongs to').selectOption(network.id);
  // The end of the work is told only after the dialog was closed, however fast the machine is.
  let tellEnd!: () => void;
  const closed = new Promise<void>((resolve) => {
    tellEnd = resolve;
  });
  await page.route('**/rpc/jobs/watch*', async (route) => {
    await closed;
    await route.continue();
  });
  await dialog()
    .getByRole('button', { name: /^Pin it/ })
    .click();
  await page.getByRole('button', { name: 'Go on meanwhile' }).click();
  tellEnd();
  await page.getByRole('button', { name: 'C-0004: see what changed' }).click({ timeout: FOUND_MS });
  await expect(dialog()).toContainText(`${network.accounts} → ${network.accounts + 1} accounts`);
  await dialog().getByRole('button', { name: 'Done' }).click();
  await expect(page.locator('.acc-head')).toContainText(network.name);
});
