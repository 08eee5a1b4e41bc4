import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ERRORS, IolausError, type ErrorCode } from './errors.js';

fc.configureGlobal({ seed: 20_260_301 });

const rows = Object.entries(ERRORS);

describe('the error catalogue', () => {
  it.each(rows)('%s says what happened and what to do, in whole sentences', (code, { sentence, hint }) => {
    expect(code).toMatch(/^[A-Z][A-Z0-9_]+$/);
    for (const text of [sentence, hint]) expect(text).toMatch(/^[A-Z{].*\.$/);
  });

  it.each(rows)('%s has an HTTP status of a refusal or a failure', (_, { status }) => {
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(600);
  });

  it.each(rows)('%s has braces around names of facts alone', (_, { sentence, hint }) => {
    expect(`${sentence}${hint}`.replaceAll(/\{[a-z]+\}/g, '')).not.toMatch(/[{}]/);
  });

  it('says no two things in the same words', () => {
    expect(new Set(rows.map(([, { sentence }]) => sentence)).size).toBe(rows.length);
  });
});

describe('IolausError', () => {
  it('fills the facts into sentence and hint', () => {
    const error = new IolausError('COLUMN_MISSING', { path: 'a.csv', field: 'time', rows: 0 });
    expect(error.message).toBe('The dump a.csv has no field time in any of its first 0 records.');
    expect(error.hint).toBe('Correct the paths of time in the mapping; nothing was imported.');
    expect(error.status).toBe(400);
  });

  it('leaves the name of a fact that is not given', () => {
    expect(new IolausError('FILE_MISSING').message).toBe('There is no file or folder {path}.');
  });

  it('fills in any text as it stands, once', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.constantFrom('{path}', '$&', '$1', '{constructor}')), (path) => {
        expect(new IolausError('FILE_MISSING', { path }).message).toBe(`There is no file or folder ${path}.`);
      }),
    );
  });

  it('is an error with its code, its facts and its cause', () => {
    const cause = new Error('no such file');
    const error = new IolausError('FILE_MISSING', { path: 'a' }, { cause });
    expect(error).toBeInstanceOf(Error);
    expect({ name: error.name, code: error.code, facts: error.facts, cause: error.cause }).toEqual({
      name: 'IolausError',
      code: 'FILE_MISSING',
      facts: { path: 'a' },
      cause,
    });
  });

  it.each(rows.map(([code]) => code as ErrorCode))(
    '%s has a message without braces when all its facts are given',
    (code) => {
      const { sentence, hint } = ERRORS[code];
      const names = [...`${sentence}${hint}`.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      const error = new IolausError(code, Object.fromEntries(names.map((name) => [name, 'x'])));
      expect(error.message + error.hint).not.toMatch(/[{}]/);
    },
  );
});
