import { readFileSync } from 'node:fs';
import { expect, test, type Page } from './test.js';
import { ask, membersOf, records } from './ask.js';

interface Known {
  readonly kind: string;
  readonly value: string;
}

const FANGS = [
  (value: string) => value.replaceAll('.', '[.]'),
  (value: string) => `- ${value.replaceAll('.', '(.)')}`,
  (value: string) => `"${value.replaceAll('.', '{.}')}"`,
  (value: string) => `• ${value}`,
];
const MALFORMED = ['300.1.2.3', '203[]0[]113[]7', '10.0.0.0/4', '[]', 'AS0'];
const MISSES = 60;

/** Two hundred lines: what the demo knows in many spellings, among what nobody knows and what cannot be read. */
async function peerList(page: Page): Promise<{ readonly text: string; readonly known: number }> {
  const top = async (kind: string, most: number): Promise<string[]> =>
    (await ask<Known[]>(page, `/indicators?kind=${kind}&limit=${most}`)).map(({ value }) => value);
  const [network] = await records(page);
  const known = [
    ...(await top('ip', 80)).map((value, at) => FANGS[at % FANGS.length](value)),
    ...(await top('payment-method', 30)),
    ...(await top('email-domain', 4)).map((value) => `hxxps[:]//${value.replaceAll('.', '[.]')}/login`),
    ...(await membersOf(page, network.id, 16)).map(({ account }) => account),
  ];
  const junk = Array.from({ length: MISSES }, (_, at) =>
    at % 2 === 0 ? `203[.]0[.]113[.]${at}` : `nobody${at}[at]evil${at}[.]example`,
  );
  const lines = [...known, ...junk, ...MALFORMED, known[0], 'Browser/128 (desktop)', 'acct_\u202enobody'];
  const hostile = Array.from({ length: 200 - lines.length }, (_, at) => `<img src=x${at} onerror=alert(${at})>`);
  return { text: [...lines, ...hostile].join('\n'), known: known.length };
}

const field = (page: Page) => page.getByLabel('The list, one entry a line');
const tab = (page: Page, name: string) => page.getByRole('tab', { name: new RegExp(`^${name}`) });
const countOf = async (page: Page, name: string): Promise<number> =>
  Number(/\d[\d,]*$/.exec((await tab(page, name).textContent()) ?? '')?.[0].replaceAll(',', ''));

/** Pastes a text where the focus is. */
async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate((list) => {
    const data = new DataTransfer();
    data.setData('text/plain', list);
    document.activeElement!.dispatchEvent(
      new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
    );
  }, text);
}

/** Milliseconds from the click to the counts. */
async function matchIn(page: Page, text: string): Promise<number> {
  await field(page).fill('');
  await field(page).fill(text);
  const answered = page.waitForResponse((response) => response.url().endsWith('/search/match'));
  const start = Date.now();
  await page.getByRole('button', { name: 'Match 200 lines' }).click();
  await answered;
  await tab(page, 'Hits').waitFor();
  return Date.now() - start;
}

test('two hundred lines from a peer come apart in under two seconds, and add up', async ({ page }) => {
  await page.goto('/match');
  await expect(page.getByText('Nothing matched yet')).toBeVisible();
  const { text, known } = await peerList(page);
  expect(text.split('\n')).toHaveLength(200);
  // The best of three: other work may share the machine.
  const times: number[] = [];
  while (times.length < 3 && !(Math.min(...times) < 2000)) times.push(await matchIn(page, text));
  expect(Math.min(...times)).toBeLessThan(2000);
  const counts = {
    hits: await countOf(page, 'Hits'),
    misses: await countOf(page, 'Misses'),
    malformed: await countOf(page, 'Malformed'),
    overCommon: await countOf(page, 'Over-common'),
  };
  expect(counts.malformed).toBe(MALFORMED.length);
  expect(counts.hits + counts.overCommon).toBe(known + 1);
  expect(counts.hits + counts.misses + counts.malformed + counts.overCommon + 1).toBe(200);
  await expect(page.getByText('200 entries in 200 lines, 1 of them repeats an earlier one.')).toBeVisible();
});

test('what is hostile in a list stands there as text, and the files are what is seen', async ({ page }) => {
  await page.goto('/match');
  const { text } = await peerList(page);
  await matchIn(page, text);
  await tab(page, 'Misses').click();
  await expect(page).toHaveURL(/\/match\?tab=misses$/);
  const table = page.getByRole('region', { name: 'Misses' });
  await table.evaluate((element) => element.scrollTo(0, element.scrollHeight));
  await expect(page.getByRole('cell', { name: 'U+202E' })).toBeVisible();
  await expect(page.getByRole('cell', { name: '<img src=x0 onerror=alert(0)>' })).toBeVisible();
  const download = page.waitForEvent('download');
  await page.getByRole('tablist').locator('..').getByRole('button', { name: 'CSV' }).click();
  const lines = readFileSync(await (await download).path(), 'utf8')
    .trimEnd()
    .split('\r\n');
  expect(lines[0]).toBe('Line,Entry,Looked for as');
  expect(lines).toHaveLength(1 + (await countOf(page, 'Misses')));
});

test('the list and its tab survive a reload; the accounts open with the keyboard', async ({ page }) => {
  await page.goto('/match');
  const { text } = await peerList(page);
  await matchIn(page, text);
  await tab(page, 'Over-common').click();
  await page.reload();
  await expect(tab(page, 'Over-common')).toHaveAttribute('aria-selected', 'true');
  await expect(field(page)).toHaveValue(text);
  await expect(page.getByRole('cell', { name: 'too common to count' })).toBeVisible();
  await page.getByRole('region', { name: 'Accounts that touch the hits' }).focus();
  const third = page.getByRole('table', { name: 'Accounts that touch the hits' }).locator('tr[aria-rowindex="4"]');
  const account = await third.getByRole('link').first().textContent();
  await page.keyboard.press('j');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/a/${account}$`));
});

test('a network opens with the accounts that hold most of the list selected', async ({ page }) => {
  await page.goto('/match');
  const [network] = await records(page);
  const members = await membersOf(page, network.id, 3);
  await field(page).fill(members.map(({ account }) => account).join('\n'));
  await field(page).press('Control+Enter');
  await page.getByRole('link', { name: `Show in graph: ${network.name} with 3 accounts selected` }).click();
  await expect(page).toHaveURL(new RegExp(`/n/${network.id}\\?sel=`));
  await expect(page.getByText('3 accounts selected', { exact: true }).first()).toBeVisible();
});

test('lines that are pasted into the search box are matched', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('heading', { name: 'Triage' }).waitFor();
  const { text } = await peerList(page);
  await page.getByRole('button', { name: /Account, IP, card/ }).focus();
  await paste(page, text);
  await expect(page.getByRole('option', { name: 'Match 200 lines' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('Account, IP, card, template…').focus();
  await paste(page, 'acct_1\nacct_2');
  await page.getByRole('option', { name: 'Match 2 lines' }).click();
  await expect(page).toHaveURL(/\/match$/);
  await expect(tab(page, 'Misses')).toHaveText('Misses 2');
});

test('a file is dropped, and what is no text is refused in words', async ({ page }) => {
  await page.goto('/match');
  const files = page.getByLabel('Files with a list');
  await files.setInputFiles({
    name: 'peer.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('ip,who\n203.0.113.7,me\n'),
  });
  await expect(field(page)).toHaveValue('ip,who\n203.0.113.7,me\n');
  await files.setInputFiles({ name: 'peer.zip', mimeType: 'application/zip', buffer: Buffer.from('PK\0\0') });
  await expect(page.getByRole('alert')).toHaveText('peer.zip is not text. Save it as .txt or .csv, and drop it again.');
});

test('the command is in the palette, and a run can be cancelled', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('heading', { name: 'Triage' }).waitFor();
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('Account, IP, card, template…').fill('paste');
  await page.getByRole('option', { name: 'Paste a list of indicators' }).click();
  await expect(page).toHaveURL(/\/match$/);
  await page.route('**/search/match', () => new Promise(() => undefined));
  await field(page).fill('acct_1');
  await field(page).press('Control+Enter');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByText('Nothing matched yet')).toBeVisible();
  await expect(field(page)).toHaveValue('acct_1');
});
