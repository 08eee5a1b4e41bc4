import { IolausError } from '@iolaus/contracts';
import { ORPCError } from '@orpc/client';
import { describe, expect, it } from 'vitest';
import { Refusal, refusalOf } from './session.js';

const partsOf = ({ code, message, hint }: Refusal): string[] => [code, message, hint];

describe('an error as a refusal', () => {
  it('keeps one of the catalogue', () => {
    expect(partsOf(refusalOf(new IolausError('FILE_MISSING', { path: 'x.jsonl' })))).toEqual([
      'FILE_MISSING',
      'There is no file or folder x.jsonl.',
      'Check the path.',
    ]);
  });

  it('keeps one that came over the wire', () => {
    const error = new ORPCError('NOTHING_IMPORTED', {
      data: { sentence: 'Nothing is imported yet.', hint: 'Import.' },
    });
    expect(partsOf(refusalOf(error))).toEqual(['NOTHING_IMPORTED', 'Nothing is imported yet.', 'Import.']);
  });

  it('names input that the contract does not allow', () => {
    expect(partsOf(refusalOf(new ORPCError('BAD_REQUEST', { message: 'Input validation failed' })))).toEqual([
      'BAD_INPUT',
      'Input validation failed',
      'Check the command with --help.',
    ]);
  });

  it('keeps the refusal of a job', () => {
    const refusal = new Refusal({ code: 'CANCELLED', sentence: 'Cancelled.', hint: 'Run it again.' });
    expect(refusalOf(refusal)).toBe(refusal);
  });

  it.each([new Error('password=hunter2'), 'password=hunter2', undefined])(
    'tells nothing of an inner fault',
    (error) => {
      const refusal = refusalOf(error);
      expect(refusal.code).toBe('INTERNAL');
      expect(partsOf(refusal).join()).not.toContain('hunter2');
    },
  );
});
