import { IolausError } from '@iolaus/contracts';
import { describe, expect, it } from 'vitest';
import { withSpace } from './with-space.js';

const GIB = 1024 ** 3;
/** Work that goes on until it is told to stop, as every long step does. */
const untilStopped = ({ signal }: { readonly signal?: AbortSignal }): Promise<string> =>
  new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(new IolausError('CANCELLED', { done: 'a part' })));
  });

describe('withSpace', () => {
  it('refuses before it begins, and says how much is free and needed', async () => {
    let begun = false;
    const work = withSpace({ folder: '/home', need: GIB, free: () => Promise.resolve(2.5 * GIB) }, {}, () => {
      begun = true;
      return Promise.resolve();
    });
    await expect(work).rejects.toMatchObject({
      code: 'DISK_FULL',
      facts: { folder: '/home', free: '2.5 GiB', needed: '3.0 GiB' },
    });
    expect(begun).toBe(false);
  });

  it('stops work that runs out of room', async () => {
    let left = 5 * GIB;
    const free = (): Promise<number> => Promise.resolve((left -= GIB));
    await expect(withSpace({ folder: '/home', free, watchMs: 1 }, {}, untilStopped)).rejects.toMatchObject({
      code: 'DISK_FULL',
    });
  });

  it('leaves a cancelled work cancelled, and a done one done', async () => {
    const free = (): Promise<number> => Promise.resolve(9 * GIB);
    const cancel = new AbortController();
    const work = withSpace({ folder: '/home', free }, { signal: cancel.signal }, untilStopped);
    setImmediate(() => cancel.abort());
    await expect(work).rejects.toMatchObject({ code: 'CANCELLED' });
    expect(await withSpace({ folder: '/home', free }, {}, () => Promise.resolve('done'))).toBe('done');
  });
});
