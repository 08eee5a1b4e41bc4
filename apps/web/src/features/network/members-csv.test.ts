import type { MemberRow } from '@iolaus/contracts';
import { expect, it } from 'vitest';
import { membersCsv } from './members-csv.js';

const MEMBER: MemberRow = {
  account: '=acct_1',
  bits: 31.4,
  probability: null,
  share: 0.62,
  shareLow: 0.5,
  shareHigh: 0.7,
  bitsByFamily: {},
  community: 'A-01',
  exchanges: 1204,
  createdMs: Date.UTC(2026, 8, 11),
  firstMs: Date.UTC(2026, 8, 11, 6),
  lastMs: null,
  status: null,
  contestedWith: 'Kestrel, Row',
};

it('writes a line a member that no spreadsheet runs, with times in UTC and nothing for what is not known', () => {
  expect(membersCsv('N-0001', [MEMBER]).split('\r\n')).toEqual([
    'account,network,community,bits,exchanges,campaign_share,signed_up,first_seen,last_seen,status,contested_with',
    `'=acct_1,N-0001,A-01,31.4,1204,0.62,2026-09-11T00:00:00.000Z,2026-09-11T06:00:00.000Z,,,"Kestrel, Row"`,
    '',
  ]);
});
