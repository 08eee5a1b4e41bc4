import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execFileSync, type ChildProcess } from 'node:child_process';
import type { NetworkRecord } from '@iolaus/contracts';
import { expect, test, type Page } from './test.js';
import { seriousFindings } from './axe.js';
import { IOLAUS, startService, stopService } from './service.js';

/** A world whose campaigns are banned and come back: in the default scenario nobody is banned. */
const ACCOUNTS = '8000';
let folder: string;
let service: { readonly child: ChildProcess; readonly signInUrl: string };
let page: Page;
let regrown: NetworkRecord;

test.describe.configure({ mode: 'serial' });
test.setTimeout(400_000);

test.beforeAll(async ({ browser }) => {
  test.setTimeout(400_000);
  folder = mkdtempSync(join(tmpdir(), 'iolaus-lineage-'));
  const world = join(folder, 'world');
  execFileSync(process.execPath, [IOLAUS, 'synth', 'regrowth', '--accounts', ACCOUNTS, '--out', world]);
  service = await startService(join(folder, 'home'), ['--import', join(world, 'dumps')]);
  const context = await browser.newContext({ baseURL: new URL(service.signInUrl).origin });
  page = await context.newPage();
  await page.goto(service.signInUrl);
  await page.getByRole('heading', { name: 'Triage' }).waitFor();
  const response = await page.request.get('/api/networks/records');
  const records = (await response.json()) as NetworkRecord[];
  regrown = records.find(({ lineage }) => lineage.certainty !== null)!;
});

test.afterAll(async () => {
  await page.context().close();
  await stopService(service.child);
  rmSync(folder, { recursive: true, force: true });
});

test('a network that grew back leads from Triage to its generations: who was banned, and what survived', async () => {
  await page.goto('/');
  await page.getByText('a network grew back').click();
  await page.getByRole('link', { name: `${regrown.name} (` }).click();
  await expect(page).toHaveURL(new RegExp(`/n/${regrown.id}/lineage`));
  const [before] = regrown.lineage.predecessors;
  const lanes = page.getByRole('region', { name: 'Lanes of the generations' });
  await expect(lanes.getByRole('listitem', { name: /^Generation/ })).toHaveCount(2);
  await expect(lanes.getByText(/\d+ banned, \d+ \w+/).first()).toBeVisible();
  const descent = lanes.getByRole('button', { name: /bits survived/ });
  await expect(descent).toContainText(regrown.lineage.certainty === 'likely' ? 'Likely' : 'Possible');
  await expect(descent).toContainText(`${regrown.lineage.bits!.toFixed(1)} bits`);
  // Everything that detection says survived stands in the list, with members of both.
  const survived = page.getByRole('region', { name: 'Indicators that survived' });
  await expect(survived.getByRole('row')).not.toHaveCount(1);
  const [signal] = regrown.lineage.signals;
  const link = `/i/${encodeURIComponent(signal.kind)}/${encodeURIComponent(signal.value)}`;
  await expect(survived.locator(`a[href="${link}"]`)).toBeVisible();
  expect(await seriousFindings(page)).toEqual([]);
  await lanes.getByRole('listitem').first().getByRole('link').click();
  await expect(page).toHaveURL(new RegExp(`/n/${before}$`));
});

test('the difference of two generations is in the address, and goes on to the days before and after the ban', async () => {
  await page.goto(`/n/${regrown.lineage.predecessors[0]}/lineage`);
  const difference = page.getByRole('complementary', { name: 'Difference of two generations' });
  await expect(difference.getByRole('combobox', { name: 'Generation B' })).toHaveValue(regrown.id);
  for (const title of ['Survived', 'Lost', 'New'])
    await expect(difference.getByRole('region', { name: title, exact: true })).toContainText(/\d/);
  await page.getByRole('button', { name: /bits survived/ }).click();
  await expect(page).toHaveURL(new RegExp(`earlier=.*later=${regrown.id}`));
  await difference.getByRole('link', { name: /before and after its ban/ }).click();
  await expect(page).toHaveURL(/mode=compare/);
  await expect(page.locator('.compare-sentence')).toContainText('members were active in A');
});

test('the palette leads to the generations of the network that is open', async () => {
  await page.goto(`/n/${regrown.id}`);
  await page.getByRole('link', { name: 'See its generations' }).waitFor();
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('Account, IP').fill('generations');
  await expect(page.getByRole('dialog').getByRole('option', { selected: true })).toContainText('See the generations');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/n/${regrown.id}/lineage`));
});
