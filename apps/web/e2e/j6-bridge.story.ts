import { execFile, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { BridgeView, DetectionView, NetworkRecord, StepRow } from '@iolaus/contracts';
import { expect, test, type Page } from '@playwright/test';
import { ask, records } from './ask.js';
import { seriousFindings } from './axe.js';
import { CAMPUS, plantCampus } from './plant-campus.js';
import { IOLAUS, startService, stopService } from './service.js';

const home = mkdtempSync(join(tmpdir(), 'iolaus-bridge-'));
const REASON = 'The NAT of a campus; its network office confirmed it.';
const FOUND_MS = 60_000;
let service: ChildProcess | undefined;
let page: Page;
/** The state before anything was cut. */
let before: { readonly records: readonly NetworkRecord[]; readonly state: DetectionView; readonly steps: number };

const bridges = () => page.getByRole('list', { name: 'Bridges' }).getByRole('button', { pressed: false });
const campus = () =>
  page.getByRole('list', { name: 'Bridges' }).getByRole('button', { name: new RegExp(CAMPUS.value) });
const preview = () => page.getByRole('group', { name: 'Preview of the split' });
const steps = () => ask<StepRow[]>(page, '/casebook/steps');
const detection = () => ask<DetectionView>(page, '/detection');

/** Says a time in the report of the run. */
const tell = (what: string, ms: number): void => {
  test.info().annotations.push({ type: what, description: `${Math.round(ms)} ms` });
  // oxlint-disable-next-line no-console -- A figure of the run, for whoever runs it.
  console.log(`${what}: ${Math.round(ms)} ms`);
};

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }) => {
  test.setTimeout(180_000);
  const dumps = join(home, 'planted');
  plantCampus(dumps);
  const { child, signInUrl } = await startService(join(home, 'home'), ['--import', dumps]);
  service = child;
  const context = await browser.newContext({
    baseURL: new URL(signInUrl).origin,
    viewport: { width: 1440, height: 900 },
  });
  page = await context.newPage();
  await page.goto(signInUrl);
  await page.locator('.tri-table tbody tr').first().waitFor();
  before = { records: await records(page), state: await detection(), steps: (await steps()).length };
});

test.afterAll(async () => {
  await page.context().close();
  if (service) await stopService(service);
  rmSync(home, { recursive: true, force: true });
});

test('B lists what holds the network together; the campus NAT is among the first three, with its hypothesis', async () => {
  const [network] = before.records;
  await page.goto(`/n/${network.id}`);
  await page.locator('.stage-canvas[data-ready="accounts"]').waitFor();
  await page.keyboard.press('b');
  await expect(page.getByRole('tab', { name: 'Bridges' })).toHaveAttribute('aria-selected', 'true');
  const list = await ask<BridgeView[]>(page, `/networks/${network.id}/bridges`);
  const place = list.findIndex(({ value }) => value === CAMPUS.value);
  expect(place).toBeGreaterThanOrEqual(0);
  expect(place).toBeLessThan(3);
  expect(list[place]).toMatchObject({ parts: true, held: 44, reach: 60, outside: 16, innocent: 16 });
  await expect(bridges()).toHaveCount(list.length);
  await expect(campus()).toContainText('Campus or office NAT?');
  await expect(campus()).toContainText('they part without it');
  await expect.poll(() => seriousFindings(page)).toEqual([]);
});

test('whom an indicator touches shows when the pointer rests on it, and goes when it leaves', async () => {
  await page.mouse.move(5, 5);
  const box = (await campus().boundingBox())!;
  const shown = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let from = 0;
        document.addEventListener('mousemove', () => (from ||= performance.now()), { once: true });
        new MutationObserver((_, observer) => {
          if (!document.querySelector('.radius-lines')) return;
          observer.disconnect();
          requestAnimationFrame(() => resolve(performance.now() - from));
        }).observe(document.body, { subtree: true, childList: true });
      }),
  );
  await page.mouse.move(box.x + 60, box.y + 20);
  const ms = await shown;
  tell('blast radius on hover', ms);
  const tip = page.getByRole('tooltip');
  await expect(tip).toContainText('touches 60 accounts');
  await expect(tip).toContainText('44members of this network');
  await expect(tip).toContainText('16in no network');
  await expect(tip).toContainText('that nothing is held against');
  await page.mouse.move(5, 5);
  await expect(tip).toHaveCount(0);
});

test('in an open community the glyph under the pointer says whom it touches', async () => {
  const bridges = page.url();
  await page.goto(`/n/${before.records[0].id}?c=A-01`);
  await page.locator('.stage-canvas[data-ready="accounts"]').waitFor();
  const box = (await page.locator('.stage-canvas').boundingBox())!;
  const tip = page.getByRole('tooltip').filter({ hasText: 'touches' });
  // Indicators stand at the heart: outwards from the middle until one is met.
  await expect
    .poll(
      async () => {
        for (let at = 0; at < 80; at++) {
          const [angle, far] = [at * 2.4, 9 * Math.sqrt(at)];
          await page.mouse.move(
            box.x + box.width / 2 + far * Math.cos(angle),
            box.y + box.height / 2 + far * Math.sin(angle),
          );
          await page.waitForTimeout(110);
          if ((await tip.count()) > 0) return true;
        }
        return false;
      },
      { timeout: 45_000 },
    )
    .toBe(true);
  await expect(tip).toContainText('touches 16 accounts');
  await expect(tip).toContainText('16members of this network');
  await page.goto(bridges);
});

test('a preview that takes long can be cancelled, and one that fails says so and can be tried again', async () => {
  await page.route('**/rpc/networks/split*', () => undefined);
  await campus().click();
  await expect(preview().getByRole('progressbar')).toBeVisible();
  await preview().getByRole('button', { name: 'Cancel' }).click();
  await expect(preview()).toHaveCount(0);
  await page.unroute('**/rpc/networks/split*');
  await page.route('**/rpc/networks/split*', (route) => route.abort(), { times: 1 });
  await campus().click();
  await expect(page.getByRole('alert')).toContainText('The service does not answer');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(preview()).toContainText('Cut on 44 members', { timeout: FOUND_MS });
  await campus().click();
  await expect(preview()).toHaveCount(0);
});

test('choosing the campus shows what its cut would leave, and changes nothing', async () => {
  await page.reload();
  await campus().waitFor();
  const from = performance.now();
  await campus().click();
  await expect(preview().getByText(/^Cut on 44 members/)).toBeVisible({ timeout: FOUND_MS });
  tell('preview of the split', performance.now() - from);
  await expect(preview()).toContainText('keeps 120, a new network gets 120');
  await expect(preview().getByRole('row')).toHaveCount(4);
  await expect(preview()).toContainText('946 pairs of members lose the link by it; 480 of them would end apart.');
  await expect.poll(() => seriousFindings(page)).toEqual([]);
  expect(await detection()).toEqual(before.state);
  expect(await records(page)).toEqual(before.records);
  expect((await steps()).length).toBe(before.steps);
});

test('it is cut with a reason: network, scores and queue follow as the preview said, also after a reload and in the journal', async () => {
  const cut = preview().getByRole('button', { name: /^Cut with/ });
  await expect(cut).toBeDisabled();
  const told = await preview().getByRole('row').allInnerTexts();
  await preview()
    .getByRole('textbox', { name: /^Reason/ })
    .fill(REASON);
  const from = performance.now();
  await cut.click();
  await expect(page.getByRole('region', { name: 'What changed' })).toContainText(/changed/, { timeout: FOUND_MS });
  tell('cut to updated', performance.now() - from);
  const now = await records(page);
  expect(now.map(({ accounts }) => accounts)).toEqual([120, 120]);
  for (const { name, score } of now)
    expect(told.some((row) => row.includes(name) && row.includes(score.toFixed(1)))).toBe(true);
  await page.getByRole('dialog').getByRole('button', { name: 'Done' }).click();
  await page.reload();
  expect((await records(page)).map(({ id }) => id)).toEqual(now.map(({ id }) => id));
  await page.goto('/');
  await expect(page.locator('.tri-table tbody tr')).toHaveCount(2);
  const { stdout } = await promisify(execFile)(process.execPath, [IOLAUS, 'journal', '--home', join(home, 'home')]);
  expect(stdout).toContain(CAMPUS.value);
});

test('an undo brings back the very same state', async () => {
  await page.getByRole('link', { name: 'Constraints' }).click();
  await page.getByRole('button', { name: 'Undo C-0001' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Undo it' }).click();
  const from = performance.now();
  await expect(page.getByRole('region', { name: 'What changed' })).toContainText(/changed/, { timeout: FOUND_MS });
  tell('undo to updated', performance.now() - from);
  const { snapshot, parameters } = await detection();
  expect({ snapshot, parameters }).toEqual({
    snapshot: before.state.snapshot,
    parameters: before.state.parameters,
  });
  expect(await records(page)).toEqual(before.records);
});
