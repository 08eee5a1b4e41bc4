import type { RefusedRow } from '@iolaus/contracts';
import { describe, expect, it } from 'vitest';
import { refusedCsv } from './refused-file.js';
import { groupsOfRows } from './refused-groups.js';

const row = (ordinal: number, reason: string, excerpt = '{}'): RefusedRow => ({
  dump: '',
  name: 'a.jsonl',
  ordinal,
  byteOffset: ordinal * 10,
  byteLength: 9,
  code: 'bad-time',
  field: 'time',
  reason,
  excerpt,
});

describe('refused rows', () => {
  it('are grouped by reason, most first, and stay in the order of the file', () => {
    const groups = groupsOfRows([row(1, 'b'), row(2, 'a'), row(3, 'a')]);
    expect(groups.map(({ reason, count, rows }) => [reason, count, rows[0]?.ordinal])).toEqual([
      ['a', 2, 2],
      ['b', 1, 1],
    ]);
  });

  it('become CSV in the order of the file, and run in no spreadsheet', () => {
    const lines = refusedCsv(groupsOfRows([row(2, 'is late', '=1+1'), row(1, 'is early', 'a,b')])).split('\r\n');
    expect(lines).toEqual([
      'dump,row,byte,code,field,reason,excerpt',
      'a.jsonl,1,10,bad-time,time,is early,"a,b"',
      "a.jsonl,2,20,bad-time,time,is late,'=1+1",
      '',
    ]);
  });
});
