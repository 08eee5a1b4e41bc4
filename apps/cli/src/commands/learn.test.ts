import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LearnReport } from '@iolaus/contracts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { iolaus } from '../testing/command-line.js';
import { learnText } from './learn.js';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'iolaus-learn-'));
});
afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
  rmSync(home, { recursive: true, force: true });
});

const REPORT: LearnReport = {
  verdicts: { confirmed: 24, cleared: 30, contested: 2, gone: 1 },
  labels: 'a'.repeat(64),
  ridge: 12,
  freedom: 2.4,
  logLoss: { shipped: 0.512, learned: 0.301 },
  inAct: { confirmed: { shipped: 9, learned: 20 }, cleared: { shipped: 1, learned: 0 } },
  base: { shipped: -6.9, learned: -6.5 },
  changes: [{ feature: 'Synchrony', from: 0.2, shipped: 0.5, learned: 1.1 }],
  reliability: null,
  isBetter: true,
  isKept: true,
};

describe('learn', () => {
  it('refuses before the first detection, and goes back to the shipped points at any time', async () => {
    const refused = await iolaus('learn', '--home', home);
    expect([refused.exit, refused.err.split(' ')[0]]).toEqual([1, 'NOTHING_IMPORTED']);
    const forgotten = await iolaus('learn', '--home', home, '--forget', '--json');
    expect(JSON.parse(forgotten.out)).toMatchObject({ source: 'shipped', learnedMs: null });
    expect(forgotten.exit).toBe(0);
  });

  it('says how many verdicts there were, what changed, what it gained, and whether it is kept', () => {
    const text = learnText(REPORT).join('\n');
    expect(text).toContain('24 confirmed and 30 cleared networks; 2 contested are left out, 1 is no network now.');
    expect(text).toMatch(/Any network +-6\.9 +-6\.5\nSynchrony +from 0\.2 +\+0\.5 +\+1\.1/);
    expect(text).toContain('0.512 shipped, 0.301 learned');
    expect(text).toContain('Of the confirmed 9 were in Act and 20 would be; of the cleared 1 and 0.');
    expect(text).toContain('Kept: the next `iolaus detect` uses them.');
    expect(learnText({ ...REPORT, isKept: false }).at(-1)).toBe('Nothing was changed: only checked.');
    expect(learnText({ ...REPORT, isKept: false, isBetter: false }).at(-1)).toContain('foretell verdicts no better');
  });
});
