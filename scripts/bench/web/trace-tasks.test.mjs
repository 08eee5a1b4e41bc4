import { expect, it } from 'vitest';
import { longestCpuMs } from './trace-tasks.mjs';

const task = (tid, tdur) => ({ name: 'RunTask', pid: 1, tid, dur: 900_000, tdur });

it('takes the longest task by CPU of main threads alone', () => {
  const events = [
    { name: 'thread_name', pid: 1, tid: 1, args: { name: 'CrRendererMain' } },
    { name: 'thread_name', pid: 1, tid: 2, args: { name: 'Compositor' } },
    task(1, 30_000),
    task(1, 81_000),
    task(2, 400_000),
    { name: 'Paint', pid: 1, tid: 1, dur: 1, tdur: 500_000 },
  ];
  expect(longestCpuMs(events)).toBe(81);
});
