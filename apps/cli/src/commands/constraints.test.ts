import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Constraint, Rule } from '@iolaus/contracts';
import { run } from '../run.js';

const constraintOf = (rule: Rule, undoneMs: number | null = null): Constraint => ({
  id: 'C-0001',
  rule,
  reason: 'asked and confirmed',
  createdMs: 1,
  undoneMs,
  anchors: [],
});
const JOB = { id: 'job-1' };
const CHANGE = {
  network: 'N-0001',
  name: 'Lerna',
  event: 'shrank',
  before: 40,
  now: 30,
  sentence: 'Lerna shrank: 40 accounts became 30.',
};

const api = {
  constraints: {
    list: vi.fn((): Constraint[] => []),
    add: vi.fn(({ rule }: { rule: Rule; reason: string }) => ({ constraint: constraintOf(rule), job: JOB })),
    undo: vi.fn((_: { id: string }) => ({
      constraint: constraintOf({ verb: 'exclude-account', account: 'a' }, 9),
      job: JOB,
    })),
  },
  detection: { get: vi.fn(() => ({ changes: [CHANGE], unmet: [] as string[] })) },
};
const followed = vi.fn();

vi.mock('../session.js', async (original) => ({
  ...(await original<typeof import('../session.js')>()),
  withSession: (_home: string, work: (session: unknown) => unknown) => work({ api, workbench: undefined }),
  follow: (...given: unknown[]) => void followed(...given.slice(1, 2)),
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

describe('constrain', () => {
  const RULES: readonly (readonly [argv: readonly string[], rule: Rule])[] = [
    [['cut-indicator', 'ip', '192.0.2.7'], { verb: 'cut-indicator', kind: 'ip', value: '192.0.2.7' }],
    [['share-indicator', 'ip', '192.0.2.7'], { verb: 'share-indicator', kind: 'ip', value: '192.0.2.7' }],
    [['cut-link', 'a', 'b'], { verb: 'cut-link', a: 'a', b: 'b' }],
    [['verify-organisation', 'Northwold College'], { verb: 'verify-organisation', organisation: 'Northwold College' }],
    [['pin-account', 'a', 'N-0001'], { verb: 'pin-account', account: 'a', network: 'N-0001' }],
    [['exclude-account', 'a'], { verb: 'exclude-account', account: 'a' }],
  ];

  it.each(RULES)(
    '%j keeps its rule with the reason, waits for the detection, and says what changed',
    async (argv, rule) => {
      await run(['constrain', ...argv, '--reason', 'asked and confirmed']);
      expect(api.constraints.add).toHaveBeenCalledWith({ rule, reason: 'asked and confirmed' });
      expect(followed).toHaveBeenCalledWith(JOB);
      expect(out.trimEnd().split('\n')).toEqual([
        `C-0001 holds: ${argv.join(' ')}.`,
        'Lerna shrank: 40 accounts became 30.',
      ]);
    },
  );

  it('says when the data holds nothing of what it speaks of', async () => {
    api.detection.get.mockReturnValueOnce({ changes: [], unmet: ['C-0001'] });
    await run(['constrain', 'exclude-account', 'nobody', '--reason', 'a test']);
    expect(out).toContain('It speaks of what this data does not hold');
    expect(out).toContain('No network changed.');
  });
});

describe('constraints', () => {
  it('are listed with what became of them', async () => {
    api.constraints.list.mockReturnValueOnce([constraintOf({ verb: 'cut-link', a: 'a', b: 'b' }, 5)]);
    await run(['constraints']);
    expect(out.trimEnd().split('\n').at(-1)).toBe('C-0001  cut-link a b  asked and confirmed  undone');
  });

  it('are undone by their id', async () => {
    await run(['constraints', '--undo', 'C-0001', '--json']);
    expect(api.constraints.undo).toHaveBeenCalledWith({ id: 'C-0001' });
    expect(JSON.parse(out)).toMatchObject({ constraint: { undoneMs: 9 }, changes: [CHANGE] });
  });
});
