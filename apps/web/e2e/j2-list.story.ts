import { execFile, type ChildProcess } from 'node:child_process';
import { copyFileSync, mkdtempSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { expect, test, type Page } from '@playwright/test';
import { IOLAUS, startService, stopService } from './service.js';

const TINY = join(import.meta.dirname, '../../../seed-data/tiny');
const LATER = /^exchanges-0[45]/;
const root = mkdtempSync(join(tmpdir(), 'iolaus-j2-'));
let service: ChildProcess | undefined;
let page: Page;

/** A folder with some files of the seed, and their mappings. */
function part(name: string, isIn: (file: string) => boolean): string {
  const folder = join(root, name);
  mkdirSync(folder);
  for (const file of readdirSync(TINY).filter((each) => isIn(each) || each === 'exchanges.mapping.yaml'))
    copyFileSync(join(TINY, file), join(folder, file));
  return folder;
}

function addressesOf(isIn: (file: string) => boolean): Set<string> {
  const files = readdirSync(TINY).filter((file) => file.startsWith('exchanges-') && isIn(file));
  const lines = files.flatMap((file) =>
    gunzipSync(readFileSync(join(TINY, file)))
      .toString()
      .trim()
      .split('\n'),
  );
  return new Set(lines.flatMap((line) => (JSON.parse(line) as { ip?: string }).ip ?? []));
}

test.beforeAll(async ({ browser }) => {
  test.setTimeout(240_000);
  const first = part('first', (file) => file !== 'expected.json' && !LATER.test(file));
  const { child, signInUrl } = await startService(join(root, 'home'), ['--import', first]);
  service = child;
  page = await (await browser.newContext({ baseURL: new URL(signInUrl).origin })).newPage();
  await page.addInitScript(() => localStorage.setItem('iolaus.author', 'Mira Okafor'));
  await page.goto(signInUrl);
  await page.locator('.tri-table tbody tr').first().waitFor();
});

test.afterAll(async () => {
  await (page as Page | undefined)?.context().close();
  if (service) await stopService(service);
  rmSync(root, { recursive: true, force: true });
});

test('J2: two hundred indicators of a peer are matched, kept, and tell what is new after the next import', async () => {
  test.setTimeout(240_000);
  const early = addressesOf((file) => !LATER.test(file));
  const later = [...addressesOf((file) => LATER.test(file))].filter((address) => !early.has(address));
  expect(later.length).toBeGreaterThan(50);
  const known = [...early].slice(0, 60).map((address) => address.replaceAll('.', '[.]'));
  const junk = Array.from({ length: 200 - known.length - later.length }, (_, at) =>
    at % 3 === 0 ? `300.1.2.${at}` : `hxxps://evil${at}[.]example/login`,
  );
  await page.goto('/match');
  await page.getByLabel('The list, one entry a line').fill([...known, ...later, ...junk].join('\n'));
  const start = Date.now();
  await page.getByRole('button', { name: 'Match 200 lines' }).click();
  await page.getByRole('tab', { name: /^Hits/ }).waitFor();
  const ms = Date.now() - start;
  test.info().annotations.push({ type: 'measured', description: `200 lines in ${ms} ms` });
  for (const tab of ['Misses', 'Malformed', 'Over-common'])
    await expect(page.getByRole('tab', { name: new RegExp(`^${tab}`) })).toBeVisible();
  await page.getByRole('button', { name: 'Save list…' }).click();
  await page.getByLabel('Name of the list').fill('Peer, October');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('list', { name: 'Saved lists' })).toContainText('200 lines, Mira Okafor');

  const second = part('second', (file) => LATER.test(file));
  await promisify(execFile)(process.execPath, [IOLAUS, 'import', second, '--home', join(root, 'home')]);
  await promisify(execFile)(process.execPath, [IOLAUS, 'detect', '--home', join(root, 'home')]);

  await page.getByRole('button', { name: 'Run Peer, October again' }).click();
  await expect(page.getByText(/^\d+ hits? and \d+ accounts? are new since it was saved\.$/)).toBeVisible();
  await page.getByRole('tab', { name: /^New/ }).click();
  const values = await page
    .getByRole('table', { name: 'New' })
    .locator('tbody tr:not([aria-hidden])')
    .allTextContents();
  expect(values.length).toBeGreaterThan(0);
  for (const text of values) expect(later.some((address) => text.includes(address))).toBe(true);
  await page.getByRole('button', { name: /^New/ }).click();
  const [account] = await page
    .getByRole('table', { name: 'Accounts that touch the hits' })
    .getByRole('link')
    .allTextContents();
  expect(account).toMatch(/^acct_/);
});
