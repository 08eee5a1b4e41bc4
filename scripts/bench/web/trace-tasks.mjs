// The longest task of a page's main thread by the CPU that it took: on a loaded machine the clock also counts the time in which others ran.

/** Does `work` under a trace; milliseconds of CPU of the longest main-thread task beside its result. Tracing costs a little itself. */
export async function longestTaskOf(browser, page, work) {
  await browser.startTracing(page, { categories: ['-*', 'disabled-by-default-devtools.timeline'] });
  const result = await work();
  const { traceEvents } = JSON.parse(String(await browser.stopTracing()));
  return { result, cpuMs: longestCpuMs(traceEvents) };
}

/** Chromium writes durations in microseconds, `tdur` on the thread's own clock. */
export function longestCpuMs(events) {
  const mains = new Set(
    events
      .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const tasks = events.filter(
    ({ name, tdur, pid, tid }) => name === 'RunTask' && tdur !== undefined && mains.has(`${pid} ${tid}`),
  );
  return tasks.reduce((longest, { tdur }) => Math.max(longest, tdur / 1000), 0);
}
