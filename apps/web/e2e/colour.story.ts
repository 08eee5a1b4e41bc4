import { readFileSync } from 'node:fs';
import type { FrameVerdicts, Shades } from '@iolaus/contracts';
import { seriousFindings } from './axe.js';
import { expect, test, type Page } from './test.js';
import { ask, membersOf, openNetwork, records } from './ask.js';

test('keys colour by first sight and volume, and the legend says from where to where', async ({ page }) => {
  const [network] = await records(page);
  const { firstSeen, volume } = await ask<Shades>(page, `/networks/${network.id}/shades`);
  expect([firstSeen.steps.length, volume.steps.length]).toEqual([network.accounts, network.accounts]);
  await openNetwork(page, `/n/${network.id}`);
  const legend = page.getByRole('img', { name: /^Legend/ });
  await expect(legend).toHaveAccessibleName(/line: shared indicators/);
  await page.keyboard.press('4');
  await expect(page).toHaveURL(/by=first-seen/);
  await expect(legend).toHaveAccessibleName(/first seen, quarters \d+ \w+ to \d+ \w+$/);
  await page.keyboard.press('5');
  await expect(page.getByRole('button', { name: 'Volume', exact: true })).toHaveAttribute('aria-pressed', 'true');
  await expect(legend).toHaveAccessibleName(new RegExp(`${volume.bounds.at(-1)!.toLocaleString('en-US')}$`));
  await page.keyboard.press('1');
  await expect(page).not.toHaveURL(/by=/);
});

test('verdicts colour what was judged, with counts in the legend that follow the casebook, and in the exported picture', async ({
  page,
}) => {
  const [network] = await records(page);
  const [a, b, c] = await membersOf(page, network.id);
  const steps = [await say(page, [a.account, b.account], 'confirmed'), await say(page, [c.account], 'cleared')];
  try {
    const said = await ask<FrameVerdicts>(page, `/casebook/networks/${network.id}/verdicts`);
    // Members are listed as the frame numbers them.
    expect([said.confirmed.slice(0, 2), said.cleared.slice(0, 1)]).toEqual([[0, 1], [2]]);
    await openNetwork(page, `/n/${network.id}`);
    await page.keyboard.press('7');
    await expect(page).toHaveURL(/by=verdict/);
    const legend = page.getByRole('img', { name: /^Legend/ });
    const counted = (confirmed: number, cleared: number): RegExp =>
      new RegExp(`network: not reviewed; Not reviewed [\\d,]+; Confirmed ${confirmed}; Cleared ${cleared}; Contested`);
    await expect(legend).toHaveAccessibleName(counted(said.confirmed.length, said.cleared.length));
    const [file] = await Promise.all([page.waitForEvent('download'), exportAs(page, 'Picture as SVG')]);
    const svg = readFileSync(await file.path(), 'utf8');
    expect(svg).toContain('>Confirmed</text>');
    expect(svg).toContain('coloured by verdict');
    expect(await seriousFindings(page)).toEqual([]);
    await undo(page, steps.pop()!);
    await expect(legend).toHaveAccessibleName(counted(said.confirmed.length, said.cleared.length - 1));
  } finally {
    for (const step of steps) await undo(page, step);
  }
});

test('communities have a colour each, and the legend names them and says whose parts they are', async ({ page }) => {
  const [network] = await records(page);
  await openNetwork(page, `/n/${network.id}`);
  await page.getByLabel('Colour by').selectOption('Community');
  await expect(page).toHaveURL(/by=community/);
  await expect(page.getByRole('img', { name: /^Legend/ })).toHaveAccessibleName(
    /colour: community of this network; A-01 [\d,]+; A-02/,
  );
});

async function exportAs(page: Page, format: string): Promise<void> {
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  await page.getByRole('menuitem', { name: format }).click();
}

/** Says a verdict on accounts, and gives the id of its step. */
async function say(page: Page, accounts: readonly string[], verdict: string): Promise<string> {
  const subjects = accounts.map((id) => ({ on: 'account', id }));
  const command =
    subjects.length === 1
      ? { verb: 'verdict', subject: subjects[0], verdict }
      : { verb: 'verdicts', subjects, verdict };
  const response = await page.request.post('/api/casebook', { data: { command, author: 'Iris Vole' } });
  if (!response.ok()) throw new Error(await response.text());
  return ((await response.json()) as { step: { id: string } }).step.id;
}

async function undo(page: Page, step: string): Promise<void> {
  const response = await page.request.post('/api/casebook/undo', { data: { step, author: 'Iris Vole' } });
  if (!response.ok()) throw new Error(await response.text());
}
