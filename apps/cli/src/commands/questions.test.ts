import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { run } from '../run.js';

const RECORD = {
  id: 'N-0001',
  name: 'Lerna',
  tier: 'act',
  accounts: 2500,
  exchanges: 1_204_000,
  communities: 3,
  strength: 31.4,
  barBits: 12,
  q: 4e-12,
  score: 88.25,
  reasons: [{ sentence: 'Most members share 3 cards.' }],
  fragility: [
    { kind: 'ip', value: '203.0.113.47', remains: 0.915, holds: true },
    { kind: 'family', without: 'all of prompt', remains: 0.2, holds: false },
  ],
  bridges: [
    {
      kind: 'ip',
      value: '203.0.113.47',
      communities: ['A-01', 'A-02'],
      members: [60, 20],
      in: 2,
      bits: 6.5,
      common: 20,
      commonWithout: 0,
      needed: 8,
      parts: true,
    },
    {
      kind: 'payment-method',
      value: 'pm_07b2',
      communities: ['A-03', 'A-02'],
      members: [11, 2],
      in: 2,
      bits: 11.9,
      common: 21,
      commonWithout: 20,
      needed: 5,
      parts: false,
    },
  ],
  hypotheses: [{ question: 'Is it one company?', answer: 'excluded', figure: '9 organisations.' }],
  points: [
    { feature: 'cards', points: 12, value: '3 on 2,500 accounts' },
    { feature: 'age', points: -4, value: '900 days' },
  ],
};

const WHY = {
  sentence: 'They share a card.',
  bits: 11.5,
  barBits: 12,
  q: null,
  shares: [{ kind: 'payment-method', value: 'pm_07b2', bits: 11.5, rarity: '1 in 2,900 accounts', rows: 4 }],
  against: ['Both are verified.'],
};

const PATHS = {
  a: 'acct_1',
  b: 'acct_2',
  sentence: 'They are joined over 1 other account by evidence of 8.0 bits or more a step.',
  paths: [
    {
      bits: 8,
      steps: [
        {
          from: 'acct_1',
          to: 'acct_7',
          others: 12,
          kind: 'ip',
          value: '192.0.2.7',
          bits: 8,
          rarity: '1 in 9,000 accounts',
        },
        {
          from: 'acct_7',
          to: 'acct_2',
          others: 0,
          kind: 'payment-method',
          value: 'pm_1',
          bits: 9.5,
          rarity: '1 in 12,000 accounts',
        },
      ],
    },
  ],
  notFollowed: ['2 of 9 indicators that acct_1 shares with others are too common to follow.'],
};

const POINT = {
  accountsSuspended: 2500,
  volumeRemoved01: 1,
  wayBackBlocked01: 0,
  indicatorsBlocked: 0,
  benignHit: 0,
  benignHit01: 0,
  benignExchanges: 0,
  benignTenureDays: null,
};
const PLAN = {
  network: 'N-0001',
  name: 'Lerna',
  tier: 'act',
  frontier: [
    { ...POINT, step: 'suspend all members' },
    {
      ...POINT,
      step: 'block ip 203.0.113.47',
      indicatorsBlocked: 1,
      wayBackBlocked01: 0.4,
      benignHit: 3,
      benignHit01: 0.00004,
      benignTenureDays: 51,
    },
  ],
  blocks: [],
  notBlocked: [
    {
      kind: 'ip',
      value: '192.0.2.7',
      members: 40,
      outside: 900,
      reason: 'shared: 900 accounts outside use this IP address',
    },
  ],
  notBlockedTotal: 7,
  regrowth: { bits: 48, isRecognised: true },
  notes: ['Nothing is executed.'],
};

const members = vi.fn(({ offset, limit }: { offset: number; limit: number }) => ({
  rows: Array.from({ length: Math.min(limit, RECORD.accounts - offset) }, (_, at) => ({
    account: `acct_${offset + at}`,
    bits: 20,
    probability: null,
    share: null,
    community: 'C1',
  })),
}));

const api = {
  networks: {
    records: vi.fn(() => [RECORD]),
    get: vi.fn((_: { id: string }) => ({ record: RECORD })),
    turns: vi.fn(() => ({ sentence: '48 accounts take turns.' })),
    pivot: vi.fn(() => ({ sentence: '60 % of 50 members moved to swift-2.' })),
    plan: vi.fn((_: { id: string }) => PLAN),
    members,
  },
  accounts: { get: vi.fn((_: { id: string }): unknown => undefined) },
  links: {
    get: vi.fn((_: { a: string; b: string }): unknown => ({ why: WHY })),
    paths: vi.fn((_: { a: string; b: string }) => PATHS),
  },
  search: { query: vi.fn((_: { text: string }): unknown[] => []) },
  status: { health: vi.fn((): unknown => undefined) },
};

vi.mock('../session.js', async (original) => ({
  ...(await original<typeof import('../session.js')>()),
  withSession: (_home: string, work: (session: unknown) => unknown) => work({ api, workbench: undefined }),
}));

let out: string;

beforeEach(() => {
  out = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true));
});

afterEach(() => {
  vi.clearAllMocks();
  process.exitCode = undefined;
});

const linesOf = async (...argv: readonly string[]): Promise<string[]> => {
  await run(argv);
  return out.trimEnd().split('\n');
};

describe('networks', () => {
  it('are a table, best first', async () => {
    expect(await linesOf('networks')).toEqual([
      'id      name   tier  accounts  exchanges  bits  q      score',
      'N-0001  Lerna  act      2,500  1,204,000  31.4  4e-12  88.3',
    ]);
  });

  it('are their records with --json', async () => {
    await run(['networks', '--json']);
    expect(JSON.parse(out)).toEqual([RECORD]);
  });
});

describe('one network', () => {
  it('is told by figures, reasons, what would break it and what speaks against it', async () => {
    expect(await linesOf('network', 'N-0001')).toEqual([
      'Lerna N-0001, tier act: 2,500 accounts in 3 communities',
      'significance q 4e-12 · strength 31.4 bits (bar 12) · risk score 88.25',
      '- Most members share 3 cards.',
      '',
      'What would break it',
      '  without ip 203.0.113.47: 92 % stay',
      '  without all of prompt: 20 % stay, it falls',
      'What joins its communities',
      '  ip 203.0.113.47: 60 in A-01, 20 in A-02, 6.5 bits; they would part without it (0 of 20 members still join them, it takes 8)',
      '  payment-method pm_07b2: 11 in A-03, 2 in A-02, 11.9 bits; they stay one without it (20 of 21 members still join them, it takes 5)',
      'Could it be innocent?',
      '  Is it one company?: excluded. 9 organisations.',
      'Points',
      '  +12 cards: 3 on 2,500 accounts',
      '  -4 age: 900 days',
      '48 accounts take turns.',
      '60 % of 50 members moved to swift-2.',
    ]);
    expect(api.networks.get).toHaveBeenCalledWith({ id: 'N-0001' });
  });

  it('has all its members with --json, page by page', async () => {
    await run(['network', 'N-0001', '--json']);
    const document = JSON.parse(out);
    expect(document.members).toHaveLength(RECORD.accounts);
    expect(document.members.at(-1)).toEqual({ account: 'acct_2499', bits: 20, probability: null, share: null });
    expect(members).toHaveBeenCalledTimes(3);
  });
});

describe('a takedown plan', () => {
  it('is told step by step, with what is never blocked and why', async () => {
    const lines = await linesOf('plan', 'N-0001');
    expect(api.networks.plan).toHaveBeenCalledWith({ id: 'N-0001' });
    expect(lines[0]).toBe('N-0001 Lerna, tier act. Each line counts all steps up to it; nothing is executed.');
    expect(lines[2]).toMatch(/^suspend all members +2,500 +0 +100 % +0 % +0 +0 % +–$/);
    expect(lines[3]).toMatch(/^block ip 203\.0\.113\.47 +2,500 +1 +100 % +40 % +3 +0\.00 % +51$/);
    expect(lines).toContain('After it, a successor on what is left would share 48 bits: it would be recognised.');
    expect(lines).toContain('Not to be blocked, 1 of 7:');
    expect(lines).toContain('  ip 192.0.2.7: shared: 900 accounts outside use this IP address');
  });

  it('is one document with --json', async () => {
    await run(['plan', 'N-0001', '--json']);
    expect(JSON.parse(out)).toEqual(PLAN);
  });
});

describe('an account', () => {
  it('is told with its network and why it belongs there', async () => {
    const network = { name: 'Lerna', id: 'N-0001', community: 'C1', tier: 'act' };
    api.accounts.get.mockReturnValue({ id: 'acct_1', network, why: WHY, indicators: WHY.shares, indicatorTotal: 1 });
    expect(await linesOf('account', 'acct_1')).toEqual([
      'acct_1: Lerna N-0001, C1, tier act',
      'They share a card.',
      'strength 11.5 bits (bar 12.0)',
      'kind            value    bits  rarity               rows',
      'payment-method  pm_07b2  11.5  1 in 2,900 accounts     4',
      '- Both are verified.',
    ]);
  });

  it('is told with what it holds when it is in no network', async () => {
    api.accounts.get.mockReturnValue({ id: 'acct_1', network: null, why: null, indicators: [], indicatorTotal: 0 });
    expect(await linesOf('account', 'acct_1')).toEqual(['acct_1: in no network', 'kind  value  bits  rarity  rows']);
  });

  it('says how many of its indicators it shows when it has more', async () => {
    const network = { name: 'Lerna', id: 'N-0001', community: 'C1', tier: 'act' };
    api.accounts.get.mockReturnValue({ id: 'acct_1', network, why: WHY, indicators: WHY.shares, indicatorTotal: 900 });
    expect((await linesOf('account', 'acct_1')).at(-1)).toBe('1 of 900 indicators shown, those that tell most.');
  });
});

it('tells how a pair stands among all pairs of the home, where that is known', async () => {
  api.links.get.mockReturnValueOnce({ why: WHY, atLarge: { sentence: 'Of 10 pairs 2 pass.' } });
  expect(await linesOf('link', 'acct_1', 'acct_2')).toContain('Of 10 pairs 2 pass.');
});

it('tells what joins two accounts', async () => {
  expect((await linesOf('link', 'acct_1', 'acct_2'))[0]).toBe('They share a card.');
  expect(api.links.get).toHaveBeenCalledWith({ a: 'acct_1', b: 'acct_2' });
});

it('tells by what paths two accounts are joined, step by step, when asked to', async () => {
  const lines = await linesOf('link', 'acct_1', 'acct_2', '--paths');
  expect(lines.slice(lines.indexOf('') + 1)).toEqual([
    PATHS.sentence,
    'Path 1, 8.0 bits: acct_1',
    '  ip 192.0.2.7, 8.0 bits, 1 in 9,000 accounts → acct_7 or one of 12 others',
    '  payment-method pm_1, 9.5 bits, 1 in 12,000 accounts → acct_2',
    `- ${PATHS.notFollowed[0]}`,
  ]);
  out = '';
  await run(['link', 'acct_1', 'acct_2', '--paths', '--json']);
  expect(JSON.parse(out)).toEqual({ why: WHY, paths: PATHS });
});

describe('a search', () => {
  it('says so when it finds nothing', async () => {
    expect(await linesOf('search', 'nothing')).toEqual(['Nothing found.']);
  });

  it('shows what hides in the words of a dump, one hit a line', async () => {
    api.search.query.mockReturnValue([
      { kind: 'user-agent', label: 'curl\u001b[2J\u202e\nN-0002', fact: '3 accounts\rall' },
    ]);
    expect(await linesOf('search', 'curl')).toEqual([
      'kind        value',
      'user-agent  curl<U+001B>[2J<U+202E><U+000A>N-0002  3 accounts<U+000D>all',
    ]);
  });
});

describe('a check of the installation', () => {
  const health = (ok: boolean) => ({
    ok,
    checks: [{ name: 'Java', ok, found: ok ? '17' : 'none', hint: ok ? null : 'Install a JDK.' }],
  });

  it('ends with 0 when all is well', async () => {
    api.status.health.mockReturnValue(health(true));
    expect([await linesOf('doctor'), process.exitCode]).toEqual([['✓ Java: 17'], undefined]);
  });

  it('ends with 1 and says what to do when something is missing', async () => {
    api.status.health.mockReturnValue(health(false));
    expect([await linesOf('doctor'), process.exitCode]).toEqual([['✗ Java: none', '    Install a JDK.'], 1]);
  });
});
