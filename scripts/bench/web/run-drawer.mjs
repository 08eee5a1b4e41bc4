// One drawer with one graph in a Chromium of its own: load, pan, zoom, memory; for the freeze cases, click and layout.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { findChromium } from '../../setup/chromium.mjs';
import { clickAndLayOut } from './freeze.mjs';
import { longestTaskOf } from './trace-tasks.mjs';

/** WebGL on the CPU, and everything else too: a 2D canvas that is emulated through WebGL costs its drawer ten times as much. */
const FLAGS = [
  '--no-sandbox',
  '--disable-quic',
  '--use-angle=swiftshader',
  '--enable-unsafe-swiftshader',
  '--disable-accelerated-2d-canvas',
  '--disable-gpu-compositing',
  '--disable-gpu-rasterization',
];
const VIEWPORT = { width: 1440, height: 900 };
const MIDDLE = { x: 720, y: 450 };
const LOAD_LIMIT_MS = 600_000;
/** Moves that are made before measuring: a library may build something at the first. */
const WARM_UP = 2;

/** Figures of one round. `frames` a motion, fewer when a motion has taken `budgetMs`; throws when the page fails. */
export async function runDrawer(origin, { drawer, graph, frames, budgetMs, pictures }) {
  const browser = await chromium.launch({ executablePath: await findChromium(), args: FLAGS });
  try {
    const meter = await meterOf(browser, VIEWPORT);
    const { page } = meter;
    page.setDefaultTimeout(LOAD_LIMIT_MS);
    const longest = (work) => (graph.isFreeze ? longestTaskOf(browser, page, work) : untraced(work));
    const open = async () => {
      await page.goto(`${origin}/?drawer=${drawer.library}&manner=${drawer.manner}`);
      await page.locator('[data-bench=ready]').waitFor({ state: 'attached' });
      return meter.cost(() => page.evaluate(() => bench.load()));
    };
    const { result: load, cpuMs: longestLoadTaskCpuMs } = await longest(open);
    const held = await page.evaluate(() => bench.held());
    const longestLoadTaskMs = await page.evaluate(() => bench.longestTask());
    await keepPicture(page, pictures, `${graph.name}-${drawer.name}`);
    const pan = await motion(meter, { frames, budgetMs, begin: press, step: drag, end: release });
    const zoom = await motion(meter, { frames, budgetMs, begin: point, step: turnWheel, end: point });
    const memory = await meter.memory();
    return {
      held,
      firstMs: load.result.firstMs,
      wholeMs: load.result.wholeMs,
      loadMainMs: load.mainMs,
      loadCpuMs: load.cpuMs,
      longestLoadTaskMs,
      longestLoadTaskCpuMs,
      pan,
      zoom,
      ...memory,
      ...(graph.isFreeze && (await clickAndLayOut(page, { open, longest, from: MIDDLE }))),
    };
  } finally {
    await browser.close();
  }
}

/** Main-thread CPU by the page's own thread clock, CPU of all processes of the browser, and memory. */
async function meterOf(browser, viewport) {
  const context = await browser.newContext({ viewport });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  const whole = await browser.newBrowserCDPSession();
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const mainMs = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return 1000 * metrics.find(({ name }) => name === 'TaskDuration').value;
  };
  const cpuMs = async () => {
    const { processInfo } = await whole.send('SystemInfo.getProcessInfo');
    return 1000 * processInfo.reduce((sum, { cpuTime }) => sum + cpuTime, 0);
  };
  return {
    page,
    mainMs,
    cpuMs,
    async cost(work) {
      const before = [await cpuMs(), await mainMs()];
      const result = await work();
      return { result, mainMs: (await mainMs()) - before[1], cpuMs: (await cpuMs()) - before[0] };
    },
    async memory() {
      await session.send('HeapProfiler.collectGarbage');
      const { usedSize, backingStorageSize = 0 } = await session.send('Runtime.getHeapUsage');
      return { heapMb: usedSize / 1e6, buffersMb: backingStorageSize / 1e6 };
    },
  };
}

/** Costs of drawn frames: of each on the main thread, of all together in every process. */
async function motion(meter, { frames, budgetMs, begin, step, end }) {
  const { page } = meter;
  const drawn = () => page.evaluate(() => bench.framesDrawn());
  await begin(page);
  for (let at = 0; at < WARM_UP; at++) await step(page, at);
  await page.evaluate(() => bench.settled());
  const started = performance.now();
  const cpuBefore = await meter.cpuMs();
  const first = await drawn();
  const mainMs = [];
  let seen = first;
  let main = await meter.mainMs();
  for (let at = WARM_UP; seen - first < frames && performance.now() - started < budgetMs && at < 20 * frames; at++) {
    await step(page, at);
    await page.evaluate(() => bench.settled());
    const [now, nowMain] = [await drawn(), await meter.mainMs()];
    if (now > seen) {
      mainMs.push((nowMain - main) / (now - seen));
      [seen, main] = [now, nowMain];
    }
  }
  const count = seen - first;
  const cpuMs = count === 0 ? undefined : ((await meter.cpuMs()) - cpuBefore) / count;
  const wallMs = count === 0 ? undefined : (performance.now() - started) / count;
  await end(page);
  await page.evaluate(() => bench.settled());
  return { frames: count, mainMs, cpuMs, wallMs };
}

async function press(page) {
  await point(page);
  await page.mouse.down();
}

/** Forth and back, so that the graph stays in view however many frames are asked for. */
async function drag(page, at) {
  const turn = Math.abs((at % 40) - 20);
  await page.mouse.move(MIDDLE.x - 80 + 8 * turn, MIDDLE.y - 40 + 4 * turn);
}

async function release(page) {
  await page.mouse.up();
  await page.waitForTimeout(600);
}

async function point(page) {
  await page.mouse.move(MIDDLE.x, MIDDLE.y);
}

/** Three steps in, three out. */
async function turnWheel(page, at) {
  await page.mouse.wheel(0, at % 6 < 3 ? -120 : 120);
}

const untraced = async (work) => ({ result: await work() });

async function keepPicture(page, folder, name) {
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
