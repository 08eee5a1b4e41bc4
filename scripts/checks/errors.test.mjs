import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ERRORS } from '@iolaus/contracts';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../setup/workspace.mjs';

const CATALOGUE = /contracts[/\\]src[/\\]errors(?:\.test)?\.ts$/;
const TEST = /\.(?:test|story)\.[a-z]+$/;

const files = ['packages', 'apps', 'scripts']
  .flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  )
  .filter(
    (name) => /\.(?:ts|tsx|mjs)$/.test(name) && !/node_modules|[/\\]dist[/\\]/.test(name) && !CATALOGUE.test(name),
  )
  .map((name) => ({ isTest: TEST.test(name), text: readFileSync(join(ROOT, name), 'utf8') }));

/** Where a code stands by itself, as a word. */
const named = (code, isTest) =>
  files.some((file) => file.isTest === isTest && new RegExp(`['"\`]${code}\\b`).test(file.text));

describe('each row of the catalogue of errors', () => {
  it.each(Object.keys(ERRORS))('%s is refused somewhere, and a test reaches it', (code) => {
    expect({ isRefused: named(code, false), isReached: named(code, true) }).toEqual({
      isRefused: true,
      isReached: true,
    });
  });
});
