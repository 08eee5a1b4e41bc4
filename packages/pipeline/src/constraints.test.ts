import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Rule } from '@iolaus/contracts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Constraints } from './constraints.js';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'iolaus-constraints-'));
  file = join(folder, 'constraints.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true }));

const rule = (account: string): Rule => ({ verb: 'exclude-account', account });
const add = (to: Constraints, of: Rule) =>
  to.add({ rule: of, reason: 'asked and confirmed', anchors: [], createdMs: 7 });

describe('constraints of a home', () => {
  it('are there again when it is opened again, undone ones too', () => {
    const first = new Constraints(file);
    add(first, rule('a'));
    add(first, rule('b'));
    first.undo('C-0001', 9);
    const again = new Constraints(file);
    expect(again.list()).toEqual(first.list());
    expect(again.active().map(({ id }) => id)).toEqual(['C-0002']);
    expect(add(again, rule('c')).id).toBe('C-0003');
  });

  it('keep who said so, and need nobody who did', () => {
    const said = { rule: rule('a'), reason: 'asked and confirmed', anchors: [], createdMs: 7 };
    new Constraints(file).add({ ...said, author: 'M. Okafor' });
    new Constraints(file).add({ ...said, rule: rule('b') });
    expect(new Constraints(file).list().map(({ author }) => author)).toEqual(['M. Okafor', undefined]);
  });

  it('lose nothing but a line that was never answered', () => {
    add(new Constraints(file), rule('a'));
    const whole = readFileSync(file, 'utf8');
    for (const cut of [1, 20, whole.length - 2]) {
      writeFileSync(file, whole + whole.slice(0, cut));
      expect(new Constraints(file).list()).toHaveLength(1);
      expect(readFileSync(file, 'utf8')).toBe(whole);
    }
  });

  it('are refused with their line when one is damaged, and left as they are', () => {
    add(new Constraints(file), rule('a'));
    appendFileSync(file, 'not a constraint\n');
    const before = readFileSync(file, 'utf8');
    expect(() => new Constraints(file)).toThrow(/damaged in line 2/);
    expect(readFileSync(file, 'utf8')).toBe(before);
  });

  it('refuse what contradicts one that holds, until that is undone', () => {
    const constraints = new Constraints(file);
    add(constraints, rule('a'));
    expect(() => add(constraints, rule('a'))).toThrow(/C-0001/);
    expect(() => add(constraints, { verb: 'pin-account', account: 'a', network: 'N-0001' })).toThrow(/C-0001/);
    constraints.undo('C-0001', 9);
    expect(add(constraints, { verb: 'pin-account', account: 'a', network: 'N-0001' }).id).toBe('C-0002');
  });

  it('refuse to undo what is not there, or undone', () => {
    const constraints = new Constraints(file);
    expect(() => constraints.undo('C-0001', 9)).toThrow(/no constraint C-0001/);
    add(constraints, rule('a'));
    constraints.undo('C-0001', 9);
    expect(() => constraints.undo('C-0001', 9)).toThrow(/undone already/);
  });
});
