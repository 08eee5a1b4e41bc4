import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ImportReport, NetworkRecord } from '@iolaus/contracts';
// The built package: detection runs in a worker thread, which needs JavaScript.
import { importDumps, Workbench } from '@iolaus/pipeline';
import { indicatorKey } from './snapshot.js';
import { grouped, recountLake } from './testing/recount-lake.js';

interface Expected {
  readonly import: Partial<ImportReport>;
  readonly refusedBecause: readonly string[];
  readonly networks: readonly Partial<NetworkRecord>[];
}

const SEEDS = join(import.meta.dirname, '../../../seed-data');

describe.each(['tiny', 'coordinated-shares'])('seed data %s', (name) => {
  const paths = [join(SEEDS, name)];
  const expected = JSON.parse(readFileSync(join(SEEDS, name, 'expected.json'), 'utf8')) as Expected;
  const home = mkdtempSync(join(tmpdir(), 'iolaus-seed-'));
  let workbench: Workbench;
  let report: ImportReport;

  beforeAll(async () => {
    workbench = await Workbench.open({ home, env: {} });
    report = await importDumps(workbench, { paths, lakeOnly: true });
  });

  afterAll(async () => {
    await workbench.close();
    rmSync(home, { recursive: true });
  });

  it('counts every record, account, indicator, sighting and pair exactly', () => {
    expect(report).toMatchObject(expected.import);
    expect(report.records).toBe(report.accepted + report.refused);
  });

  it('keeps what it refuses, each with its reason', async () => {
    const { rows, total } = await workbench.lake.refused({ offset: 0, limit: 100 });
    expect(total).toBe(expected.import.refused);
    expect(rows.map((row) => row.reason).sort()).toEqual(expected.refusedBecause);
  });

  it('changes nothing when the same content comes again', async () => {
    const again = await importDumps(workbench, { paths, lakeOnly: true });
    expect(again).toMatchObject({ ...expected.import, records: 0, accepted: 0, refused: 0, newAccounts: 0 });
    expect(again.dumps.every((dump) => dump.isKnown)).toBe(true);
  });

  it('finds the networks that it should, best first', async () => {
    const { detection } = await workbench.detect({ publish: false });
    const found = detection.networks.map(({ record }) => ({ tier: record.tier, accounts: record.accounts }));
    expect(found.slice(0, expected.networks.length)).toEqual(expected.networks);
    expect(found.some(({ tier }) => tier === 'act')).toBe(false);
  });

  it('counts in the snapshot who shares what in each network, and when it works', async () => {
    const { snapshot, tables } = await workbench.detect({ publish: false });
    const holders = grouped(recountLake(tables).seen, indicatorKey);
    for (const { members, core, shared, usualDay } of snapshot.networks.slice(0, 3)) {
      const inside = new Set(members.ids);
      const counted = new Map(
        [...holders].map(([key, seen]) => [key, seen.filter(({ account }) => inside.has(account)).length] as const),
      );
      expect(shared).toEqual(new Map([...counted].filter(([, n]) => n > 1)));
      for (const each of core) {
        expect(each.members).toBe(counted.get(indicatorKey(each)));
        expect(each.reach).toBe(holders.get(indicatorKey(each))?.length);
      }
      expect(usualDay.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1);
    }
  });
});
