import { membersOf, records } from './ask.js';
import { expect, test, type Page } from './test.js';
import { watchQuiet } from './quiet.js';

/** Everything that a page's console calls an error, and what it throws, from now on. */
function watchErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') errors.push(`${message.text()} (${message.location().url})`);
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  return errors;
}

test('no page puts an error into the console', async ({ page }) => {
  await page.goto('/');
  const [network] = await records(page);
  const [member] = await membersOf(page, network.id, 1);
  const [core] = network.core;
  const quiet = watchQuiet(page);
  const errors = watchErrors(page);
  for (const address of [
    '/',
    '/accounts',
    `/n/${network.id}`,
    `/n/${network.id}/lineage`,
    `/a/${member.account}`,
    '/i',
    `/i/${core.kind}/${encodeURIComponent(core.value)}`,
    '/match',
    '/constraints',
    '/data',
    '/data/import',
  ]) {
    await page.goto(address);
    await quiet();
    expect(errors, address).toEqual([]);
  }
});
