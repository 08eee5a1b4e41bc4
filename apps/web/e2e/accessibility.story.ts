import { expect, test } from './test.js';
import { membersOf, records } from './ask.js';
import { seriousFindings } from './axe.js';
import { watchQuiet } from './quiet.js';

for (const theme of ['dark', 'light'] as const) {
  test(`no screen has a serious finding of axe in the ${theme} theme`, async ({ page }) => {
    const isQuiet = watchQuiet(page);
    await page.addInitScript((kept) => localStorage.setItem('iolaus.theme', kept), theme);
    await page.goto('/');
    const [network] = await records(page);
    const [member] = await membersOf(page, network.id);
    const ip = network.core.find((each) => each.kind === 'ip')!;
    const screens = [
      '/',
      `/n/${network.id}`,
      `/n/${network.id}?c=A-01&table=true`,
      `/n/${network.id}?tab=plan`,
      `/n/${network.id}?tab=notes`,
      `/a/${member.account}`,
      `/i/ip/${ip.value}`,
      '/i',
      '/match',
      '/constraints',
      '/data',
      '/data/import',
    ];
    for (const screen of screens) {
      await page.goto(screen);
      await isQuiet();
      expect({ screen, findings: await seriousFindings(page) }).toEqual({ screen, findings: [] });
    }
  });
}

for (const theme of ['dark', 'light'] as const) {
  test(`a matched list has no serious finding of axe in the ${theme} theme`, async ({ page }) => {
    await page.addInitScript((kept) => localStorage.setItem('iolaus.theme', kept), theme);
    await page.goto('/match');
    const [network] = await records(page);
    const known = network.core.slice(0, 30).map(({ value }) => value);
    await page
      .getByLabel('The list, one entry a line')
      .fill([...known, 'Browser/128 (desktop)', '300.1.2.3', 'nobody'].join('\n'));
    await page.keyboard.press('Control+Enter');
    for (const name of ['Hits', 'Misses', 'Malformed', 'Over-common']) {
      await page.getByRole('tab', { name: new RegExp(`^${name}`) }).click();
      expect({ name, findings: await seriousFindings(page) }).toEqual({ name, findings: [] });
    }
  });
}

test('dialogs have no serious finding of axe', async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem('iolaus.author', 'Mira Okafor'));
  await page.goto('/');
  await page.getByRole('heading', { name: 'Triage' }).waitFor();
  for (const key of ['Control+k', '?', 'Control+h', 'v']) {
    await page.keyboard.press(key);
    await page.getByRole('dialog').waitFor();
    expect({ key, findings: await seriousFindings(page) }).toEqual({ key, findings: [] });
    await page.keyboard.press('Escape');
  }
});
