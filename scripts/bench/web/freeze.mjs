// What froze others in public reports: a click, and a layout that runs and stops.
const LAYOUT_MS = 3_000;
/** Some layouts do not come back; what is known then is that they block at least this long. */
const LAYOUT_LIMIT_MS = 60_000;
const SETTLE_MS = 1_500;
/** Longer than two clicks that make a double click. */
const BETWEEN_CLICKS_MS = 400;
const MOST_PLACES = 200;

/** Longest main-thread tasks of a click and of a layout, on the page opened anew: moves have left the camera anywhere. */
export async function clickAndLayOut(page, { open, longest, from }) {
  await open();
  await page.waitForTimeout(BETWEEN_CLICKS_MS);
  await longestTask(page);
  const { cpuMs: longestClickTaskCpuMs } = await longest(async () => {
    await click(page, from);
    await page.waitForTimeout(SETTLE_MS);
  });
  const longestClickTaskMs = await longestTask(page);
  return { longestClickTaskMs, longestClickTaskCpuMs, longestLayoutTaskMs: await longestLayoutTask(page) };
}

/** Clicks where the view says; where only looking tells, from the middle outwards until the click has opened something. */
async function click(page, from) {
  const target = await page.evaluate(() => bench.target());
  if (target) return page.mouse.click(target.x, target.y);
  for (let step = 0; step < MOST_PLACES; step++) {
    const far = 12 * Math.sqrt(step);
    const [x, y] = [from.x + far * Math.cos(step), from.y + far * Math.sin(step)];
    await page.mouse.move(x, y);
    if ((await page.evaluate(() => bench.hovered())) < 0) continue;
    await page.mouse.click(x, y);
    await page.waitForTimeout(BETWEEN_CLICKS_MS);
    if ((await page.evaluate(() => bench.opened())) >= 0) return undefined;
  }
  throw new Error('no click opened anything');
}

/** Longest task while the drawer's own layout runs and when it stops; null when none runs on the main thread, the limit when it blocks for longer. */
async function longestLayoutTask(page) {
  const timed = page.evaluate(async (runMs) => {
    if (!(await bench.layOut(runMs))) return null;
    await bench.settled();
    return bench.longestTask();
  }, LAYOUT_MS);
  let timer;
  const limit = new Promise((resolve) => {
    timer = setTimeout(resolve, LAYOUT_LIMIT_MS, LAYOUT_LIMIT_MS);
  });
  // Closing the browser fails a call that is still under way; its answer is no longer wanted.
  timed.catch(() => undefined);
  return Promise.race([timed, limit]).finally(() => clearTimeout(timer));
}

const longestTask = (page) => page.evaluate(() => bench.longestTask());
