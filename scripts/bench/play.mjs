// Days of the largest network, played and scrubbed in Chromium without a GPU: frames a second, and what each day costs the main thread in CPU time, which a busy machine does not change.
// `npm run bench play [-- HOME]`
import { mkdtempSync, rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { withWorkbench } from '../setup/workbench-page.mjs';

const ROUNDS = 3;
const MOVES_A_DAY = 2;

/** Runs on `[home]`, or on a home of its own that it removes. */
export async function measure([home] = []) {
  const scratch = mkdtempSync(join(tmpdir(), 'iolaus-bench-'));
  try {
    return await withWorkbench(home ?? scratch, async ({ origin, newPage }) => {
      const rounds = [];
      for (let round = 0; round < ROUNDS; round++) rounds.push(await measurePage(origin, await newPage()));
      return { load: loadavg().map((each) => Math.round(each * 10) / 10), rounds };
    });
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** Figures of one fresh page; it is closed. */
export async function measurePage(origin, page) {
  await page.goto(`${origin}/`);
  const records = await (await page.request.get(`${origin}/api/networks/records`)).json();
  const { id, accounts } = records.sort((a, b) => b.accounts - a.accounts)[0];
  await page.goto(`${origin}/n/${id}`);
  await page.locator('.stage-canvas[data-ready=accounts]').waitFor();
  const last = page.getByRole('slider', { name: 'Last day' });
  await last.waitFor();
  const days = Number(await last.getAttribute('aria-valuemax')) + 1;
  const cpuMs = await watchCpu(page);
  await page.waitForTimeout(1000);
  const figures = {
    accounts,
    days,
    idle: await over(page, { cpuMs, days, work: () => page.waitForTimeout(days * 125) }),
    played: await over(page, { cpuMs, days, work: () => play(page) }),
    scrubbed: await over(page, { cpuMs, days: days * MOVES_A_DAY, work: () => scrub(page, days) }),
  };
  await page.context().close();
  return figures;
}

async function over(page, { cpuMs, days, work }) {
  await page.evaluate(countFrames);
  const [before, begun] = [await cpuMs(), performance.now()];
  await work();
  const [seconds, after] = [(performance.now() - begun) / 1000, await cpuMs()];
  const frames = await page.evaluate(() => globalThis.stopFrames());
  return {
    seconds: rounded(seconds),
    framesASecond: rounded(frames.count / seconds),
    longestFrameMs: Math.round(frames.longest),
    cpuMsADay: Object.fromEntries(Object.keys(after).map((of) => [of, rounded((after[of] - before[of]) / days)])),
  };
}

const rounded = (figure) => Math.round(figure * 10) / 10;

async function play(page) {
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Stop at this day' }).waitFor();
  await page.getByRole('button', { name: 'Play the days' }).waitFor({ timeout: 300_000 });
}

async function scrub(page, days) {
  const box = await page.locator('.brush').boundingBox();
  const y = box.y + box.height / 2;
  await page.mouse.dblclick(box.x + 2, y);
  await page.mouse.move(box.x + 2, y);
  await page.mouse.down();
  for (let move = 1; move <= days * MOVES_A_DAY; move++)
    await page.mouse.move(box.x + 2 + ((box.width - 4) * move) / (days * MOVES_A_DAY), y);
  await page.mouse.up();
}

/** Gives a function that answers with the CPU time so far, in ms: of the page's main thread, of all that renders pages, and of what draws and composes without a GPU. */
async function watchCpu(page) {
  const session = await page.context().newCDPSession(page);
  const whole = await page.context().browser().newBrowserCDPSession();
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    const { processInfo } = await whole.send('SystemInfo.getProcessInfo');
    const of = (type) =>
      1000 * processInfo.reduce((sum, each) => sum + (each.type.toLowerCase() === type ? each.cpuTime : 0), 0);
    return {
      mainThread: 1000 * metrics.find(({ name }) => name === 'TaskDuration').value,
      renderers: of('renderer'),
      drawing: of('gpu'),
    };
  };
}

function countFrames() {
  let [count, longest, before, isOn] = [0, 0, performance.now(), true];
  const frame = (now) => {
    count++;
    longest = Math.max(longest, now - before);
    before = now;
    if (isOn) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  globalThis.stopFrames = () => {
    isOn = false;
    return { count, longest };
  };
}
