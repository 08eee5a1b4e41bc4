import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SLOT, templateText } from './template-text.js';

fc.configureGlobal({ seed: 20_260_301 });

const topics = [
  'boats',
  'bread',
  'a blue lamp',
  'winter tyres',
  'tea',
  'oak tables',
  'soap',
  'string',
  'maps',
  'paper',
];

describe('templateText', () => {
  it('shows what the samples share, and a slot for what differs', () => {
    const samples = topics.map((topic) => `Write a short text about ${topic} for our shop.`);
    expect(templateText(samples)).toBe(`Write a short text about ${SLOT} for our shop.`);
  });

  it('shows an ending that differs as one slot', () => {
    expect(templateText(topics.map((topic) => `Tell me more about ${topic}`))).toBe(`Tell me more about ${SLOT}`);
  });

  it('shows a slot behind the words when some samples go on', () => {
    expect(templateText(['Be brief and kind', 'Be brief and kind to Mira'])).toBe(`Be brief and kind ${SLOT}`);
  });

  it('allows one sample in ten to differ', () => {
    const samples = [...Array.from({ length: 9 }, () => 'Answer with one word only'), 'Answer with two words only'];
    expect(templateText(samples)).toBe('Answer with one word only');
  });

  it('never shows a word of fewer than nine in ten samples', () => {
    const rare = fc.stringMatching(/^[a-z]{4,8}$/);
    fc.assert(
      fc.property(fc.uniqueArray(rare, { minLength: 3, maxLength: 12 }), (secrets) => {
        const text = templateText(secrets.map((secret) => `THE SAME START ${secret} THE SAME END`));
        expect(text).toBe(`THE SAME START ${SLOT} THE SAME END`);
      }),
    );
  });

  it('hides a word that most samples have, but not nine in ten', () => {
    const samples = topics.map((_, at) => `Write a letter to ${at < 8 ? 'Mira' : 'Tarn'} about the boat`);
    expect(templateText(samples)).toBe(`Write a letter to ${SLOT} about the boat`);
  });

  it('gives nothing when fewer than three words are shared', () => {
    expect(templateText(['Hello there Mira', 'Hello there Tarn', 'Hello there Wren'])).toBeUndefined();
  });

  it('gives nothing of no samples', () => {
    expect(templateText([])).toBeUndefined();
  });

  it('looks at the first 160 words alone', () => {
    const words = Array.from({ length: 200 }, (_, at) => `w${at}`).join(' ');
    expect(templateText([words, words])?.split(' ')).toHaveLength(160);
  });
});
