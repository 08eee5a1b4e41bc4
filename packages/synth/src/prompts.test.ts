import { describe, expect, it } from 'vitest';
import {
  INTENTS,
  makeFrames,
  renderChat,
  renderFrame,
  TextBank,
  variantOf,
  wordingsOf,
  type Frame,
} from './prompts.js';
import { Rng } from './rng.js';

const texts = new TextBank(new Rng(1), 200);
const frames = makeFrames(new Rng(1), { count: 40, prefix: 'heron', intents: INTENTS });
const many = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);
const withShape = (shape: Frame['shape']): Frame => ({ ...frames[0], shape });

describe('makeFrames', () => {
  it('names frames by their group and goes through the intents in turn', () => {
    expect(frames.slice(0, 5).map(({ id, intent }) => `${id} ${intent}`)).toEqual([
      'heron-1 reasoning',
      'heron-2 tool-use',
      'heron-3 rubric-grading',
      'heron-4 neutral-rewrite',
      'heron-5 reasoning',
    ]);
  });

  it('never writes the name of its group into a text', () => {
    const written = frames.map(({ opening, closing, systemPrompt, tools }) => opening + closing + systemPrompt + tools);
    expect(written.filter((text) => text.includes('heron'))).toEqual([]);
  });

  it('gives tools to frames for tool use alone, as JSON', () => {
    const tools = frames.filter((frame) => frame.tools !== '');
    expect(new Set(tools.map((frame) => frame.intent))).toEqual(new Set(['tool-use']));
    for (const frame of tools) expect(JSON.parse(frame.tools)).toHaveLength(3);
  });
});

describe('variantOf', () => {
  it('says the same with other first words under an id of its own', () => {
    const variant = variantOf(new Rng(2), frames[0], '-c3');
    expect(variant.id).toBe('heron-1-c3');
    expect(variant.opening.endsWith(`: ${frames[0].opening}`)).toBe(true);
    expect(variant.closing).toBe(frames[0].closing);
  });
});

describe('wordingsOf', () => {
  it('begins and ends each wording in other words, the frame itself first', () => {
    const wordings = wordingsOf(new Rng(2), frames[0], 4);
    expect(wordings.map(({ id }) => id)).toEqual(['heron-1', 'heron-1-v2', 'heron-1-v3', 'heron-1-v4']);
    expect(wordings[0]).toBe(frames[0]);
    for (const part of ['opening', 'closing'] as const)
      expect(new Set(wordings.map((each) => each[part])).size).toBe(4);
    expect(wordings.every(({ closing }) => /[^.]\.$/.test(closing))).toBe(true);
  });
});

describe('renderFrame', () => {
  const [rng, { opening, closing }] = [new Rng(5), frames[0]];

  it('puts the fill where the shape says', () => {
    const [last, first, middle] = (['fill-last', 'fill-first', 'fill-middle'] as const).map((shape) =>
      renderFrame(rng, withShape(shape), texts),
    );
    expect([last.startsWith(opening), last.endsWith(closing)]).toEqual([true, false]);
    expect([first.startsWith(opening), first.endsWith(closing)]).toEqual([false, true]);
    expect([middle.startsWith(opening), middle.endsWith(closing)]).toEqual([true, true]);
  });

  it('fills a frame with another text each time', () => {
    expect(new Set(many(300, () => renderFrame(rng, frames[0], texts))).size).toBe(300);
  });
});

describe('renderChat', () => {
  it('asks another question each time', () => {
    const rng = new Rng(5);
    expect(new Set(many(300, () => renderChat(rng, texts))).size).toBe(300);
  });
});
