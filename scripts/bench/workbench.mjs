// The screens on the default scenario, in Chromium without a GPU: paint of Triage, the largest network from click to drawn whole, main-thread tasks while it is
// panned and zoomed, and answers of search. Every figure is a list over fresh pages, sorted.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { withWorkbench } from '../setup/workbench-page.mjs';

const ROUNDS = 5;
const SEARCHES = ['acct_', '198.18.', 'card_', 'rubric answer'];

/** Runs on `[home]`, or on a home of its own that it removes. */
export async function measure([home] = []) {
  const scratch = mkdtempSync(join(tmpdir(), 'iolaus-bench-'));
  try {
    return await withWorkbench(home ?? scratch, async ({ origin, newPage }) => {
      const rounds = [];
      for (let round = 0; round < ROUNDS; round++) rounds.push(await oneRound(origin, await newPage()));
      return Object.fromEntries(
        Object.keys(rounds[0]).map((key) => [key, rounds.map((each) => each[key]).sort((a, b) => a - b)]),
      );
    });
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function oneRound(origin, page) {
  await page.addInitScript(watchTasks);
  const opened = Date.now();
  await page.goto(`${origin}/`);
  await page.locator('tbody tr').first().waitFor();
  const figures = { triageRowsMs: Date.now() - opened, triagePaintMs: await page.evaluate(contentPaint) };
  const largest = (await ask(page, '/networks/records')).sort((a, b) => b.accounts - a.accounts)[0];
  const clicked = Date.now();
  await page.getByText(largest.name, { exact: true }).first().dblclick();
  await page.locator('.stage-canvas[data-ready=accounts]').waitFor();
  figures.networkDrawnMs = Date.now() - clicked;
  figures.networkLongestTaskMs = await takeLongestTask(page);
  await pan(page);
  figures.panLongestTaskMs = await takeLongestTask(page);
  await zoom(page);
  figures.zoomLongestTaskMs = await takeLongestTask(page);
  figures.searchSlowestMs = await slowestSearch(page);
  figures.drawnAccounts = Number(await page.locator('.stage-canvas').getAttribute('data-drawn-accounts'));
  await page.context().close();
  return figures;
}

async function ask(page, path) {
  return (await page.request.get(new URL(`/api${path}`, page.url()).href)).json();
}

async function slowestSearch(page) {
  let slowest = 0;
  for (const text of SEARCHES) {
    const started = Date.now();
    await ask(page, `/search?text=${encodeURIComponent(text)}`);
    slowest = Math.max(slowest, Date.now() - started);
  }
  return slowest;
}

async function pan(page) {
  const { x, y } = await middleOf(page);
  await page.mouse.move(x, y);
  await page.mouse.down();
  for (let step = 1; step <= 60; step++) await page.mouse.move(x + 4 * step, y + 2 * step);
  await page.mouse.up();
  await page.waitForTimeout(500);
}

async function zoom(page) {
  const { x, y } = await middleOf(page);
  await page.mouse.move(x, y);
  for (let step = 0; step < 12; step++) await page.mouse.wheel(0, step < 8 ? -120 : 120);
  await page.waitForTimeout(1500);
}

async function middleOf(page) {
  const box = await page.locator('.stage-canvas').boundingBox();
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

function watchTasks() {
  globalThis.longTasks = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) globalThis.longTasks.push(entry.duration);
  }).observe({ type: 'longtask', buffered: true });
}

/** Longest main-thread task over 50 ms since it was last asked for; 0 when there was none. */
function takeLongestTask(page) {
  return page.evaluate(() => Math.round(Math.max(0, ...globalThis.longTasks.splice(0))));
}

/** When the largest piece of content was painted, in milliseconds since navigation. */
function contentPaint() {
  return new Promise((resolve) => {
    new PerformanceObserver((list) => resolve(Math.round(list.getEntries().at(-1).startTime))).observe({
      type: 'largest-contentful-paint',
      buffered: true,
    });
  });
}
