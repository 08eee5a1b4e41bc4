import { expect, it } from 'vitest';
import { kindOfFile } from './format-words.js';

const guess = {
  compression: 'plain',
  preset: 'litellm',
  label: 'LiteLLM spend log',
  candidates: [],
  accounts: [],
} as const;

it.each([
  [{ entity: 'exchange', mapping: 'format: jsonl' }, 'Exchanges, JSON lines'],
  [{ entity: 'account', mapping: 'format: csv' }, 'Sign-ups, CSV with header'],
  [{ entity: null, mapping: null }, 'Log'],
  [{ entity: 'exchange', mapping: 'format: [' }, 'Exchanges'],
  [
    { entity: 'exchange', mapping: 'format: jsonl', guess: { ...guess, candidates: [], accounts: [] } },
    'LiteLLM spend log',
  ],
] as const)('%j is “%s”', (file, words) => {
  expect(kindOfFile(structuredClone(file) as Parameters<typeof kindOfFile>[0])).toBe(words);
});
