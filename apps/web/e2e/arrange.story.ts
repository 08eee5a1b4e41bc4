import { readFileSync } from 'node:fs';
import { seriousFindings } from './axe.js';
import { expect, test, type Page } from './test.js';
import { membersOf, openNetwork, records } from './ask.js';

const status = (page: Page) => page.locator('.statusline');
const arranged = (page: Page) => page.locator('.arranged');

/** The picture as it stands, as an SVG. */
async function svgOf(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Picture as SVG' }).click(),
  ]);
  return readFileSync(await file.path(), 'utf8');
}

test('selected accounts become one named mark, which is opened again, and undo takes each step back', async ({
  page,
}) => {
  const [network] = await records(page);
  const members = await membersOf(page, network.id, 40);
  const { community } = members[0];
  const together = members.filter((each) => each.community === community).map(({ account }) => account);
  const sel = together.length > 1 ? together : members.slice(0, 3).map(({ account }) => account);
  await openNetwork(page, `/n/${network.id}?sel=${JSON.stringify(sel)}`);
  await page.keyboard.press('m');
  await expect(page).toHaveURL(/g=/);
  await expect(page.locator('.last-step')).toContainText(`Grouped ${sel.length} accounts as Group 1`);
  const name = arranged(page).getByLabel('Name of Group 1');
  await name.fill('First ring');
  await name.press('Enter');
  const svg = await svgOf(page);
  expect(svg).toContain('>First ring</text>');
  expect(svg).toContain(`>${sel.length}</text>`);
  expect(await seriousFindings(page)).toEqual([]);
  await page.reload();
  await arranged(page).getByRole('button', { name: 'Open' }).click();
  await expect(page.getByRole('group', { name: 'Selection' })).toContainText(`${sel.length} accounts selected`);
  await expect(page).not.toHaveURL(/[?&]g=/);
  await page.keyboard.press('Control+z');
  await expect(page).toHaveURL(/[?&]g=/);
  await expect(arranged(page).getByLabel('Name of First ring')).toBeVisible();
});

test('a community is hidden from the list, counted where it is left out, and shown again', async ({ page }) => {
  const [network] = await records(page);
  await openNetwork(page, `/n/${network.id}`);
  const stage = page.locator('.stage-canvas');
  const all = Number(await stage.getAttribute('data-drawn-communities'));
  await page.getByRole('listbox').focus();
  await page.keyboard.press('h');
  await expect(stage).toHaveAttribute('data-drawn-communities', String(all - 1));
  await expect(status(page)).toContainText(`Drawn: ${all - 1} of ${all} communities`);
  await expect(page.locator('.stage-note')).toContainText('in 1 community are hidden');
  await expect(page.locator('.last-step')).toContainText('Hid A-01');
  await page.keyboard.press('Shift+H');
  await expect(stage).toHaveAttribute('data-drawn-communities', String(all));
});

test('a pinned account stays named when the picture is far away, also by the palette, and an address keeps it', async ({
  page,
}) => {
  const [network] = await records(page);
  const [member] = await membersOf(page, network.id);
  await openNetwork(page, `/n/${network.id}?c=${member.community}&sel=${JSON.stringify([member.account])}`);
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill('pin what');
  await page.getByRole('option', { name: /^Pin what is in hand/ }).click();
  await expect(page).toHaveURL(/pin=/);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await expect(page).not.toHaveURL(/[?&]c=/);
  await page.reload();
  await page.locator('.stage-canvas[data-ready=accounts]').waitFor();
  await expect(arranged(page)).toContainText(member.account);
  await expect.poll(() => svgOf(page)).toContain(`>${member.account}</text>`);
  await arranged(page)
    .getByRole('button', { name: new RegExp(member.account) })
    .click();
  await expect(arranged(page)).toHaveCount(0);
});
