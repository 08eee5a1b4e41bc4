// What an investigator does on the largest network, in Chromium without a GPU: 20 times each, from the input to the frame that shows it, as the page's own clock has it, and what it costs the main
// thread in CPU time, which a busy machine changes far less. `npm run bench moves [-- HOME [MOVE…]]`
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { withWorkbench } from '../setup/workbench-page.mjs';

const TIMES = 20;
/** Milliseconds at the 95th percentile. */
const GOALS = { hover: 50, select: 100, filter: 150, brush: 150, undo: 100, expand: 500, permalink: 2000 };
/** Accounts that an expansion adds at most. */
const ADDED = 500;

/** Runs on `[home]`, or on a home of its own that it removes; some moves alone where they are named. */
export async function measure([home, ...only] = []) {
  const scratch = mkdtempSync(join(tmpdir(), 'iolaus-bench-'));
  try {
    return await withWorkbench(home ?? scratch, async ({ origin, newPage }) =>
      measurePage(origin, await newPage(), only),
    );
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function measurePage(origin, page, only) {
  await page.addInitScript(countDrawings);
  await page.goto(`${origin}/`);
  const { id, accounts } = (await ask(page, origin, '/networks/records')).sort((a, b) => b.accounts - a.accounts)[0];
  const of = { origin, page, id, cpuMs: await watchCpu(page) };
  // A service that was just started computes ahead what somebody may ask for; what it costs then is no move's.
  await openNear(of);
  const quietAfterSeconds = await quiet();
  const figures = { accounts, quietAfterSeconds, load: load() };
  for (const [name, move] of Object.entries(MOVES)) {
    if (only.length > 0 && !only.includes(name)) continue;
    const taken = await move(of);
    figures[name] = taken.none ? taken : { ...summed(taken.runs), goalMs: GOALS[name], ...taken.about };
    process.stderr.write(`${name} ${JSON.stringify(figures[name])}\n`);
  }
  await page.context().close();
  return { ...figures, loadAfter: load() };
}

const MOST_BUSY = 0.1;
const QUIET_SECONDS = 4;
const MOST_SECONDS = 180;

/** Waits until the machine has nothing to do; gives the seconds that it took, or null where it never had. */
async function quiet() {
  let before = busy();
  for (let second = 1, still = 0; second <= MOST_SECONDS; second++) {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    const now = busy();
    still = (now.work - before.work) / (now.all - before.all) < MOST_BUSY ? still + 1 : 0;
    if (still === QUIET_SECONDS) return second;
    before = now;
  }
  return null;
}

/** Milliseconds that all processors have worked, and have been there, since the machine was started. */
function busy() {
  const all = cpus().flatMap(({ times }) => Object.values(times));
  const idle = cpus().map(({ times }) => times.idle);
  const sum = (values) => values.reduce((total, each) => total + each, 0);
  return { work: sum(all) - sum(idle), all: sum(all) };
}

const MOVES = {
  /** The pointer comes to another disc, and the frame has its ring. */
  hover: async (of) => {
    await openWhole(of);
    const places = await turnsOver(of);
    await of.page.mouse.move(...places.at(-1));
    await of.page.waitForTimeout(500);
    return runs(of, (at) => of.page.mouse.move(...places[at % places.length]), { event: 'mousemove' });
  },
  /** A row of the table of members is pressed, and it is the selected one. */
  select: async (of) => {
    await openNear(of);
    const marks = of.page.locator('.member-table .mark-button');
    await marks.first().waitFor();
    return runs(of, (at) => marks.nth(at % 5).click(), { event: 'click', shown: 'selected' });
  },
  /** The least strength is moved by one. */
  filter: async (of) => {
    await openWhole(of);
    const strength = of.page.getByRole('slider', { name: 'Least strength in bits' });
    await strength.waitFor();
    await strength.focus();
    return runs(of, (at) => of.page.keyboard.press(at % 8 < 4 ? 'ArrowRight' : 'ArrowLeft'), {
      event: 'keydown',
      shown: 'strength',
      drawn: 'points',
    });
  },
  /** The last day is moved by one. */
  brush: async (of) => {
    await openWhole(of);
    const last = of.page.getByRole('slider', { name: 'Last day' });
    await last.waitFor();
    await last.focus();
    return runs(of, (at) => of.page.keyboard.press(at % 8 < 4 ? 'ArrowLeft' : 'ArrowRight'), {
      event: 'keydown',
      shown: 'lastDay',
      drawn: 'points',
    });
  },
  /** What the brush did is undone and done again. */
  undo: async (of) =>
    runs(of, (at) => of.page.keyboard.press(at % 2 ? 'Control+Shift+z' : 'Control+z'), {
      event: 'keydown',
      shown: 'lastDay',
      drawn: 'points',
      key: 'z',
    }),
  /** Accounts are added by an indicator: from the press of the button to their list. */
  expand: async (of) => {
    const found = await expandable(of);
    if (!found) return { none: 'no indicator of its core touches accounts outside the network' };
    const search = new URLSearchParams({ c: 'A-01', ind: JSON.stringify({ kind: found.kind, value: found.value }) });
    await open(of, `/n/${of.id}?${search}`);
    const done = [];
    for (let at = 0; at < TIMES; at++) {
      await of.page.keyboard.press('e');
      const button = of.page.getByRole('dialog').getByRole('button', { name: /^Add all/ });
      await button.waitFor();
      done.push(await timed(of, () => button.click(), { event: 'click', shown: 'added' }));
      await of.page.keyboard.press('Control+z');
      await of.page.locator('.added li').first().waitFor({ state: 'detached' });
    }
    return { runs: done, about: { added: found.others } };
  },
  /** The address of a community with a selected account, opened anew, until its accounts are drawn. */
  permalink: async (of) => {
    const address = `${of.origin}/n/${of.id}?c=A-01`;
    const done = [];
    for (let at = 0; at < TIMES; at++) {
      await of.page.goto('about:blank');
      const [begun, before] = [performance.now(), await of.cpuMs()];
      await of.page.goto(address, { waitUntil: 'commit' });
      await of.page.locator('.stage-canvas[data-ready=accounts]').waitFor();
      done.push({ ms: performance.now() - begun, cpuMs: (await of.cpuMs()) - before });
    }
    return { runs: done };
  },
};

/** Places of discs, found by pointing about, so that each is of another disc than the one before it. */
async function turnsOver({ page }) {
  const box = await page.locator('.stage-canvas').boundingBox();
  const tip = page.locator('.tip .b').first();
  const byDisc = new Map();
  for (let row = 0.25; row < 0.8; row += 0.05) {
    for (let column = 0.2; column < 0.85; column += 0.05) {
      const place = [box.x + box.width * column, box.y + box.height * row];
      await page.mouse.move(...place);
      await page.waitForTimeout(60);
      const disc = (await tip.count()) > 0 ? await tip.textContent() : undefined;
      if (disc !== undefined && !byDisc.has(disc)) byDisc.set(disc, place);
      if (byDisc.size === TIMES) return [...byDisc.values()];
    }
  }
  return [...byDisc.values()];
}

async function runs(of, act, how) {
  const done = [];
  for (let at = 0; at < TIMES; at++) done.push(await timed(of, () => act(at), how));
  return { runs: done };
}

/** From the event of an input to the end of the first frame in which it is seen. */
async function timed({ page, cpuMs }, act, { event, key = '', shown = 'nothing', drawn = 'marks' }) {
  await page.evaluate(listen, { event, key, shown, drawn });
  const before = await cpuMs();
  await act();
  const ms = await page.evaluate(() => globalThis.seenAfterMs);
  await page.waitForTimeout(150);
  return { ms, cpuMs: (await cpuMs()) - before };
}

/** Runs in the page before anything else: counts how often points (WebGL) and what lies under and over them (marks) are drawn. */
function countDrawings() {
  const drawings = { points: 0, marks: 0 };
  globalThis.drawings = drawings;
  const count = (prototype, method, what) => {
    const own = prototype[method];
    prototype[method] = function counted(...of) {
      drawings[what]++;
      return own.apply(this, of);
    };
  };
  count(WebGL2RenderingContext.prototype, 'drawArrays', 'points');
  count(CanvasRenderingContext2D.prototype, 'clearRect', 'marks');
}

/**
 * Runs in the page; `shown` is what the move changes in its text, and `drawn` what has to be drawn anew in the picture. The event's own time counts, which is when the browser had it and not when the
 * page came to it.
 */
function listen({ event, key, shown, drawn }) {
  const now = {
    nothing: () => Symbol(),
    selected: () => document.querySelectorAll('.member-table tr.sel').length,
    strength: () => document.querySelector('.strength-filter b').textContent,
    lastDay: () => document.querySelector('[role=slider][aria-label="Last day"]').ariaValueNow,
    added: () => document.querySelectorAll('.added li').length,
  }[shown];
  const before = now();
  const { drawings } = globalThis;
  const drawnBefore = drawings[drawn];
  globalThis.seenAfterMs = new Promise((resolve, reject) => {
    const onEvent = (heard) => {
      if (key !== '' && heard.key?.toLowerCase() !== key) return;
      globalThis.removeEventListener(event, onEvent, true);
      // A task behind a frame sees what was drawn in it, whichever of its callbacks drew.
      const channel = new MessageChannel();
      const nextFrame = () => requestAnimationFrame(() => channel.port2.postMessage(0));
      channel.port1.addEventListener('message', () => {
        const after = performance.now() - heard.timeStamp;
        if (now() !== before && drawings[drawn] !== drawnBefore) resolve(after);
        else if (after > 20_000) reject(new Error(`nothing came of ${event}`));
        else nextFrame();
      });
      channel.port1.start();
      nextFrame();
    };
    globalThis.addEventListener(event, onEvent, true);
  });
}

const openWhole = (of) => open(of, `/n/${of.id}`);
const openNear = (of) => open(of, `/n/${of.id}?c=A-01&table=true`);

async function open({ page, origin }, address) {
  await page.goto(`${origin}${address}`);
  await page.locator('.stage-canvas[data-ready=accounts]').waitFor();
  await page.waitForTimeout(1500);
}

/** The indicator of the core whose expansion adds most. */
async function expandable({ page, origin, id }) {
  const record = (await ask(page, origin, '/networks/records')).find((each) => each.id === id);
  const wide = record.core
    .map(({ kind, value, reach, members }) => ({ kind, value, others: reach - members }))
    // More than these are not offered to be added.
    .filter(({ others }) => others > 0 && others <= ADDED)
    .sort((a, b) => b.others - a.others);
  return wide[0];
}

async function ask(page, origin, path) {
  return (await page.request.get(`${origin}/api${path}`)).json();
}

/** CPU time of the page's main thread so far, in ms. */
async function watchCpu(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    return 1000 * metrics.find(({ name }) => name === 'TaskDuration').value;
  };
}

const summed = (done) => ({
  ms: spread(done.map(({ ms }) => ms)),
  mainThreadCpuMs: spread(done.map(({ cpuMs }) => cpuMs)),
});

function spread(figures) {
  const sorted = figures.toSorted((a, b) => a - b);
  const at = (share) => Math.round(sorted[Math.ceil(share * sorted.length) - 1] * 10) / 10;
  return { median: at(0.5), p95: at(0.95), longest: at(1) };
}

const load = () => loadavg().map((each) => Math.round(each * 10) / 10);
