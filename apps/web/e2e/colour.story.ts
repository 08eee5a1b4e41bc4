import type { Shades } from '@iolaus/contracts';
import { expect, test } from './test.js';
import { ask, openNetwork, records } from './ask.js';

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
