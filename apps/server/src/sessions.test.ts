import { describe, expect, it } from 'vitest';
import { isSame, Sessions } from './sessions.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;

/** Sessions whose time stands still until it is moved on. */
function sessionsAt(startMs = 0): { readonly sessions: Sessions; readonly wait: (ms: number) => void } {
  let now = startMs;
  return { sessions: new Sessions(() => now), wait: (ms) => void (now += ms) };
}

describe('one-time tokens', () => {
  it('open one session', () => {
    const { sessions } = sessionsAt();
    expect(sessions.isOpen(sessions.redeem(sessions.issueToken()))).toBe(true);
  });

  it('are used up by the first browser that brings them', () => {
    const { sessions } = sessionsAt();
    const token = sessions.issueToken();
    sessions.redeem(token);
    expect(sessions.redeem(token)).toBeUndefined();
  });

  it('stay good after somebody tried a wrong one', () => {
    const { sessions } = sessionsAt();
    const token = sessions.issueToken();
    expect(sessions.redeem(`${token}x`)).toBeUndefined();
    expect(sessions.redeem('')).toBeUndefined();
    expect(sessions.redeem(token)).toBeDefined();
  });

  it('are void as soon as a newer one is issued', () => {
    const { sessions } = sessionsAt();
    const older = sessions.issueToken();
    const newer = sessions.issueToken();
    expect(sessions.redeem(older)).toBeUndefined();
    expect(sessions.redeem(newer)).toBeDefined();
  });

  it.each([
    [10 * MINUTE_MS, true],
    [10 * MINUTE_MS + 1, false],
  ])('after %d ms are taken: %s', (waited, isTaken) => {
    const { sessions, wait } = sessionsAt(1_790_000_000_000);
    const token = sessions.issueToken();
    wait(waited);
    expect(sessions.redeem(token) !== undefined).toBe(isTaken);
  });

  it('are long, url-safe and never the same twice', () => {
    const { sessions } = sessionsAt();
    const tokens = Array.from({ length: 50 }, () => sessions.issueToken());
    expect(tokens.every((token) => /^[\w-]{43}$/.test(token))).toBe(true);
    expect(new Set(tokens).size).toBe(50);
  });

  it('are not the id of the session that they open', () => {
    const { sessions } = sessionsAt();
    const token = sessions.issueToken();
    expect(sessions.redeem(token)).not.toBe(token);
  });
});

describe('sessions', () => {
  const openOne = (): ReturnType<typeof sessionsAt> & { readonly id: string | undefined } => {
    const opened = sessionsAt();
    return { ...opened, id: opened.sessions.redeem(opened.sessions.issueToken()) };
  };

  it.each([undefined, '', 'guessed'])('are closed for the id %j', (id) => {
    expect(openOne().sessions.isOpen(id)).toBe(false);
  });

  it('end after twelve hours without a request', () => {
    const { sessions, wait, id } = openOne();
    wait(12 * HOUR_MS + 1);
    expect(sessions.isOpen(id)).toBe(false);
  });

  it('go on while they are used', () => {
    const { sessions, wait, id } = openOne();
    wait(11 * HOUR_MS);
    sessions.isOpen(id);
    wait(11 * HOUR_MS);
    expect(sessions.isOpen(id)).toBe(true);
  });

  it('are not kept open by a request that came too late', () => {
    const { sessions, wait, id } = openOne();
    wait(12 * HOUR_MS + 1);
    sessions.isOpen(id);
    expect(sessions.isOpen(id)).toBe(false);
  });

  it('stay open when another one is opened', () => {
    const { sessions, id } = openOne();
    sessions.redeem(sessions.issueToken());
    expect(sessions.isOpen(id)).toBe(true);
  });
});

it('compares secrets of any length', () => {
  expect(isSame('alpha', 'alpha')).toBe(true);
  expect(isSame('alpha', 'alphabet')).toBe(false);
  expect(isSame('', 'alpha')).toBe(false);
});
