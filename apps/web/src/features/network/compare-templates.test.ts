import { describe, expect, it } from 'vitest';
import { compareTemplates, templatesOf, type CoreTemplate } from './compare-templates.js';

const template = (value: string): CoreTemplate => ({
  kind: 'prompt-template',
  value,
  text: `Solve ‹…› by ${value}`,
  reach: 4,
  members: 3,
  bits: 5,
  firstMs: 0,
  lastMs: 0,
});

describe('templates of two networks', () => {
  it('are told apart by what both send and what each sends alone', () => {
    const { both, one, other } = compareTemplates([template('t1'), template('t2')], [template('t2'), template('t3')]);
    expect([both, one, other].map((of) => of.map(({ value }) => value))).toEqual([['t2'], ['t1'], ['t3']]);
  });

  it('are those of the core with their words, no other kind', () => {
    const core = [template('t1'), { ...template('203.0.113.7'), kind: 'ip' }, { ...template('t2'), text: null }];
    expect(templatesOf({ core: core as CoreTemplate[] }).map(({ value }) => value)).toEqual(['t1']);
  });
});
