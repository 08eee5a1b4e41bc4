import { type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CasebookView, NetworkRecord, StepRow } from '@iolaus/contracts';
import { expect, test, type Page } from '@playwright/test';
import { ask, membersOf, openNetwork, records } from './ask.js';
import { seriousFindings } from './axe.js';
import { secondPerson } from './people.js';
import { startService, stopService } from './service.js';

const home = mkdtempSync(join(tmpdir(), 'iolaus-casebook-story-'));
let service: ChildProcess | undefined;
let mira: Page;
let ben: Page;
let first: NetworkRecord;
let second: NetworkRecord;
let third: NetworkRecord;

const book = (): Promise<CasebookView> => ask(mira, '/casebook');
const entries = async (): Promise<StepRow[]> =>
  (await ask<{ rows: StepRow[] }>(mira, '/casebook/steps?which=all&limit=1000')).rows;
const dialog = (page: Page) => page.getByRole('dialog');
const onRecord = (page: Page) => page.getByRole('region', { name: 'Steps on record' });
const lastStep = (page: Page) => page.locator('.last-step');
const row = (page: Page, id: string) => page.locator('.tri-table tbody tr').filter({ hasText: id });

/** V, and the key of a verdict; waits until it is said. */
async function judge(page: Page, key: string): Promise<void> {
  await page.keyboard.press('v');
  await dialog(page).waitFor();
  await page.keyboard.press(key);
  await expect(dialog(page)).toHaveCount(0);
}

async function openTriage(page: Page): Promise<void> {
  await page.goto('/');
  await page.locator('.tri-table tbody tr').first().waitFor();
}

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }) => {
  test.setTimeout(180_000);
  const tiny = join(import.meta.dirname, '../../../seed-data/tiny');
  const { child, signInUrl } = await startService(home, ['--import', tiny]);
  service = child;
  const context = await browser.newContext({ baseURL: new URL(signInUrl).origin });
  mira = await context.newPage();
  await mira.goto(signInUrl);
  await mira.locator('.tri-table tbody tr').first().waitFor();
  [first, second, third] = await records(mira);
});

test.afterAll(async () => {
  for (const page of [mira, ben] as (Page | undefined)[]) await page?.context().close();
  if (service) await stopService(service);
  rmSync(home, { recursive: true, force: true });
});

test('a verdict is V and a key; who says it is asked once, and Ctrl Z takes it back by its name', async () => {
  await openNetwork(mira, `/n/${first.id}`);
  await mira.keyboard.press('v');
  await mira.getByRole('textbox', { name: /^Your name/ }).fill('Mira Okafor');
  await mira.keyboard.press('Enter');
  await expect(dialog(mira)).toHaveAttribute('aria-label', `Verdict on ${first.name} ${first.id}`);
  await expect.poll(() => seriousFindings(mira)).toEqual([]);
  await mira.getByLabel(/^Words/).fill('Two cards, one hand.');
  await mira.getByRole('button', { name: 'Contest' }).click();
  await expect(mira.locator('.insp-head')).toContainText('Contested Mira Okafor');
  await expect(mira.locator('.insp-head')).toContainText('“Two cards, one hand.”');
  await expect(lastStep(mira)).toHaveText(`Contested ${first.id}`);
  await mira.keyboard.press('Control+z');
  await expect(mira.locator('.insp-head')).not.toContainText('Contested');
  await expect(lastStep(mira)).toHaveText(`Opened ${first.id}`);
  await mira.keyboard.press('Control+Shift+Z');
  await expect(mira.locator('.insp-head')).toContainText('Contested');
  await judge(mira, '0');
  expect((await book()).verdicts).toEqual([]);
});

test('selected accounts are judged together and undone together; the page of one shows its log', async () => {
  const [a, b] = await membersOf(mira, first.id);
  await openNetwork(mira, `/n/${first.id}?table=true`);
  await mira.getByRole('checkbox', { name: `Select ${a.account}` }).click();
  await mira.getByRole('checkbox', { name: `Select ${b.account}` }).click();
  await judge(mira, '1');
  await expect(lastStep(mira)).toHaveText('Confirmed 2 accounts');
  expect((await book()).verdicts.map(({ subject }) => subject.on)).toEqual(['account', 'account']);
  await mira.keyboard.press('Control+z');
  await expect.poll(async () => (await book()).verdicts).toEqual([]);
  await mira.goto(`/a/${a.account}`);
  await mira.getByRole('button', { name: 'Verdict' }).waitFor();
  await judge(mira, '2');
  await expect(mira.locator('.acc-head')).toContainText('Cleared Mira Okafor');
  const log = mira.locator('.log li');
  await expect(log).toHaveCount(2);
  await expect(log.first()).toContainText(`Cleared account ${a.account}`);
  await expect(log.last()).toContainText('on another branch');
});

test('marked rows of Triage are judged at once, and a part of the queue is in the address', async () => {
  await openTriage(mira);
  await mira.keyboard.press('x');
  await mira.keyboard.press('j');
  await mira.keyboard.press('Shift+X');
  await judge(mira, '2');
  await expect(row(mira, first.id).locator('.tri-status')).toContainText('Cleared');
  await expect(row(mira, second.id).locator('.tri-status')).toContainText('Mira Okafor');
  await mira.getByRole('button', { name: /^Closed/ }).click();
  await expect(mira).toHaveURL(/show=closed/);
  await expect(mira.locator('.tri-table tbody tr')).toHaveCount(2);
  await mira.reload();
  await expect(mira.locator('.tri-table tbody tr')).toHaveCount(2);
  await mira.keyboard.press('Control+z');
  await mira.keyboard.press('Control+z');
  await expect(mira.locator('.tri-table tbody tr')).not.toHaveCount(2);
  await expect(row(mira, second.id).locator('.tri-status')).toHaveText('Open');
  await mira.keyboard.press('Escape');
});

test('T takes the next one and opens it; a second person gets another, and sees whose the first is', async ({
  browser,
}) => {
  await mira.keyboard.press('t');
  await expect(mira).toHaveURL(new RegExp(`/n/${first.id}$`));
  await expect(mira.locator('.take-line')).toContainText('Yours');
  ben = await secondPerson(browser, mira, 'Ben Lindqvist');
  await openTriage(ben);
  await expect(row(ben, first.id).locator('.tri-status')).toHaveText(/Taken by Mira Okafor/);
  await ben.keyboard.press('t');
  await expect(ben).toHaveURL(new RegExp(`/n/${second.id}$`));
  await mira.getByRole('button', { name: 'Release it' }).click();
  await expect(mira.locator('.take-line')).toContainText('Nobody works on it.');
  expect((await book()).takes.map(({ author, network }) => [author, network])).toEqual([['Ben Lindqvist', second.id]]);
});

test('leaving Triage marks it as seen once; what is new stays new for the visit, and is not on the next', async () => {
  const marks = async (author: string) =>
    (await entries()).filter((each) => each.verb === 'seen' && each.author === author).length;
  expect(await marks('Ben Lindqvist')).toBe(1);
  await openTriage(ben);
  await expect(row(ben, first.id)).toContainText('New');
  await ben.keyboard.press('Enter');
  await ben.locator('.insp-head').waitFor();
  expect(await marks('Ben Lindqvist')).toBe(1);
  await ben.evaluate(() => sessionStorage.removeItem('iolaus.visit'));
  await openTriage(ben);
  await expect(row(ben, first.id)).toContainText('No change');
  await expect(ben.getByText(/No network changed since/)).toBeVisible();
  await ben.getByRole('button', { name: /^New for you/ }).click();
  await expect(ben.getByText('No network passes')).toBeVisible();
  await expect.poll(() => seriousFindings(ben)).toEqual([]);
});

test('a note is added with N, shown as text whatever it holds, removed, and had back', async () => {
  await openNetwork(mira, `/n/${first.id}`);
  await mira.keyboard.press('n');
  await expect(mira.getByLabel('Note', { exact: true })).toBeFocused();
  await mira.getByLabel('Note', { exact: true }).fill('<img src=x onerror="document.title=1"> \u202Etxt');
  await mira.keyboard.press('Control+Enter');
  const line = mira.locator('.note-line');
  await expect(line).toContainText('<img src=x onerror="document.title=1"> U+202Etxt');
  await expect(line).toContainText('Mira Okafor');
  await expect.poll(() => seriousFindings(mira)).toEqual([]);
  await mira.getByRole('button', { name: 'Remove the note by Mira Okafor' }).click();
  await expect(line).toHaveCount(0);
  await mira.keyboard.press('Control+z');
  await expect(line).toHaveCount(1);
});

test('a draft outlasts a reload, and Ctrl Z in it is its own', async () => {
  const box = mira.getByLabel('Note', { exact: true });
  await box.pressSequentially('begun');
  await mira.reload();
  await expect(box).toHaveValue('begun');
  await box.focus();
  await mira.keyboard.press('Control+z');
  await expect(mira.locator('.note-line')).toHaveCount(1);
  await box.fill('');
});

test('a step in the middle is undone alone; where others need it they are named and go too', async () => {
  const { notes } = await book();
  await mira.getByRole('button', { name: 'Remove the note by Mira Okafor' }).click();
  await expect(mira.locator('.note-line')).toHaveCount(0);
  await mira.keyboard.press('Control+h');
  const noted = onRecord(mira).getByRole('listitem').filter({ hasText: 'Noted on network' });
  await noted.hover();
  await noted.getByRole('button', { name: /^Undo/ }).click();
  await expect(dialog(mira)).toContainText('these need it');
  await expect(dialog(mira)).toContainText(`Removed the note ${notes[0].step}`);
  await mira.getByRole('button', { name: 'Undo these too' }).click();
  await expect(lastStep(mira)).toContainText('Undid “Noted on network');
  await mira.keyboard.press('Control+h');
  await expect(noted.locator('.step-word')).toHaveText('undone');
  await expect.poll(() => seriousFindings(mira)).toEqual([]);
  await mira.keyboard.press('Escape');
  await mira.keyboard.press('Control+z');
  await expect.poll(async () => (await entries())[0].verb).toBe('redo');
  await mira.keyboard.press('Control+z');
  await expect(mira.locator('.note-line')).toHaveCount(1);
});

test('what was undone and replaced is folded under it, and can be gone to; a checkpoint brings all back', async () => {
  await judge(mira, '1');
  await mira.keyboard.press('Control+z');
  await judge(mira, '2');
  await mira.keyboard.press('Control+h');
  await mira.getByLabel('Name of a checkpoint').fill('Before the review');
  await mira.keyboard.press('Enter');
  await expect(onRecord(mira)).toContainText('Checkpoint “Before the review”');
  const cleared = onRecord(mira)
    .getByRole('listitem')
    .filter({ hasText: `Cleared network ${first.id}` })
    .last();
  await cleared.locator('summary').last().click();
  await cleared.getByRole('button', { name: 'Go to this branch' }).last().click();
  await expect(lastStep(mira)).toContainText('Went to the branch');
  await mira.keyboard.press('Escape');
  await expect(mira.locator('.insp-head')).toContainText('Confirmed');
  await mira.reload();
  await expect(mira.locator('.insp-head')).toContainText('Confirmed');
  await mira.keyboard.press('Control+z');
  await expect(mira.locator('.insp-head')).toContainText('Cleared');
  await judge(mira, '3');
  await mira.keyboard.press('Control+h');
  await mira.getByRole('button', { name: /^Go back/ }).focus();
  await mira.keyboard.press('Enter');
  await expect(lastStep(mira)).toContainText('Went back to Checkpoint “Before the review”');
  await mira.keyboard.press('Escape');
  await expect(mira.locator('.insp-head')).toContainText('Cleared');
  await mira.keyboard.press('Control+z');
  await expect(mira.locator('.insp-head')).toContainText('Contested');
});

test('what a colleague does arrives as a quiet line, and both words are shown before one goes over the other', async () => {
  await openNetwork(ben, `/n/${third.id}`);
  await judge(ben, '2');
  const news = mira.getByRole('list', { name: 'News' });
  await expect(news).toContainText(`Ben Lindqvist cleared network ${third.id}`);
  await news.getByRole('button', { name: 'Look' }).last().click();
  await expect(mira.locator('.insp-head')).toContainText('Cleared Ben Lindqvist');
  await mira.keyboard.press('v');
  await mira.keyboard.press('1');
  await expect(dialog(mira)).toContainText(`Ben Lindqvist cleared ${third.id}`);
  await expect(dialog(mira)).toContainText(`Confirmed ${third.id}`);
  await expect.poll(() => seriousFindings(mira)).toEqual([]);
  await mira.getByRole('button', { name: 'Leave it' }).click();
  expect((await book()).verdicts.find(({ network }) => network === third.id)).toMatchObject({ verdict: 'cleared' });
});

test('what a colleague says while one thinks is shown before it is said all the same', async () => {
  await mira.keyboard.press('v');
  await dialog(mira).waitFor();
  await ben.keyboard.press('n');
  await ben.getByLabel('Note', { exact: true }).fill('Wait for the invoice.');
  await ben.keyboard.press('Control+Enter');
  await expect(ben.locator('.note-line')).toHaveCount(1);
  await mira.keyboard.press('2');
  await expect(dialog(mira)).toContainText('after you looked');
  await expect(dialog(mira)).toContainText('Noted on network');
  await mira.getByRole('button', { name: 'Say it all the same' }).click();
  await expect(mira.locator('.insp-head')).toContainText('Cleared Mira Okafor');
});

test('a view is saved under a name, found in the palette by a colleague, and removed', async () => {
  await openNetwork(mira, `/n/${first.id}?by=family&min=8`);
  await mira.getByRole('button', { name: 'Saved views' }).click();
  await mira.getByLabel('Save this view').fill('Strong ones by family');
  await mira.keyboard.press('Enter');
  await expect(mira.getByRole('list', { name: 'Views' })).toContainText('Strong ones by family');
  await expect.poll(() => seriousFindings(mira)).toEqual([]);
  await ben.keyboard.press('Escape');
  await ben.locator('body').click({ position: { x: 5, y: 5 } });
  await ben.keyboard.press('Control+k');
  await ben.keyboard.type('strong ones');
  await ben.getByRole('option', { name: /Strong ones by family/ }).waitFor();
  await ben.keyboard.press('Enter');
  await expect(ben).toHaveURL(new RegExp(`/n/${first.id}\\?.*by=family`));
  await mira.getByRole('button', { name: 'Remove Strong ones by family' }).click();
  await expect(mira.getByText('None yet. A saved view')).toBeVisible();
  await mira.keyboard.press('Escape');
});

test('without the service nothing is lost: the word stays in the dialog, and the screen says so', async () => {
  await mira.context().setOffline(true);
  await mira.keyboard.press('v');
  await mira.getByLabel(/^Words/).fill('Kept.');
  await mira.getByRole('button', { name: 'Contest' }).click();
  await expect(dialog(mira).getByRole('alert')).toContainText('The service does not answer.');
  await expect(mira.getByLabel(/^Words/)).toHaveValue('Kept.');
  await mira.context().setOffline(false);
  await mira.getByRole('button', { name: 'Contest' }).click();
  await expect(mira.locator('.insp-head')).toContainText('“Kept.”');
});

test('a constraint of this tab is among its acts: Ctrl Z undoes it, and the networks are found again', async () => {
  const before = await records(mira);
  const [member] = await membersOf(mira, second.id);
  await mira.goto(`/a/${member.account}`);
  await mira.getByRole('button', { name: 'Exclude account…' }).click();
  await mira.getByRole('textbox', { name: /^Reason/ }).fill('A test account of a colleague.');
  await mira.keyboard.press('Control+Enter');
  await dialog(mira).getByRole('button', { name: 'Done' }).click({ timeout: 60_000 });
  await expect(lastStep(mira)).toHaveText(`Excluded account ${member.account} (C-0001)`);
  expect((await records(mira)).find(({ id }) => id === second.id)?.accounts).toBe(second.accounts - 1);
  await mira.keyboard.press('Control+z');
  await mira.getByRole('button', { name: /^The networks were found again/ }).click({ timeout: 60_000 });
  expect(await records(mira)).toEqual(before);
});
