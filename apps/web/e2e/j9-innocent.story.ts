import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { membersOf, records } from './ask.js';
import { measured } from './measure.js';
import { runningService } from './service.js';
import { expect, test, type Page } from './test.js';
import type { NetworkRecord } from '@iolaus/contracts';

test('J9: innocent explanations are tested with a figure each, and a planted campus is explained by one', async ({
  page,
}) => {
  await page.goto('/');
  const found = await records(page);
  const explained = found.filter(({ hypotheses }) => hypotheses.some(({ answer }) => answer === 'explains'));
  expect(explained.every(({ tier }) => tier !== 'act')).toBe(true);
  const campus = explained.find(({ hypotheses }) =>
    hypotheses.some(({ id, answer }) => id === 'campus-nat' && answer === 'explains'),
  )!;
  await measured('J9 questions of innocence', async () => {
    await page.goto(`/n/${campus.id}`);
    await page.getByRole('heading', { name: /^Could it be innocent/ }).waitFor();
  });
  const questions = page.locator('.question');
  await expect(questions).toHaveCount(campus.hypotheses.length);
  for (const { question, figure } of campus.hypotheses)
    await expect(questions.filter({ hasText: question })).toContainText(figure);
  await expect(questions.filter({ hasText: 'Explains it' }).first()).toBeVisible();
});

for (const [kind, words, id] of [
  ['university', 'the people of a campus', 'campus-nat'],
  ['agency', 'the customers of a reseller', 'reseller'],
  ['integration', 'users of one SDK', 'popular-client'],
] as const)
  test(`J9: planted, ${words} are linked and harmless, and the screen says by which explanation`, async ({ page }) => {
    await page.goto('/');
    const planted = await networksOf(page, kind);
    expect(planted.length).toBeGreaterThan(0);
    expect(planted.filter(({ tier }) => tier !== 'benign')).toEqual([]);
    const answers = planted.map(({ hypotheses }) => hypotheses.find((each) => each.id === id)!);
    expect(answers.filter(({ answer }) => answer !== 'explains')).toEqual([]);
    await page.goto(`/n/${planted[0].id}`);
    await expect(page.locator('.question').filter({ hasText: answers[0].question })).toContainText('Explains it');
    await expect(page.locator('.question').filter({ hasText: answers[0].question })).toContainText(answers[0].figure);
  });

const LOOKED_AT = 30;

/** Of the best networks those whose strongest members were all planted as one kind of group. */
async function networksOf(page: Page, kind: string): Promise<NetworkRecord[]> {
  const truth = readFileSync(join(runningService().home, 'demo/lerna/truth/accounts.csv'), 'utf8');
  const kinds = new Map(truth.split('\n').map((line) => [line.split(',')[0], line.split(',')[2]]));
  const found: NetworkRecord[] = [];
  for (const record of (await records(page)).slice(0, LOOKED_AT))
    if ((await membersOf(page, record.id)).every(({ account }) => kinds.get(account) === kind)) found.push(record);
  return found;
}
