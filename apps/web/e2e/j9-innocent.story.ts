import { ask, records } from './ask.js';
import { measured } from './measure.js';
import { expect, test } from './test.js';
import type { CasebookView } from '@iolaus/contracts';

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
