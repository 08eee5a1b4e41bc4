import { describe, expect, it } from 'vitest';
import { idle, inTurn, whenIdle } from './in-turn.js';

/** Work that says when it begins, and ends when it is told to. */
function held(log: string[], name: string) {
  let end: (error?: Error) => void = () => undefined;
  const ended = new Promise<string>((resolve, reject) => {
    end = (error) => (error ? reject(error) : resolve(name));
  });
  return { end: (error?: Error) => end(error), work: () => (log.push(name), ended) };
}

describe('work in turn', () => {
  it('begins when the work before it has ended, also where that failed, and gives each its own outcome', async () => {
    const log: string[] = [];
    const [first, second] = [held(log, 'first'), held(log, 'second')];
    const outcomes = [inTurn(first.work), inTurn(second.work)];
    await Promise.resolve();
    expect(log).toEqual(['first']);
    first.end(new Error('refused'));
    await expect(outcomes[0]).rejects.toThrow('refused');
    await Promise.resolve();
    expect(log).toEqual(['first', 'second']);
    second.end();
    expect(await outcomes[1]).toBe('second');
    await idle();
  });

  it('holds back what waits for all of it, and nothing when none is under way', async () => {
    const log: string[] = [];
    whenIdle(() => log.push('at once'));
    const [first, second] = [held(log, 'first'), held(log, 'second')];
    const done = [inTurn(first.work), inTurn(second.work)];
    whenIdle(() => log.push('idle'));
    first.end();
    await done[0];
    await Promise.resolve();
    expect(log).toEqual(['at once', 'first', 'second']);
    second.end();
    await done[1];
    await idle();
    await Promise.resolve();
    expect(log.at(-1)).toBe('idle');
  });
});
