import { PRESENT_MS } from '@iolaus/contracts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { WhoIsHere } from './presence.js';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const ben = { tab: 't1', author: 'Ben', network: 'N-0001', looking: 'the network' };

describe('who is here', () => {
  it('knows a tab from its first sign until some seconds after the last', () => {
    const who = new WhoIsHere();
    who.sign(ben);
    vi.advanceTimersByTime(PRESENT_MS - 1);
    who.sign({ ...ben, looking: 'community A-03' });
    vi.advanceTimersByTime(PRESENT_MS - 1);
    expect(who.now().here).toEqual([{ ...ben, looking: 'community A-03' }]);
    vi.advanceTimersByTime(1);
    expect(who.now().here).toEqual([]);
  });

  it('forgets at once who goes elsewhere', () => {
    const who = new WhoIsHere();
    who.sign(ben);
    expect(who.sign({ ...ben, network: null }).here).toEqual([]);
  });

  it('tells of what changed alone: not of a sign that says the same', () => {
    const who = new WhoIsHere();
    const heard: number[] = [];
    const stop = who.onChange(({ here }) => heard.push(here.length));
    who.sign(ben);
    who.sign(ben);
    who.sign({ ...ben, tab: 't2' });
    vi.advanceTimersByTime(PRESENT_MS);
    expect(heard).toEqual([1, 2, 1, 0]);
    stop();
    who.sign(ben);
    expect(heard).toHaveLength(4);
  });
});
