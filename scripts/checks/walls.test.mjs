import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../setup/workspace.mjs';

const UNDER_PIPELINE = ['ingest', 'detect', 'layout', 'graph-store', 'evidence', 'casebook', 'synth'];
const ALLOWED = {
  'packages/contracts': [],
  ...Object.fromEntries(UNDER_PIPELINE.map((name) => [`packages/${name}`, ['contracts']])),
  'packages/pipeline': ['contracts', ...UNDER_PIPELINE],
  'apps/server': ['contracts', 'pipeline'],
  'apps/cli': ['contracts', 'pipeline', 'server'],
  'apps/web': ['contracts'],
};
const SOLE_OWNERS = {
  'neo4j-driver': 'packages/graph-store/',
  '@duckdb/node-api': 'packages/ingest/',
  fflate: 'packages/evidence/',
  sigma: 'apps/web/src/graph/',
  graphology: 'apps/web/src/graph/',
};

const sources = (folder) =>
  readdirSync(join(ROOT, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length + 1));

const importsOf = (file) =>
  [...readFileSync(join(ROOT, file), 'utf8').matchAll(/(?:from|import)\s*\(?\s*['"]([^'"]+)['"]/g)].map(
    (match) => match[1],
  );

/** Of what a package gives under a path of its own, too; other paths its manifest closes. */
const packageOf = (name) => name.split('/').slice(0, 2).join('/');

describe('walls between packages', () => {
  for (const [folder, allowed] of Object.entries(ALLOWED)) {
    it(`${folder} imports ${allowed.length > 0 ? allowed.join(', ') : 'no package of ours'} alone`, () => {
      // A test may take its own package as others do: built.
      const open = [...allowed, folder.split('/')[1]].map((name) => `@iolaus/${name}`);
      const wrong = sources(`${folder}/src`).flatMap((file) =>
        importsOf(file)
          .filter(
            (name) =>
              name.startsWith('@iolaus/') &&
              !(file.includes('.test.') ? open : open.slice(0, -1)).includes(packageOf(name)),
          )
          .map((name) => `${file} imports ${name}`),
      );
      expect(wrong).toEqual([]);
    });
  }

  it('keeps each outside system behind one folder', () => {
    const wrong = Object.keys(ALLOWED)
      .flatMap((folder) => sources(`${folder}/src`))
      .filter((file) => !/\.test\.tsx?$/.test(file))
      .flatMap((file) =>
        importsOf(file)
          .filter((name) =>
            Object.entries(SOLE_OWNERS).some(
              ([system, owner]) => (name === system || name.startsWith(`${system}/`)) && !file.startsWith(owner),
            ),
          )
          .map((name) => `${file} imports ${name}`),
      );
    expect(wrong).toEqual([]);
  });

  it('brings no schemas into the browser: what the workbench takes of contracts at run time stands in files without them', () => {
    const folder = 'packages/contracts/src';
    const files = sources(folder).filter((file) => !file.endsWith('.test.ts'));
    const declares = (file, name) =>
      new RegExp(`^export (?:const|class|(?:async )?function\\*?) ${name}\\b`, 'm').test(
        readFileSync(join(ROOT, file), 'utf8'),
      );
    const reaches = (file) =>
      new Set(
        importsOf(file).flatMap((name) =>
          name.startsWith('./') ? [...reaches(`${folder}/${name.slice(2, -3)}.ts`)] : [name],
        ),
      );
    const names = sources('apps/web/src')
      .filter((file) => !/\.test\.tsx?$/.test(file))
      .flatMap((file) => [
        ...readFileSync(join(ROOT, file), 'utf8').matchAll(/^import \{([^}]*)\} from '@iolaus\/contracts'/gm),
      ])
      .flatMap(([, inner]) => inner.split(',').map((name) => name.trim()))
      .filter((name) => name !== '' && !name.startsWith('type '));
    const wrong = [...new Set(names)].flatMap((name) => {
      const file = files.find((each) => declares(each, name));
      return file && !reaches(file).has('zod') ? [] : [`${name} of ${file}`];
    });
    expect(names.length).toBeGreaterThan(10);
    expect(wrong).toEqual([]);
  });

  it('has at most thirty runtime packages', () => {
    const manifests = Object.keys(ALLOWED)
      .map((folder) => join(ROOT, folder, 'package.json'))
      .filter(existsSync);
    const names = manifests.flatMap((file) => Object.keys(JSON.parse(readFileSync(file, 'utf8')).dependencies ?? {}));
    expect(new Set(names.filter((name) => !name.startsWith('@iolaus/'))).size).toBeLessThanOrEqual(30);
  });
});
