import { describe, expect, it } from 'vitest';
import { fixedFingerprint, outputContract, requestShape } from './fingerprints.js';

const salt = Uint8Array.of(5);

describe('outputContract', () => {
  it.each([
    ['Reply in JSON: {"label": "…", "reason": "…"}', 'JSON with label, reason'],
    ['Return valid JSON with the keys label and reason.', 'JSON with label, reason'],
    ['Put the thought inside <think> and the result between <answer> and </answer> tags.', 'tags answer, think'],
    ['Rate the essay from 1 to 10 and explain step by step.', 'score 1–10 · step by step'],
    ['Answer with yes or no.', 'yes or no'],
  ])('reads what is demanded: %s', (text, words) => {
    expect(outputContract(text, salt)?.text).toBe(words);
  });

  it('is undefined where nothing is demanded', () => {
    expect(outputContract('Tell me a story about a <b>brave</b> fox.', salt)).toBeUndefined();
  });

  it('gives one id to one demand in different words around it, and another under another salt', () => {
    const a = outputContract('Grade this. Return JSON with the keys score and note.', salt);
    const b = outputContract('Please judge the poem: {"note": 1, "score": 2} as JSON', salt);
    expect(a?.id).toBe(b?.id);
    expect(outputContract('Return JSON with the keys score and note.', Uint8Array.of(6))?.id).not.toBe(a?.id);
  });

  it('looks at the start and the end of a long prompt', () => {
    const long = `Answer yes or no. ${'word '.repeat(100_000)} Use bullet points.`;
    expect(outputContract(long, salt)?.text).toBe('yes or no · bullet points');
    expect(outputContract(`${'word '.repeat(1000)} answer yes or no ${'word '.repeat(1000)}`, salt)).toBeUndefined();
  });
});

describe('requestShape', () => {
  it('tells the family of the model, parameters in order, bands and script', () => {
    const shape = requestShape(
      {
        model: 'vendor/example-large-2025-01-31',
        parameters: ['stop', 'max_tokens'],
        inputTokens: 250,
        outputTokens: 12,
        prompt: 'Переведи это',
      },
      salt,
    );
    expect(shape?.text).toBe('example-large · max_tokens, stop · 100–1000 tokens in · under 100 tokens out · Cyrillic');
  });

  it('is the same for two versions of a model and undefined when nothing is known', () => {
    expect(requestShape({ model: 'example-small-v2' }, salt)).toEqual(
      requestShape({ model: 'example-small-3.1-latest' }, salt),
    );
    expect(requestShape({}, salt)).toBeUndefined();
  });

  it('knows Japanese from Chinese', () => {
    expect(requestShape({ prompt: '次の文章を要約してください' }, salt)?.text).toBe('Japanese');
    expect(requestShape({ prompt: '请总结下面的文章' }, salt)?.text).toBe('Chinese');
  });
});

describe('fixedFingerprint', () => {
  it('does not see blanks and case, and tells labels, texts and salts apart', () => {
    const id = fixedFingerprint('system', 'You are a helpful clerk.', salt);
    expect(fixedFingerprint('system', ' You are a\nHELPFUL clerk. ', salt)).toBe(id);
    expect(fixedFingerprint('tools', 'You are a helpful clerk.', salt)).not.toBe(id);
    expect(fixedFingerprint('system', 'You are a helpful cook.', salt)).not.toBe(id);
    expect(fixedFingerprint('system', 'You are a helpful clerk.', Uint8Array.of(6))).not.toBe(id);
  });

  it('does not see the order of keys in a tool list', () => {
    const id = fixedFingerprint('tools', '[{"name": "search", "limit": 3}]', salt);
    expect(fixedFingerprint('tools', '[{"limit":3,"name":"search"}]', salt)).toBe(id);
    expect(fixedFingerprint('tools', '[{"limit":4,"name":"search"}]', salt)).not.toBe(id);
  });
});
