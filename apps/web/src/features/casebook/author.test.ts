// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { byAuthor, initialsOf, setAuthor, useAuthor } from './author.js';

describe('the name of who works here', () => {
  beforeEach(() => setAuthor(''));

  it('goes with commands as soon as it was given, and stays in the browser', () => {
    expect(byAuthor()).toEqual({});
    setAuthor('  Mira Okafor ');
    expect([byAuthor(), localStorage.getItem('iolaus.author')]).toEqual([{ author: 'Mira Okafor' }, 'Mira Okafor']);
  });

  it('is not asked for again where somebody would rather not say', () => {
    setAuthor('');
    expect(useAuthor.getState()).toEqual({ author: '', isDeclined: true });
  });

  it('is taken over from another tab', () => {
    localStorage.setItem('iolaus.author', 'Jo');
    window.dispatchEvent(new StorageEvent('storage', { key: 'iolaus.author' }));
    expect(useAuthor.getState().author).toBe('Jo');
  });
});

describe('initials', () => {
  it.each([
    ['Mira Okafor', 'MO'],
    ['mira', 'M'],
    ['J. van der Lindqvist', 'JL'],
    ['  Ada  ', 'A'],
    ['𝒜da Øst', '𝒜Ø'],
    ['<script> (x)', 'SX'],
    ['', ''],
    ['— —', ''],
  ])('of %j are %j', (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });
});
