import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gexfOf } from './gexf.js';
import { visible } from './plain-text.js';
import { bundleInput } from './testing/bundle.js';
import { HOSTILE } from './testing/hostile.js';

fc.configureGlobal({ seed: 7 });

const plain = gexfOf(bundleInput());
const attributes = (xml: string, pattern: RegExp): string[] =>
  [...xml.matchAll(pattern)].map((match) => match[1] ?? '');
const skeleton = (xml: string): string => xml.replace(/(label|value)="[^"]*"/g, '$1=""');
const decode = (text: string): string =>
  text.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));

describe('gexfOf', () => {
  it('has a node for every account and indicator, and an edge for every sighting', () => {
    expect(attributes(plain, /<node id="([^"]*)"/g)).toEqual(['a0', 'a1', 'a2', 'a3', 'i0', 'i1', 'i2']);
    expect(attributes(plain, /<edge id="([^"]*)"/g)).toHaveLength(bundleInput().sightings.length);
  });

  it('joins only nodes that are there', () => {
    const nodes = new Set(attributes(plain, /<node id="([^"]*)"/g));
    const ends = attributes(plain, /(?:source|target)="([^"]*)"/g);
    expect(ends.filter((end) => !nodes.has(end))).toEqual([]);
  });

  it('keeps its form whatever a dump says', () => {
    fc.assert(
      fc.property(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary' })), (text) => {
        expect(skeleton(gexfOf(bundleInput((word) => `${text}${word}`)))).toBe(skeleton(plain));
      }),
    );
  });

  it('labels an account with the text of its id, made visible', () => {
    for (const text of HOSTILE) {
      const [label = ''] = attributes(gexfOf(bundleInput((word) => `${text}${word}`)), /label="([^"]*)"/g);
      expect(decode(label)).toBe(visible(`${text}acct_1`));
    }
  });
});
