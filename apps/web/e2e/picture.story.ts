import { expect, test } from './test.js';
import { openNetwork, records } from './ask.js';
import { saved } from './saved.js';

test('the picture is saved as SVG with every account, the legend and a caption, the same each time', async ({
  page,
  context,
}) => {
  const [network] = await records(page);
  await openNetwork(page, `/n/${network.id}`);
  await page.mouse.move(0, 0);
  const { name, bytes } = await saved(page, 'Picture as SVG');
  expect(name).toBe(`${network.id}.svg`);
  const svg = bytes.toString();
  // The workbench lets no page of its own parse text; an empty one may.
  const texts = await (
    await context.newPage()
  ).evaluate((of) => {
    const parsed = new DOMParser().parseFromString(of, 'image/svg+xml');
    return parsed.querySelector('parsererror')
      ? []
      : Array.from(parsed.querySelectorAll('text'), (each) => each.textContent);
  }, svg);
  const all = network.accounts.toLocaleString('en-US');
  expect(texts.at(-1)).toContain(
    `${network.name} ${network.id} · ${all} of ${all} accounts drawn · coloured by network`,
  );
  expect(texts).toContain('area: accounts');
  expect(texts).toContain('A-01');
  expect(svg).not.toContain('@font-face');
  expect((await saved(page, 'Picture as SVG')).bytes.equals(bytes)).toBe(true);
});

test('a community is saved as PNG, twice as fine as the screen', async ({ page }) => {
  const [network] = await records(page);
  await openNetwork(page, `/n/${network.id}?c=A-01&by=volume`);
  const box = (await page.locator('.stage-canvas').boundingBox())!;
  const { name, bytes } = await saved(page, 'Picture as PNG');
  expect(name).toBe(`${network.id}-A-01.png`);
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  expect(bytes.readUInt32BE(16)).toBe(2 * Math.round(box.width));
});

test('the bundle is still one click away in the menu', async ({ page }) => {
  const [network] = await records(page);
  await openNetwork(page, `/n/${network.id}`);
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: /Evidence bundle/ }).click();
  await expect(page.getByRole('dialog', { name: `Export the bundle of ${network.name}` })).toBeVisible();
});
