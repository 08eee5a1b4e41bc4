import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CasebookView, Status } from '@iolaus/contracts';
import { ask, records } from './ask.js';
import { ownService } from './own-service.js';
import { expect, test, type Page } from '@playwright/test';

const SHARES = join(import.meta.dirname, '../../../seed-data/coordinated-shares');
const expected = JSON.parse(readFileSync(join(SHARES, 'expected.json'), 'utf8')) as {
  import: { accounts: number; indicators: number; sightings: number; pairs: number };
  networks: { tier: string; accounts: number }[];
};
let page: Page;

ownService({ name: 'shares', dumps: SHARES, onPage: (opened) => (page = opened) });

test('accounts, objects and sightings are the same in the lake, in Neo4j and on the screen', async () => {
  const { accounts, indicators, sightings, pairs } = expected.import;
  expect(await ask<Status>(page, '/status')).toMatchObject({ accounts, indicators, sightings, pairs });
  await page.goto('/data');
  const graph = page.getByRole('region', { name: 'Graph', exact: true });
  await expect(graph).toContainText(`${accounts.toLocaleString('en-US')} accounts`);
  await expect(graph.getByRole('row', { name: /^Objects/ })).toContainText(
    `${indicators.toLocaleString('en-US')}${sightings.toLocaleString('en-US')}`,
  );
  await expect(page.locator('.imp-head')).toContainText(`${sightings.toLocaleString('en-US')} accepted`);
});

test('networks of one kind are ranked, drawn, and explained by objects', async () => {
  const found = await records(page);
  expect(found.map(({ tier, accounts }) => ({ tier, accounts }))).toEqual(expected.networks);
  const [network] = found;
  await page.goto(`/n/${network.id}`);
  const stage = page.locator('.stage-canvas[data-ready=accounts]');
  await expect(stage).toHaveAttribute('data-drawn-accounts', String(network.accounts));
  await expect(page.getByText('Sightings a day')).toBeVisible();
  await expect(page.getByText('not in this data').first()).toBeVisible();
  const [core] = network.core;
  await page.goto(`/i/${core.kind}/${core.value}`);
  await expect(page.getByText('declared by a mapping')).toBeVisible();
  await expect(page.getByText(`It links ${core.reach} accounts`)).toBeVisible();
});

test('an object is found by its value, and leads to its accounts and rows', async () => {
  const [network] = await records(page);
  const { value } = network.core[0];
  await page.goto('/');
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('Account, IP, card, template…').fill(value);
  await expect(page.locator('[cmdk-item][data-selected=true]')).toHaveAttribute('data-value', new RegExp(`${value}$`));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/i/object/${value}$`));
  await page.locator('.ind-holders tbody a').first().click();
  await expect(page.getByRole('heading', { name: 'Rows' })).toBeVisible();
});

test('J9: with a question open no network is confirmed, neither on the screen nor by the service', async () => {
  const [{ id, hypotheses }] = await records(page);
  const unanswered = hypotheses.filter(({ answer }) => answer === 'open');
  expect(unanswered.length).toBeGreaterThan(1);
  const answer = await page.request.post('/api/casebook', {
    data: {
      command: { verb: 'verdict', subject: { on: 'network', id, anchors: [] }, verdict: 'confirmed' },
      author: 'Iris Vole',
    },
  });
  expect(answer.status()).toBe(409);
  const refusal = (await answer.json()) as { code: string; message: string };
  expect(refusal.code).toBe('QUESTIONS_OPEN');
  for (const { question } of unanswered) expect(refusal.message).toContain(question);
  const { verdicts } = await ask<CasebookView>(page, '/casebook');
  expect(verdicts.some(({ network }) => network === id)).toBe(false);

  await page.evaluate(() => localStorage.setItem('iolaus.author', 'Mira Okafor'));
  await page.goto(`/n/${id}`);
  await page.locator('.insp-head').waitFor();
  await page.keyboard.press('v');
  await page.keyboard.press('1');
  await expect(page.getByRole('dialog')).toContainText(`${unanswered.length} questions are open:`);
  await expect(page.getByRole('button', { name: /^Confirm/ })).toHaveAttribute('aria-disabled', 'true');
  await page.getByRole('button', { name: 'Say nothing' }).click();
  await expect(page.locator('.standing')).toHaveCount(0);
});
