import { gzipSync } from 'node:zlib';
import { expect, test, type Page } from './test.js';

const MAPPING = `version: 1
match: "shares*.csv"
format: csv
entity: sighting
fields:
  account: { paths: [who], required: true }
  time: { paths: [at], required: true, parse: unix-s }
indicators:
  - { name: wallet, label: Wallet, paths: [wallet], family: payment, reliability: 0.8 }
`;
const ROWS = [
  'who,at,wallet',
  'tern-1,1790000000,w-77',
  'tern-2,1790000600,w-77',
  'tern-1,1790000900,w-77',
  'tern-3,soon,w-78',
  ',1790000900,w-79',
  'tern-4,1790001000,w-80',
];

const file = (name: string, text: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) });
const choose = (page: Page, ...files: ReturnType<typeof file>[]) =>
  page.getByLabel('Files to import').setInputFiles(files);

test('reads first, imports after, keeps what it refuses, and the same content again changes nothing', async ({
  page,
}) => {
  // A machine with other work leads 100,000 accounts into the graph for longer than a story takes.
  test.setTimeout(300_000);
  await page.goto('/data/import');
  await choose(page, file('shares.csv', ROWS.join('\n')), file('shares.mapping.yaml', MAPPING));
  await expect(page.getByText('found beside the file')).toBeVisible();
  await expect(page.locator('.imp-sums')).toContainText(/4\s*rows accepted\s*2\s*refused/);
  await expect(page.getByRole('region', { name: 'First rows' })).toContainText('tern-1');
  await page.keyboard.press('Control+Enter');
  await expect(page.locator('.imp-report')).toContainText(/accepted\s*4/, { timeout: 200_000 });
  await expect(page.locator('.imp-report')).toContainText(/refused, kept with reasons\s*2/);

  await page.goto('/i/wallet/w-77');
  await expect(page.locator('main')).toContainText('tern-1');
  await expect(page.locator('main')).toContainText('tern-2');

  await page.goto('/data');
  const refused = page.getByRole('region', { name: 'Rows that were refused' });
  await expect(refused.locator('tbody tr')).toHaveCount(2);
  await expect(refused).toContainText('time is not a Unix time');

  await page.goto('/data/import');
  await choose(page, file('shares-again.csv', ROWS.join('\n')), file('shares.mapping.yaml', MAPPING));
  await page.getByText('found beside the file').waitFor();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/1 of 1 files had content that was imported before/)).toBeVisible({ timeout: 60_000 });
});

test('a mapping that is wrong is refused at its line, and can be mended on the spot', async ({ page }) => {
  await page.goto('/data/import');
  await choose(
    page,
    file('shares-b.csv', ROWS.join('\n')),
    file('wrong.mapping.yaml', MAPPING.replace('entity: sighting', 'entitty: sighting')),
  );
  await page.getByRole('button', { name: 'YAML', exact: true }).click();
  await page.getByLabel('Mapping as YAML').fill(MAPPING.replace('entity: sighting', 'entitty: sighting'));
  await expect(page.getByRole('alert')).toContainText('MAPPING_INVALID');
  await expect(page.locator('.imp-gutter .bad')).toHaveText('4');
  await page.getByLabel('Mapping as YAML').fill(MAPPING);
  await page.getByRole('button', { name: 'Table' }).click();
  await expect(page.locator('.imp-sums')).toContainText(/4\s*rows accepted/);
});

test('a file that is cut off says so, and what stands before the cut can be imported', async ({ page }) => {
  const rows = Array.from({ length: 400 }, (_, at) => `tern-${at},${1790000000 + at * 7},w-${at % 9}`);
  const whole = gzipSync(['who,at,wallet', ...rows].join('\n'));
  await page.goto('/data/import');
  await choose(
    page,
    { name: 'shares-cut.csv.gz', mimeType: 'application/gzip', buffer: whole.subarray(0, whole.length - 400) },
    file('shares.mapping.yaml', MAPPING.replace('shares*.csv', 'shares*')),
  );
  await expect(page.getByRole('region', { name: 'Dry run' })).toContainText('The file ends too early');
});

test('what is no log is left out, and the rest can be imported', async ({ page }) => {
  await page.goto('/data/import');
  await choose(
    page,
    { name: 'notes.docx', mimeType: 'application/zip', buffer: Buffer.from('504b0304140000000800', 'hex') },
    file('shares.csv', ROWS.join('\n')),
    file('shares.mapping.yaml', MAPPING),
  );
  const row = page.getByRole('listitem').filter({ hasText: 'notes.docx' });
  await expect(row).toContainText('Not a log format');
  await expect(row).toContainText('will be left out');
  await expect(page.getByRole('button', { name: /^Import.*Ctrl/ })).toBeEnabled();
});

test('the account of an unknown log is never guessed: it is asked for, and then the rows are read', async ({
  page,
}) => {
  const lines = Array.from({ length: 50 }, (_, at) =>
    JSON.stringify({
      ts: `2026-11-22T10:00:${String(at % 60).padStart(2, '0')}Z`,
      user_id: `tern-${at % 7}`,
      ip: '203.0.113.4',
    }),
  );
  await page.goto('/data/import');
  await choose(page, file('unknown.jsonl', lines.join('\n')));
  await expect(page.getByText('Which field is the account?').first()).toBeVisible();
  await expect(page.getByRole('button', { name: /^Import.*Ctrl/ })).toBeDisabled();
  await page.locator('.imp-guesses .chip', { hasText: 'user_id' }).click();
  await expect(page.locator('.imp-sums')).toContainText(/50\s*rows accepted/);
  await expect(page.getByRole('button', { name: /^Import 50 rows/ })).toBeEnabled();
});

test('a path is corrected in the table, and every change is tried at once', async ({ page }) => {
  await page.goto('/data/import');
  await choose(
    page,
    file('shares.csv', ROWS.join('\n')),
    file('shares.mapping.yaml', MAPPING.replace('[who]', '[whom]')),
  );
  await expect(page.getByRole('region', { name: 'Mapping' }).getByRole('alert')).toContainText('COLUMN_MISSING');
  await page.getByRole('button', { name: /^Path of account/ }).click();
  await page.getByPlaceholder('Find or type a path').fill('who');
  await page.keyboard.press('Enter');
  await expect(page.locator('.imp-sums')).toContainText(/4\s*rows accepted/);
  await expect(page.getByText('written here, for this file')).toBeVisible();
});
