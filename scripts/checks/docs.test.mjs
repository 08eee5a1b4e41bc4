import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../setup/workspace.mjs';
import { API_PAGE, apiPage } from './api-page.mjs';
import { ERRORS_PAGE, errorsPage } from './errors-page.mjs';
import { MAPPING_SCHEMA, mappingSchema } from './mapping-schema.mjs';

const pages = ['README.md', 'ARCHITECTURE.md', ...markdown('docs'), ...markdown('seed-data')];

function markdown(folder) {
  return readdirSync(join(ROOT, folder), { recursive: true })
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));
}

const text = (page) => readFileSync(join(ROOT, page), 'utf8');

describe('documentation', () => {
  it('has an errors page equal to the catalogue', () => {
    expect(readFileSync(ERRORS_PAGE, 'utf8')).toBe(errorsPage());
  });

  it('has a page of the HTTP interface equal to the contract', () => {
    expect(readFileSync(API_PAGE, 'utf8')).toBe(apiPage());
  });

  it('has a JSON Schema of mapping files equal to what they are checked by', () => {
    expect(JSON.parse(readFileSync(MAPPING_SCHEMA, 'utf8'))).toEqual(mappingSchema());
  });

  it('keeps the README within 120 lines', () => {
    expect(text('README.md').split('\n').length).toBeLessThanOrEqual(120);
  });

  it.each(pages)('%s links only to what is there', (page) => {
    const targets = [...text(page).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
      .map((match) => match[1])
      .filter((link) => !/^[a-z]+:/.test(link));
    const broken = targets.filter((link) => !existsSync(join(ROOT, dirname(page), link)));
    expect(broken).toEqual([]);
  });

  it('names every environment variable that the code reads, and no other', () => {
    const sources = ['apps', 'packages', 'scripts'].flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && /\.(ts|tsx|mjs)$/.test(entry.name) && !/\.test\./.test(entry.name))
        .map((entry) => join(entry.parentPath, entry.name))
        .filter((file) => !/node_modules|\/dist/.test(relative(ROOT, file))),
    );
    const read = new Set(
      sources.flatMap(
        (file) => readFileSync(file, 'utf8').match(/\b(?:IOLAUS|NEO4J)_[A-Z0-9_]+\b|\bCHROMIUM_PATH\b/g) ?? [],
      ),
    );
    // Error codes, a constant, and two variables that are set for Neo4j's own tools and never read.
    const others = new Set(
      ['UNREACHABLE', 'REFUSED', 'START_FAILED', 'VERSION', 'HOME', 'CONF'].map((name) => `NEO4J_${name}`),
    );
    const documented = new Set(
      [...text('docs/reference/configuration.md').matchAll(/^\| `([A-Z0-9_]+)` \|/gm)].map((match) => match[1]),
    );
    expect([...documented].sort()).toEqual([...read].filter((name) => !others.has(name)).sort());
  });
});
