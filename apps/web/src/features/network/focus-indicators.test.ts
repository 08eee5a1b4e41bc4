import type { CoreIndicator } from '@iolaus/contracts';
import { expect, it } from 'vitest';
import { buildFrame } from '../../graph/testing/build-frame.js';
import { indicatorsOfCommunity } from './focus-indicators.js';

const frame = buildFrame(
  [{ community: 0 }, { community: 0 }, { community: 0 }, { community: 1 }],
  [
    { kind: 'ip', value: '203.0.113.47', holders: [0, 3], bits: 11 },
    { kind: 'prompt-template', value: 'T-1', holders: [0, 1, 2], bits: 9 },
    { kind: 'ip', value: '203.0.113.9', community: 1, holders: [0, 1, 2, 3] },
    { kind: 'prompt-template', value: '203.0.113.47', holders: [] },
  ],
);
const core: readonly Pick<CoreIndicator, 'kind' | 'value' | 'text'>[] = [
  { kind: 'prompt-template', value: 'T-1', text: 'Score the answer' },
  { kind: 'ip', value: '203.0.113.47' },
];

it('lists what is drawn in a community, by its members there', () => {
  const found = indicatorsOfCommunity(frame, 0, core as CoreIndicator[]);
  expect(found.map(({ kind, value, members }) => [kind, value, members])).toEqual([
    ['prompt-template', 'T-1', 3],
    ['ip', '203.0.113.47', 1],
    ['prompt-template', '203.0.113.47', 0],
  ]);
});

it('knows the bits of each, and the words of what the core lists, by kind and value together', () => {
  const found = indicatorsOfCommunity(frame, 0, core as CoreIndicator[]);
  expect(found.map(({ text, bits }) => [text, bits])).toEqual([
    ['Score the answer', 9],
    [undefined, 11],
    [undefined, 0],
  ]);
});

it('lists nothing in a community that there is not', () => {
  expect(indicatorsOfCommunity(frame, 7, [])).toEqual([]);
});
