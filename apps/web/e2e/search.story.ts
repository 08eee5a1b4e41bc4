import { expect, test, type Page } from './test.js';
import { indicatorOf, membersOf, records } from './ask.js';

test.beforeEach(async ({ page }) => {
  await page.goto('/');
  await page.getByRole('heading', { name: 'Triage' }).waitFor();
});

test('finds an account, an address, a card and the words of a template', async ({ page }) => {
  const [network] = await records(page);
  const [member] = await membersOf(page, network.id);
  const first = (kind: string) => network.core.find((each) => each.kind === kind);
  const template = network.core.find(
    (each) => each.kind === 'prompt-template' && (each.text ?? '').split(' ').length > 6,
  )!;
  const card = first('payment-method')!;
  await find(page, member.account, `/a/${member.account}`);
  await find(page, first('ip')!.value, `/i/ip/${first('ip')!.value}`);
  await find(page, card.value, `/i/payment-method/${card.value}`);
  const words = template.text!.replaceAll('‹…›', ' ').trim().split(/\s+/).slice(1, 6).join(' ');
  await open(page, words);
  await expect(page.locator('[cmdk-item][data-selected=true]')).toContainText(words.slice(0, 12));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/i\/prompt-template\//);
  expect((await indicatorOf(page, 'ip', first('ip')!.value)).reach).toBeGreaterThan(1);
});

test('a command runs from the same box', async ({ page }) => {
  await open(page, 'import');
  await page.getByRole('option', { name: 'Import dumps' }).click();
  await expect(page).toHaveURL(/\/data\/import$/);
});

test('what is not there is said, with what the search takes', async ({ page }) => {
  await open(page, 'zzzzzz-nothing');
  await expect(page.getByText('Nothing is called that.')).toBeVisible();
});

async function open(page: Page, text: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('Account, IP, card, template…').fill(text);
}

async function find(page: Page, text: string, address: string): Promise<void> {
  await open(page, text);
  await expect(page.locator('[cmdk-item][data-selected=true]')).toHaveAttribute(
    'data-value',
    new RegExp(`${text.replaceAll('.', '\\.')}$`),
  );
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`${address.replaceAll('.', '\\.')}$`));
}
