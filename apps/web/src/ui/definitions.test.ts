import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DEFINITIONS } from './definitions.js';

const SRC = join(import.meta.dirname, '..');
const screens = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.tsx'))
  .map((file) => readFileSync(join(SRC, file), 'utf8'))
  .join('\n');

describe('definitions of figures', () => {
  it.each(Object.keys(DEFINITIONS))('"%s" is a tip somewhere on the screens', (term) => {
    expect(screens).toContain(`of="${term}"`);
  });

  it.each(Object.values(DEFINITIONS))('"$word" is said in one or two sentences', ({ means }) => {
    expect(means).toMatch(/[.]$/);
    expect(means.length).toBeLessThan(240);
  });
});
