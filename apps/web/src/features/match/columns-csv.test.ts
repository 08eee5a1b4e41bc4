import { describe, expect, it } from 'vitest';
import type { MatchHit, MatchNetwork } from '@iolaus/contracts';
import { columnsCsv } from './columns-csv.js';
import { accountColumns, hitColumns, malformedColumns, missColumns, overCommonColumns } from './result-columns.js';

const NETWORK: MatchNetwork = {
  id: 'N-0001',
  name: 'Lerna',
  tier: 'act',
  accounts: 900,
  hits: 1,
  touched: 48,
  strongest: [],
};
const hit = (of: Partial<MatchHit>): MatchHit => ({
  line: 2,
  entry: '203[.]0[.]113[.]7',
  form: 'ip',
  kind: 'ip',
  value: '203.0.113.7',
  text: null,
  reach: 50,
  outside: 2,
  bits: 7.2,
  classes: ['vpn', 'datacenter'],
  networks: [{ id: 'N-0001', accounts: 48 }],
  reason: null,
  ...of,
});
const linesOf = (csv: string): string[] => csv.trimEnd().split('\r\n');

describe('the file of a table', () => {
  it('has the rows of the table in their order, and words for what is drawn', () => {
    const rows = [hit({}), hit({ line: 3, kind: 'account', value: 'acct_1', entry: 'acct_1', bits: 0, classes: [] })];
    expect(linesOf(columnsCsv(hitColumns(new Map([['N-0001', NETWORK]])), rows))).toEqual([
      'Line,Entry,Kind,Known as,Class,Reach,Outside,Bits,Networks',
      '2,203[.]0[.]113[.]7,ip,203.0.113.7,"VPN exit, data centre",50,2,7.2,Lerna N-0001 (48)',
      '3,acct_1,account,acct_1,,50,2,,Lerna N-0001 (48)',
    ]);
  });

  it('shows no more of a card token than the screen does', () => {
    const rows = [hit({ kind: 'payment-method', value: 'card_3k9d2107b2', entry: 'x', reason: '1 in 3: too common' })];
    expect(linesOf(columnsCsv(overCommonColumns, rows))[1]).toBe('2,x,payment-method,••07b2,50,2,1 in 3: too common');
  });

  it('makes text of what a spreadsheet would run', () => {
    const misses = [{ line: 1, entry: '=cmd|"/c calc"!A1', form: 'text' as const }];
    expect(linesOf(columnsCsv(missColumns, misses))[1]).toBe(
      '1,"\'=cmd|""/c calc""!A1","Account, or value of any kind"',
    );
    const malformed = [{ line: 2, entry: '300.1.2.3', reason: 'has a part above 255' }];
    expect(linesOf(columnsCsv(malformedColumns, malformed))[1]).toBe('2,300.1.2.3,It has a part above 255');
  });

  it('names the network of an account, and leaves the cells empty where it has none', () => {
    const rows = [
      { account: 'acct_1', held: 3, bits: 12.5, network: 'N-0001', networkName: 'Lerna' },
      { account: 'acct_2', held: 1, bits: 0, network: null, networkName: null },
    ];
    expect(linesOf(columnsCsv(accountColumns, rows))).toEqual([
      'Account,Network,Network id,Hits,Bits',
      'acct_1,Lerna,N-0001,3,12.5',
      'acct_2,,,1,0',
    ]);
  });
});
