import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DumpRow, Status } from '@iolaus/contracts';
import { expect, test, type Page } from '@playwright/test';
import { ask } from './ask.js';
import { seriousFindings } from './axe.js';
import { ownService } from './own-service.js';

const SEED = join(import.meta.dirname, '../../../seed-data');
let page: Page;

/** Spend logs as a proxy exports them, a row a line; two of them say no time that can be read. */
const rows = JSON.parse(readFileSync(join(SEED, 'formats/litellm/spend-logs.json'), 'utf8')) as object[];
const LOG = rows
  .map((row, at) => JSON.stringify(at === 4 || at === 11 ? { ...row, startTime: 'yesterday' } : row))
  .join('\n');
const file = (name: string, text: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
const choose = (...files: ReturnType<typeof file>[]) => page.getByLabel('Files to import').setInputFiles(files);
const region = (name: string) => page.getByRole('region', { name, exact: true });
const dumps = () => ask<DumpRow[]>(page, '/dumps');

ownService({ name: 'quarantine', dumps: join(SEED, 'tiny'), onPage: (opened) => (page = opened) });

test('a dropped log is known by its records, read whole before anything is written, and imported', async () => {
  await page.goto('/data/import');
  await choose(file('spend.jsonl', LOG));
  await expect(region('Mapping')).toContainText('Taken for LiteLLM');
  await expect(region('Dry run')).toContainText('whole file');
  await expect(page.locator('.imp-sums')).toContainText(/22\s*rows accepted\s*2\s*refused/);
  await expect(region('Refused rows')).toContainText('time is not a date');
  await expect(region('Refused rows').locator('mark')).toContainText('"yesterda');
  await expect.poll(() => seriousFindings(page)).toEqual([]);
  expect(await dumps()).toHaveLength(7);
  await page.getByRole('button', { name: /^Import 22 rows/ }).click();
  await expect(page.locator('.imp-report')).toContainText(/accepted\s*22/, { timeout: 60_000 });
});

test('the same content under another name is said to be known, and changes nothing', async () => {
  const before = await ask<Status>(page, '/status');
  await page.goto('/data/import');
  await choose(file('spend-again.jsonl', LOG));
  await expect(page.getByRole('listitem').filter({ hasText: 'spend-again.jsonl' })).toContainText(
    'already in the lake',
  );
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/1 of 1 files had content that was imported before/)).toBeVisible({ timeout: 60_000 });
  const after = await ask<Status>(page, '/status');
  expect([after.accounts, after.sightings, after.dumps]).toEqual([before.accounts, before.sightings, before.dumps]);
});

test('refused rows are grouped, open to their bytes, and leave as a file', async () => {
  await page.goto('/data');
  const refused = region('Refused rows');
  await region('Dumps').getByRole('button', { name: 'spend.jsonl', exact: true }).click();
  await refused.getByRole('button', { name: 'time is not a date' }).click();
  await refused.getByRole('button', { name: 'Row 5' }).click();
  await page.getByRole('button', { name: 'Read its bytes from the dump' }).click();
  await expect(page.getByRole('dialog').locator('pre')).toContainText('"startTime":"yesterday"');
  await expect.poll(() => seriousFindings(page)).toEqual([]);
  await page.keyboard.press('Escape');
  for (const form of ['CSV', 'JSONL']) {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      refused.getByRole('link', { name: form, exact: true }).click(),
    ]);
    const text = readFileSync(await download.path(), 'utf8');
    expect(text.trimEnd().split('\n')).toHaveLength(form === 'CSV' ? 3 : 2);
    expect(text).toContain('yesterday');
  }
});

test('a corrected mapping brings the refused rows in, and the others keep their places', async () => {
  await page.goto('/data');
  await page.getByRole('link', { name: 'Correct the mapping of spend.jsonl' }).first().click();
  await page.getByRole('button', { name: /^Path of time/ }).click();
  await page.getByPlaceholder('Find or type a path').fill('endTime');
  await page.getByRole('option', { name: /^endTime/ }).click();
  await expect(page.locator('.imp-sums')).toContainText(/24\s*rows accepted\s*0\s*refused/);
  await page.getByRole('button', { name: /^Import 24 rows/ }).click();
  await expect(page.locator('.imp-report')).toContainText(/accepted\s*24/, { timeout: 60_000 });
  expect((await dumps()).find(({ name }) => name === 'spend.jsonl')).toMatchObject({ accepted: 24, refused: 0 });
});

test('a dump goes with all that came of it, after its counts were shown', async () => {
  await page.goto('/data');
  await page.getByRole('button', { name: 'Remove spend.jsonl' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText(/Rows, accepted\s*24/);
  await expect(dialog).toContainText('Importing it again brings everything back');
  await expect.poll(() => seriousFindings(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Remove the dump' }).click();
  await expect(dialog).toContainText('Removed.', { timeout: 60_000 });
  await page.keyboard.press('Escape');
  await expect(region('Dumps')).not.toContainText('spend.jsonl');
  expect(await dumps()).toHaveLength(7);
  expect((await ask<{ total: number }>(page, '/accounts/acct_5hjv/rows')).total).toBe(0);
  expect(await ask<object[]>(page, '/search?text=acct_5hjv')).toEqual([]);
});

test('a list of networks is added to what is known of addresses, and taken away again', async () => {
  await page.goto('/data');
  const panel = region('Enrichment');
  await panel.getByLabel('What the file tells').selectOption({ label: 'Proxies' });
  await panel.getByLabel('Enrichment file').setInputFiles(file('proxies.txt', '203.0.113.0/24\n198.51.100.7\n'));
  await expect(panel).toContainText('proxies.txt');
  await expect(panel).toContainText('Proxies, 2');
  await panel.getByRole('button', { name: 'Take proxies.txt away' }).click();
  await expect(panel).toContainText('None.');
});

const MANY = [
  'who,at,wallet',
  ...Array.from({ length: 400_000 }, (_, at) => `gull-${at % 50},${1790000000 + at},w-${at % 9}`),
].join('\n');
const MAPPING = `version: 1
match: "many*.csv"
format: csv
entity: sighting
fields:
  account: { paths: [who], required: true }
  time: { paths: [at], required: true, parse: unix-s }
indicators:
  - { name: wallet, label: Wallet, paths: [wallet], family: payment }
`;

test('an import tells bytes and rows, is paused and resumed, and ends whole', async () => {
  await page.goto('/data/import');
  await choose(file('many.csv', MANY), file('many.mapping.yaml', MAPPING));
  await page.getByText('found beside the file').waitFor();
  await page.keyboard.press('Control+Enter');
  const run = page.locator('.imp-run');
  await run.getByRole('button', { name: 'Pause' }).click();
  await expect(run).toContainText('Paused');
  await page.goto('/data');
  const work = region('Work').getByRole('listitem').filter({ hasText: 'many.csv' });
  await expect(work).toContainText('Paused');
  await expect(region('Refused rows')).toContainText('2 kept, each with its reason');
  await work.getByRole('button', { name: 'Resume' }).click();
  await expect(work).toContainText('400,000 accepted', { timeout: 90_000 });
});

test('an import that is cancelled leaves nothing half done, and is offered again', async () => {
  const before = await dumps();
  await page.goto('/data/import');
  await choose(file('many-more.csv', MANY.replaceAll('gull', 'swan')), file('many.mapping.yaml', MAPPING));
  await page.getByText('found beside the file').waitFor();
  await page.keyboard.press('Control+Enter');
  const run = page.locator('.imp-run');
  await run.getByRole('button', { name: 'Pause' }).click();
  await run.getByRole('button', { name: 'Cancel' }).click();
  await expect(run).toContainText('Cancelled', { timeout: 60_000 });
  expect(await dumps()).toEqual(before);
  await run.getByRole('button', { name: 'Resume' }).click();
  await expect(run.locator('.imp-report')).toContainText(/accepted\s*400,000/, { timeout: 90_000 });
});
