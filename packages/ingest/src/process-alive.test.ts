import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isAlive } from './process-alive.js';

describe('whether a process runs', () => {
  it('is so for this one, and not for one that has ended', async () => {
    const child = spawn(process.execPath, ['-e', '']);
    await once(child, 'exit');
    expect(isAlive(process.pid)).toBe(true);
    expect(isAlive(child.pid!)).toBe(false);
  });

  it.skipIf(!existsSync('/proc/self/stat'))('is not so for one that ended unheard', async () => {
    // The shell's place is taken by a program that never waits for the child which the shell has started.
    const parent = spawn('sh', ['-c', 'sleep 0.2 & echo $!; exec sleep 30'], { stdio: ['ignore', 'pipe', 'ignore'] });
    try {
      const [said] = (await once(parent.stdout, 'data')) as [Buffer];
      await expect.poll(() => isAlive(Number(said)), { timeout: 5000 }).toBe(false);
      // Still an entry of the table of processes.
      expect(() => process.kill(Number(said), 0)).not.toThrow();
    } finally {
      parent.kill();
      await once(parent, 'exit');
    }
  });
});
