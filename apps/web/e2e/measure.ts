import { test } from './test.js';
import type { Page } from '@playwright/test';

/** Runs something and notes how long it took, in ms: printed, and kept with the report. Nothing is asserted: what a machine needs is not what a story proves. */
export async function measured<T>(what: string, work: () => Promise<T>): Promise<T> {
  const begun = performance.now();
  const answer = await work();
  note(what, `${Math.round(performance.now() - begun)} ms`);
  return answer;
}

/** Prints a figure that was measured, and keeps it with the report. */
export function note(what: string, figure: string): void {
  test.info().annotations.push({ type: what, description: figure });
  process.stdout.write(`    ${what}: ${figure}\n`);
}

/** Watches how long the main thread is held: gives a function that answers with the longest task since, in ms, 0 where none was over 50. */
export async function watchTasks(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const watched = window as unknown as { longest: number };
    watched.longest = 0;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) watched.longest = Math.max(watched.longest, duration);
    }).observe({ type: 'longtask' });
  });
  return () => page.evaluate(() => Math.round((window as unknown as { longest: number }).longest));
}

/** Frames a second that the page paints while something goes on. */
export async function framesWhile(page: Page, work: () => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    const counted = window as unknown as { frames: number; counting: boolean };
    counted.frames = 0;
    counted.counting = true;
    const count = (): void => {
      counted.frames += 1;
      if (counted.counting) requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
  });
  const begun = performance.now();
  await work();
  const seconds = (performance.now() - begun) / 1000;
  const frames = await page.evaluate(() => {
    const counted = window as unknown as { frames: number; counting: boolean };
    counted.counting = false;
    return counted.frames;
  });
  return frames / seconds;
}
