import type { DryRun } from '@iolaus/contracts';
import { describe, expect, it } from 'vitest';
import { mappingRows, targetsLeft } from './mapping-rows.js';
import type { MappingOutline } from './mapping-document.js';

const outline: MappingOutline = {
  match: '*',
  format: 'jsonl',
  entity: 'exchange',
  fields: [
    { target: 'account', paths: ['user', 'uid'], parse: undefined, isRequired: true },
    { target: 'ip', paths: ['ip'], parse: 'ip', isRequired: false },
  ],
  declared: [
    { target: 'wallet', paths: ['w'], parse: undefined, isRequired: false, label: 'Wallet', family: 'payment' },
  ],
};
const row = (values: Record<string, string>, refused: string | null = null) => ({ ordinal: 1, values, refused });
const dryRun = {
  fields: [{ target: 'account', path: 'user, uid', parse: 'text', required: true, sample: 'acct_1', filled01: 1 }],
  rows: [row({ wallet: 'w-1' }), row({}), row({}, 'time is missing')],
} as unknown as DryRun;

describe('a row of the mapping', () => {
  it('has what the mapping says before anything was read', () => {
    expect(mappingRows(outline, undefined).map(({ target, path, filled01 }) => [target, path, filled01])).toEqual([
      ['account', 'user, uid', undefined],
      ['ip', 'ip', undefined],
      ['wallet', 'w', undefined],
    ]);
  });

  it('has how the rows were read; a declared kind counts the accepted ones', () => {
    const [account, ip, wallet] = mappingRows(outline, dryRun);
    expect(account).toMatchObject({ readAs: 'text', sample: 'acct_1', filled01: 1 });
    expect(ip).toMatchObject({ readAs: 'ip', sample: '', filled01: undefined });
    expect(wallet).toMatchObject({ isDeclared: true, sample: 'w-1', filled01: 0.5 });
  });
});

it('targets that the mapping leaves out can be added', () => {
  expect(targetsLeft(outline, ['account', 'time', 'ip', 'model'])).toEqual(['time', 'model']);
});
