import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { PromptTokens } from './prompt-tokens.js';
import { CoreReader, type TemplateCore } from './template-core.js';

fc.configureGlobal({ seed: 20_260_317 });

const SAMPLES = 24;
const FIRST = 8;
const TOKENS = 60;

/** A text of these tokens, which weigh a word each. */
const textOf = (tokens: readonly number[]): PromptTokens => ({
  hashes: Int32Array.from(tokens),
  weights: new Uint8Array(tokens.length).fill(4),
  isMark: new Uint8Array(tokens.length),
  starts: new Int32Array(tokens.length),
  ends: new Int32Array(tokens.length),
  bytes: new Uint8Array(),
  gap: 0,
});

/** What samples share, looked at all at once, or narrowed after the first of them. */
function coreOf(
  cores: CoreReader,
  samples: readonly (readonly number[])[],
  isNarrowed: boolean,
): TemplateCore | undefined {
  cores.clear();
  samples.forEach((sample, at) => {
    if (isNarrowed && at === FIRST) cores.narrow(samples.length);
    cores.add(textOf(sample));
  });
  return cores.core(1);
}

/** A fixed text with slots that are filled at random, and some samples without a part of it. */
const group = fc
  .record({
    fixed: fc.array(fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 8 }), {
      minLength: 1,
      maxLength: 3,
    }),
    fills: fc.array(fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 6 }), {
      minLength: 2 * SAMPLES,
      maxLength: 2 * SAMPLES,
    }),
    lacking: fc.array(fc.nat(SAMPLES - 1), { maxLength: 7 }),
    size: fc.integer({ min: 1, max: SAMPLES }),
  })
  .map(({ fixed, fills, lacking, size }) =>
    Array.from({ length: size }, (_, at) =>
      fixed.flatMap((part, index) => [
        ...(index === 0 && lacking.includes(at) ? [] : part),
        ...(fills[2 * at + (index % 2)] ?? []),
      ]),
    ),
  );

describe('the core of samples', () => {
  it('is what four in five have, and undefined where that is less than asked for', () => {
    const cores = new CoreReader(SAMPLES, TOKENS);
    const samples = Array.from({ length: 5 }, (_, at) => [100 + at, 200 + at, 1, 2, 3, 4, 300 + at]);
    expect(coreOf(cores, samples, false)?.covered[0]).toEqual(Uint8Array.of(0, 0, 1, 1, 1, 1, 0));
    expect(coreOf(cores, [...samples.slice(0, 3), [7, 8, 9], [8, 7, 9]], false)).toBeUndefined();
    coreOf(cores, samples, false);
    expect(cores.core(5)).toBeUndefined();
  });

  it('is the same when runs are left out that cannot be shared any more', () => {
    // The same reader for all groups, so that nothing of one may stay for the next.
    const [whole, narrowed] = [new CoreReader(SAMPLES, TOKENS), new CoreReader(SAMPLES, TOKENS)];
    fc.assert(
      fc.property(group, (samples) => {
        expect(coreOf(narrowed, samples, true)).toEqual(coreOf(whole, samples, false));
      }),
      { numRuns: 400 },
    );
  });
});
