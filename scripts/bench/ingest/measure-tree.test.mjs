import { describe, expect, it } from 'vitest';
import { checkEqual } from './check-outputs.mjs';
import { measureTree } from './measure-tree.mjs';

const BUSY = 'const until = performance.now() + 300; while (performance.now() < until);';

describe('measureTree', () => {
  it('counts the CPU and the memory of what the program starts', async () => {
    const own = `require('node:child_process').spawnSync(process.execPath, ['-e', ${JSON.stringify(BUSY)}])`;
    const { cpuSeconds, peakMiB, wallSeconds } = await measureTree(process.execPath, ['-e', own]);
    expect(cpuSeconds).toBeGreaterThan(0.15);
    expect(wallSeconds).toBeGreaterThan(0.3);
    expect(peakMiB === null || peakMiB > 60).toBe(true);
  });

  it('fails when the program does, and says what that printed', async () => {
    await expect(measureTree('sh', ['-c', 'echo no room >&2; exit 3'])).rejects.toThrow('sh ended with 3: no room');
  });
});

describe('checkEqual', () => {
  const one = { records: '3', pairs: '17', requests: '5' };

  it('takes what one side does not know for equal', () => {
    expect(() => checkEqual('a', { ...one, requests: null }, 'b', one)).not.toThrow();
  });

  it('names what differs', () => {
    expect(() => checkEqual('a', { ...one, pairs: '18' }, 'b', one)).toThrow('a and b made different pairs');
  });
});
