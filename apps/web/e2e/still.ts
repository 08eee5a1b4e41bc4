import { expect, type Page } from './test.js';

/** The stage once two pictures in a row are the same; the pointer rests on nothing that answers to it. */
export async function stillPicture(page: Page): Promise<string> {
  await page.mouse.move(0, 0);
  const take = async () => (await page.locator('.stage').screenshot()).toString('base64');
  let last = await take();
  await expect(async () => {
    await page.waitForTimeout(400);
    const next = await take();
    const difference = await differenceOf(page, last, next);
    last = next;
    expect(difference).toBeLessThanOrEqual(1);
  }).toPass({ timeout: 15_000 });
  return last;
}

/** Levels of 255 by which two pictures differ at most. */
export function differenceOf(page: Page, one: string, other: string): Promise<number> {
  return page.evaluate(largestDifference, [one, other] as const);
}

/** Levels by which two PNG pictures differ at most, in any pixel and channel. */
async function largestDifference(pictures: readonly [string, string]): Promise<number> {
  const [a, b] = await Promise.all(
    pictures.map(async (base64) => {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }));
      const context = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
      context.drawImage(image, 0, 0);
      return context.getImageData(0, 0, image.width, image.height).data;
    }),
  );
  return a.length === b.length ? a.reduce((most, level, at) => Math.max(most, Math.abs(level - b[at])), 0) : 255;
}
