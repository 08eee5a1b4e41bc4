import type { DayRows, NetworkDays, Timeline, WindowComparison } from '@iolaus/contracts';
import { ask, openNetwork, records, tell } from './ask.js';
import { seriousFindings } from './axe.js';
import { framesWhile, measured, note, watchTasks } from './measure.js';
import { expect, test, type Page } from './test.js';

const DAY_MS = 86_400_000;
const dateOf = (days: Pick<NetworkDays, 'startMs'>, day: number): string =>
  new Date(days.startMs + day * DAY_MS).toISOString().slice(0, 10);
const numberIn = (text: string | null): number => Number(/\d[\d,]*/.exec(text ?? '')?.[0].replaceAll(',', ''));

/** Opens the largest network with its days read, and gives them. */
async function openLargest(page: Page): Promise<{ id: string; days: NetworkDays; perDay: number[] }> {
  await page.goto('/');
  const { id } = (await records(page)).toSorted((a, b) => b.accounts - a.accounts)[0];
  const days = await ask<NetworkDays>(page, `/networks/${id}/days`);
  const { series, signUpsPerDay } = await ask<Timeline>(page, `/networks/${id}/timeline`);
  await openNetwork(page, `/n/${id}`);
  await page.getByRole('slider', { name: 'First day' }).waitFor();
  return { id, days, perDay: signUpsPerDay.map((_, day) => series.reduce((sum, each) => sum + each.perDay[day], 0)) };
}

/** The middle of a day's bar. */
async function barOf(page: Page, days: NetworkDays, day: number): Promise<{ x: number; y: number }> {
  const box = (await page.locator('.brush').first().boundingBox())!;
  return { x: box.x + ((day + 0.5) / days.days) * box.width, y: box.y + box.height / 2 };
}

test('J7: scrubbing shows who was active, marks say when a model came out and when members were blocked', async ({
  page,
}) => {
  const { days } = await openLargest(page);
  note('J7 days', String(days.days));
  await expect(page.locator('.flag.release')).toHaveCount(days.releases.length);
  await expect(page.locator('.flag.ban')).toHaveCount(days.bans.length);
  await expect(page.locator('.flag.release').first()).toContainText(days.releases[0].model);

  const longest = await watchTasks(page);
  const [from, to] = [await barOf(page, days, 1), await barOf(page, days, days.days - 2)];
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  const steps = 2 * days.days;
  const begun = performance.now();
  const frames = await framesWhile(page, async () => {
    await page.mouse.move(to.x, to.y, { steps });
  });
  note('J7 frames a second while days are scrubbed', `${frames.toFixed(1)}, ${steps} moves`);
  note('J7 ms a move', ((performance.now() - begun) / steps).toFixed(1));
  note('J7 longest task while scrubbing', `${await longest()} ms`);
  await page.mouse.up();
  await expect(page).toHaveURL(new RegExp(`from=${dateOf(days, 1)}&to=${dateOf(days, days.days - 2)}`));
  await expect.poll(() => seriousFindings(page)).toEqual([]);
});

test('J7: two windows around a release differ in members, templates and volume, and each difference can be shown', async ({
  page,
}) => {
  const { id, days } = await openLargest(page);
  const release = Math.floor((days.releases[0].ms - days.startMs) / DAY_MS);
  const windows = {
    earlier: { from: dateOf(days, release - 7), to: dateOf(days, release - 1) },
    later: { from: dateOf(days, release), to: dateOf(days, Math.min(days.days - 1, release + 6)) },
  };
  const { later, earlier } = windows;
  const query = `from=${later.from}&to=${later.to}&vsFrom=${earlier.from}&vsTo=${earlier.to}`;
  await openNetwork(page, `/n/${id}?${query}`);
  await page.getByRole('slider', { name: 'First day' }).waitFor();
  const found = await measured('J7 difference of two weeks', async () => {
    await page.getByRole('button', { name: 'Compare', exact: true }).click();
    await expect(page.locator('.compare-sentence')).toContainText('members were active in A');
    return tell<WindowComparison>(page, `/networks/${id}/compare`, windows);
  });
  expect(numberIn(await page.locator('.compare-sentence').textContent())).toBe(found.earlier.members);
  await expect(page.locator('.compare-sentence')).toContainText('Exchanges a day');
  for (const name of ['New indicators', 'Lost indicators']) {
    const column = page.getByRole('region', { name });
    const counted = await column.locator('.compare-kind .visually-hidden').allTextContents();
    expect(counted.reduce((sum, each) => sum + numberIn(each), 0)).toBe(
      name === 'New indicators' ? found.fresh.total : found.lost.total,
    );
  }

  const came = page.getByRole('region', { name: 'Came' });
  await came.getByRole('button', { name: /^Show only the/ }).click();
  await expect(page).toHaveURL(/on=came/);
  await expect(page.locator('.window-words')).toContainText(`${found.joined.total.toLocaleString('en-US')} of`);
  await expect(page.locator('.stage-note')).toContainText('not among those that came');
  await came.getByRole('button', { name: /^Select the/ }).click();
  await expect(page.locator('.selection-count')).toContainText(found.joined.total > 200 ? 'of' : 'selected');
  await came.getByRole('button', { name: /^List the/ }).click();
  await expect(page.getByRole('region', { name: 'Members' }).getByRole('table')).toHaveAttribute(
    'aria-rowcount',
    String(found.joined.total + 1),
  );
  await page.goBack();

  await openNetwork(page, `/n/${id}?${query}&mode=compare`);
  const [fresh] = found.fresh.rows;
  await page
    .getByRole('region', { name: 'New indicators' })
    .getByRole('button', { name: /^Show in the picture/ })
    .first()
    .click();
  await expect(page).toHaveURL(new RegExp(`ind=.*${fresh.kind}`));
});

test('J7: a bar leads to its rows, by mouse and by keyboard, and they are as many as it says', async ({ page }) => {
  const { id, days, perDay } = await openLargest(page);
  const release = Math.floor((days.releases[0].ms - days.startMs) / DAY_MS);
  const bar = await barOf(page, days, release);
  await page.mouse.move(bar.x, bar.y);
  await expect(page.locator('.brush-tip')).toContainText(perDay[release].toLocaleString('en-US'));
  await page.mouse.click(bar.x, bar.y);
  const date = dateOf(days, release);
  await expect(page).toHaveURL(new RegExp(`from=${date}&to=${date}`));
  const table = page.getByRole('table', { name: 'Raw rows' });
  await measured('J7 from a bar to its rows', async () => {
    await page.keyboard.press('r');
    await table.locator('tbody tr').first().waitFor();
  });
  const { counts, total } = await tell<DayRows>(page, `/networks/${id}/rows`, { from: date, to: date, limit: 1 });
  const exchanges = counts.find(({ entity }) => entity === 'exchange')!;
  expect(exchanges.rows - exchanges.repeats).toBe(perDay[release]);
  await expect(page.locator('.drawer .tabhead')).toContainText(exchanges.rows.toLocaleString('en-US'));
  await expect(table).toHaveAttribute('aria-rowcount', String(total + 1));
  await expect.poll(() => seriousFindings(page)).toEqual([]);

  // The day in hand moves on, and the rows with it.
  const first = page.getByRole('slider', { name: 'First day' });
  const last = page.getByRole('slider', { name: 'Last day' });
  await last.focus();
  await page.keyboard.press('ArrowRight');
  await first.focus();
  await page.keyboard.press('ArrowRight');
  await expect(page).toHaveURL(new RegExp(`from=${dateOf(days, release + 1)}`));
  await expect(table.locator('tbody tr').first()).toContainText(dayWords(days, release + 1));
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(table).toHaveCount(0);
  await first.focus();
  await page.keyboard.press('Enter');
  await expect(table).toBeVisible();
});

/** "21 Sep", as cells say it. */
const dayWords = (days: NetworkDays, day: number): string => {
  const at = new Date(days.startMs + day * DAY_MS);
  return `${at.getUTCDate()} ${at.toLocaleString('en-US', { month: 'short', timeZone: 'UTC' })}`;
};

test('J7: a day of sign-ups leads to the sign-ups, a day of a lane to the rows of the lane', async ({ page }) => {
  const { days } = await openLargest(page);
  await page.getByRole('button', { name: 'Sign-ups', exact: true }).click();
  const bytes = Uint8Array.from(atob(days.signUps), (each) => each.charCodeAt(0));
  const signedUp = Array.from({ length: days.members }, (_, at) => bytes[2 * at] | (bytes[2 * at + 1] << 8));
  const day = signedUp.find((each) => each < days.days)!;
  const bar = await barOf(page, days, day);
  await page.mouse.click(bar.x, bar.y);
  await page.getByRole('button', { name: /^Rows/ }).click();
  const table = page.getByRole('table', { name: 'Raw rows' });
  await expect(table).toHaveAttribute('aria-rowcount', String(signedUp.filter((each) => each === day).length + 1));
  await expect(table.locator('tbody tr').first()).toContainText('Account');

  await page.getByRole('button', { name: 'Lanes', exact: true }).click();
  await expect(table).toHaveCount(0);
  const lane = page.getByRole('slider', { name: /^A-02:/ });
  await page.getByRole('slider', { name: /^A-01:/ }).focus();
  await page.keyboard.press('ArrowDown');
  await expect(lane).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  const told = await lane.getAttribute('aria-valuetext');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/rows=.*A-02/);
  await expect(page.locator('.drawer .tabhead')).toContainText('A-02');
  if (numberIn(told!.split(':')[1]) > 0) await expect(table.locator('tbody tr').first()).toBeVisible();
});
