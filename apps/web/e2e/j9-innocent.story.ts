import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ask, membersOf, records } from './ask.js';
import { measured } from './measure.js';
import { runningService } from './service.js';
import { expect, test, type Page } from './test.js';
import type { CasebookView, NetworkRecord } from '@iolaus/contracts';

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

test('J9: with a question open no network is confirmed, neither on the screen nor by the service', async ({ page }) => {
  await page.goto('/');
  const open = (await records(page)).find(({ hypotheses }) => hypotheses.some(({ answer }) => answer === 'open'))!;
  const unanswered = open.hypotheses.filter(({ answer }) => answer === 'open');
  const answer = await page.request.post('/api/casebook', {
    data: {
      command: { verb: 'verdict', subject: { on: 'network', id: open.id, anchors: [] }, verdict: 'confirmed' },
      author: 'Iris Vole',
    },
  });
  expect(answer.status()).toBe(409);
  const refusal = (await answer.json()) as { code: string; message: string };
  expect(refusal.code).toBe('QUESTIONS_OPEN');
  for (const { question } of unanswered) expect(refusal.message).toContain(question);
  const { verdicts } = await ask<CasebookView>(page, '/casebook');
  expect(verdicts.some(({ network }) => network === open.id)).toBe(false);
});

for (const [kind, words] of [
  ['agency', 'the customers of a reseller'],
  ['integration', 'users of one SDK'],
] as const)
  test(`J9: planted, ${words} are linked and harmless, and the screen says by which explanation`, async ({ page }) => {
    await page.goto('/');
    const planted = await networksOf(page, kind);
    expect(planted.length).toBeGreaterThan(0);
    expect(planted.filter(({ tier }) => tier !== 'benign')).toEqual([]);
    const explained = planted.find(({ hypotheses }) => hypotheses.some(({ answer }) => answer === 'explains'))!;
    const { question } = explained.hypotheses.find(({ answer }) => answer === 'explains')!;
    await page.goto(`/n/${explained.id}`);
    await expect(page.locator('.question').filter({ hasText: question })).toContainText('Explains it');
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
