import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './test.js';
import type { NetworkRecord } from '@iolaus/contracts';
import { IOLAUS, runningService } from './service.js';

const { home } = runningService();
const iolaus = (...args: string[]): string =>
  execFileSync(process.execPath, [IOLAUS, ...args, '--home', home], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    maxBuffer: 1 << 28,
  });

test('the command line finds the three campaigns and takes no benign network for one', async () => {
  const truth = new Map(
    readFileSync(join(home, 'demo/lerna/truth/accounts.csv'), 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',') as [string, string]),
  );
  const act = (JSON.parse(iolaus('networks', '--json')) as NetworkRecord[]).filter((network) => network.tier === 'act');
  const caught = new Set<string>();
  for (const { id } of act) {
    const { members } = JSON.parse(iolaus('network', id, '--json')) as { members: { account: string }[] };
    const guilty = members.filter(({ account }) => truth.get(account) !== '');
    expect(guilty.length, `${id} is made of campaign accounts`).toBeGreaterThan(members.length / 2);
    members.forEach(({ account }) => caught.add(account));
  }
  const campaigns = [...truth].filter(([, campaign]) => campaign !== '').map(([account]) => account);
  const right = campaigns.filter((account) => caught.has(account)).length;
  const f1 = (2 * right) / (caught.size + campaigns.length);
  expect(campaigns).toHaveLength(24_000);
  expect(act).toHaveLength(3);
  expect(f1).toBeGreaterThanOrEqual(0.95);
});
