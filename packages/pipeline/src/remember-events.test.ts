import type { EventTable } from '@iolaus/contracts';
import { describe, expect, it } from 'vitest';
import { rememberEvents } from './remember-events.js';

describe('events that were read', () => {
  it('are not read again while they are among the last three answers', async () => {
    const asked: string[] = [];
    const read = rememberEvents((accounts, { most }) => {
      asked.push(`${accounts.join('')}${most}`);
      const events: EventTable = { account: new Uint32Array(most), ms: new Float64Array(most), total: most };
      return Promise.resolve(events);
    });
    for (const account of ['a', 'b', 'a', 'c', 'd', 'a', 'b'])
      expect((await read([account], { most: 2 })).total).toBe(2);
    expect((await read(['b'], { most: 3 })).total).toBe(3);
    expect(asked).toEqual(['a2', 'b2', 'c2', 'd2', 'b2', 'b3']);
  });
});
