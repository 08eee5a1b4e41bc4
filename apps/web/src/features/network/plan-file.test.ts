import { expect, it } from 'vitest';
import { planCsv } from './plan-file.js';

const POINT = { volumeRemoved01: 1, wayBackBlocked01: 0, benignHit: 0, benignHit01: 0, benignExchanges: 0 };

it('writes a line for each step, with values in full and nothing that a spreadsheet would run', () => {
  const csv = planCsv({
    network: 'N-0001',
    name: 'Lerna',
    tier: 'act',
    frontier: [
      { ...POINT, step: 'suspend all members', accountsSuspended: 9, indicatorsBlocked: 0, benignTenureDays: null },
      {
        ...POINT,
        step: 'block user-agent =cmd()',
        accountsSuspended: 9,
        indicatorsBlocked: 1,
        wayBackBlocked01: 0.5,
        benignHit: 2,
        benignExchanges: 7,
        benignTenureDays: 51,
      },
    ],
    blocks: [{ kind: 'user-agent', value: '=cmd()', members: 5, outside: 2 }],
    notBlocked: [],
    notBlockedTotal: 0,
    regrowth: { bits: 0, isRecognised: false },
    notes: [],
  });
  expect(csv.split('\r\n').slice(1)).toEqual([
    '1,suspend,,,9,9,0,1,0,0,0,',
    "2,block,user-agent,'=cmd(),5,9,1,1,0.5,2,7,51",
    '',
  ]);
});
