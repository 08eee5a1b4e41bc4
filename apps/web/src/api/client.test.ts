// @vitest-environment happy-dom
import { ORPCError } from '@orpc/client';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { fetchFrame, newBatch, redeemToken, refusalOf } from './client.js';

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('an error in words', () => {
  it('is what the service said', () => {
    const data = { sentence: 'Nothing is imported yet.', hint: 'Import something.' };
    expect(refusalOf(new ORPCError('NOTHING_IMPORTED', { status: 409, data }))).toEqual({
      code: 'NOTHING_IMPORTED',
      ...data,
    });
  });

  it('is the message when the service gave no sentence', () => {
    expect(refusalOf(new ORPCError('BAD_REQUEST', { status: 400, message: 'Input validation failed' }))).toEqual({
      code: 'BAD_REQUEST',
      sentence: 'Input validation failed',
      hint: 'Try again.',
    });
  });

  it('tells how to sign in, whichever route asked for it', () => {
    expect(refusalOf(new ORPCError('UNAUTHORIZED', { status: 401 })).code).toBe('NOT_SIGNED_IN');
  });

  it.each(['Failed to fetch', 'NetworkError when attempting to fetch resource.', 'fetch failed'])(
    'is that the service does not answer for “%s”',
    (message) => {
      expect(refusalOf(new TypeError(message)).code).toBe('OFFLINE');
    },
  );

  it.each([new TypeError('x is undefined'), new Error('Failed to fetch'), 'text', undefined])(
    'is a mistake of the screen for every other one',
    (error) => {
      expect(refusalOf(error).code).toBe('SCREEN_STOPPED');
    },
  );
});

describe('calls beside the contract', () => {
  const answer = (status: number, body: unknown) => {
    const fetched = vi.fn((_url: string, _init?: RequestInit) => Promise.resolve(Response.json(body, { status })));
    vi.stubGlobal('fetch', fetched);
    return fetched;
  };

  it('a frame that is refused is refused in the words of the service', async () => {
    answer(404, { code: 'NOT_FOUND', sentence: 'There is no network N-9.', hint: 'Search.' });
    const error = await fetchFrame('N-9').catch((caught: unknown) => caught);
    expect(refusalOf(error)).toEqual({ code: 'NOT_FOUND', sentence: 'There is no network N-9.', hint: 'Search.' });
  });

  it('a network is asked for by its id, whatever it holds', async () => {
    const fetched = answer(401, {});
    await fetchFrame('../N 1').catch(() => undefined);
    expect(fetched.mock.calls[0]?.[0]).toBe('/api/frames/..%2FN%201');
  });

  it.each([
    [200, true],
    [401, false],
  ])('a token that the service answers with %d signs in: %s', async (status, isIn) => {
    const fetched = answer(status, {});
    expect(await redeemToken('once')).toBe(isIn);
    expect(fetched.mock.calls[0]?.[1]?.body).toBe('{"token":"once"}');
  });
});

it('files that are sent together have a name of twelve hexadecimal digits, never the same twice', () => {
  const batches = Array.from({ length: 50 }, newBatch);
  expect(batches.every((batch) => /^[0-9a-f]{12}$/.test(batch))).toBe(true);
  expect(new Set(batches).size).toBe(50);
});
