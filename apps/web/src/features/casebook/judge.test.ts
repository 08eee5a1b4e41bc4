// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { command } from '@iolaus/contracts';
import { commandsOf } from './judge.js';

const accounts = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ on: 'account' as const, id: `acct_${at}` }));

describe('one word on several', () => {
  it.each([
    [1, ['verdict']],
    [2, ['verdicts']],
    [1000, ['verdicts']],
    [1001, ['verdicts', 'verdicts']],
  ])('of %i accounts is as few steps as can be', (count, verbs) => {
    const commands = commandsOf(accounts(count), { verdict: 'cleared', text: 'one office' });
    expect(commands.map(({ verb }) => verb)).toEqual(verbs);
    for (const each of commands) expect(command.safeParse(each).success).toBe(true);
    expect(commands.flatMap((each) => ('subjects' in each ? each.subjects : []))).toHaveLength(count === 1 ? 0 : count);
  });

  it('is said of networks one by one', () => {
    const networks = ['N-0001', 'N-0002'].map((id) => ({ on: 'network' as const, id, anchors: [] }));
    expect(commandsOf(networks, { verdict: 'cleared' }).map(({ verb }) => verb)).toEqual(['verdict', 'verdict']);
  });
});
