import { expect, test, type Page } from './test.js';
import { openNetwork, records } from './ask.js';

/** Whether the picture still changes after the second frame that follows a key. */
const movesOn = (page: Page, key: string): Promise<boolean> =>
  page.evaluate(async (pressed) => {
    const canvas = document.querySelector<HTMLCanvasElement>('.stage-canvas > canvas')!;
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    window.dispatchEvent(new KeyboardEvent('keydown', { key: pressed }));
    await frame();
    await frame();
    const early = canvas.toDataURL();
    await new Promise((resolve) => setTimeout(resolve, 600));
    return canvas.toDataURL() !== early;
  }, key);

test('who asked for less motion sees zoom and fit at once, others see them move', async ({ page }) => {
  const [network] = await records(page);
  await openNetwork(page, `/n/${network.id}`);
  expect(await movesOn(page, '+')).toBe(true);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  expect(await movesOn(page, '+')).toBe(false);
  expect(await movesOn(page, 'f')).toBe(false);
});
