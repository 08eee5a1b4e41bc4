import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importDumps, Workbench } from '@iolaus/pipeline';

const dump = (name: string): string => join(import.meta.dirname, '../../../seed-data/tiny', name);

describe('the report of an import', () => {
  let home: string;
  let workbench: Workbench;
  beforeEach(async () => {
    home = mkdtempSync(join(tmpdir(), 'iolaus-import-'));
    workbench = await Workbench.open({ home, env: {} });
  });
  afterEach(async () => {
    await workbench.close();
    rmSync(home, { recursive: true });
  });

  const importOne = async (
    name: string,
  ): Promise<{ before: readonly string[]; after: readonly string[]; told: number }> => {
    const before = (await workbench.lake.tables()).sightings.accounts;
    const { newAccounts } = await importDumps(workbench, { paths: [dump(name)], lakeOnly: true });
    return { before, after: (await workbench.lake.tables()).sightings.accounts, told: newAccounts };
  };

  it('counts as new the accounts that no dump named before', async () => {
    for (const name of ['payments.csv', 'exchanges-01.jsonl.gz', 'accounts.csv', 'exchanges-02.jsonl.gz']) {
      const { before, after, told } = await importOne(name);
      expect(told).toBe(after.filter((id) => !before.includes(id)).length);
    }
  });
});
