import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../setup/workspace.mjs';

const folders = (path) =>
  readdirSync(join(ROOT, path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !/^(\.|node_modules$)/.test(entry.name))
    .map((entry) => (path === '.' ? entry.name : `${path}/${entry.name}`));

const tree = () => {
  const page = readFileSync(join(ROOT, 'ARCHITECTURE.md'), 'utf8');
  const block = /## Tree\n```\n([\s\S]*?)```/.exec(page)[1];
  return block
    .trim()
    .split('\n')
    .map((line) => line.split(/\s{2,}/));
};

describe('ARCHITECTURE.md', () => {
  it('names every folder of apps and packages and every top folder, and no other', () => {
    const real = [
      ...folders('apps'),
      ...folders('packages'),
      ...folders('.').filter((name) => !['apps', 'packages'].includes(name)),
    ];
    expect(
      tree()
        .map(([name]) => name)
        .sort(),
    ).toEqual(real.sort());
  });

  it('says of each folder what it is', () => {
    for (const [name, what] of tree()) expect(what?.length ?? 0, name).toBeGreaterThan(15);
  });
});
