import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from '@iolaus/contracts';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
// The built package: detection runs in a worker thread, which needs JavaScript.
import { answers, importDumps, toDocument, Workbench } from '@iolaus/pipeline';

const TINY = join(import.meta.dirname, '../../../seed-data/tiny');
const home = mkdtempSync(join(tmpdir(), 'iolaus-refresh-'));
let workbench: Workbench;

beforeAll(async () => {
  const { uri, user, password } = inject('neo4j');
  workbench = await Workbench.open({
    home,
    env: { NEO4J_URI: uri, NEO4J_USER: user, NEO4J_PASSWORD: password },
    isServed: true,
  });
  await importDumps(workbench, { paths: [TINY], lakeOnly: false });
  await workbench.detect({ publish: true });
});
afterAll(async () => {
  await workbench.close();
  rmSync(home, { recursive: true });
});

/** The state that is served: snapshot, frames, and what the graph has of the networks. */
async function served() {
  const { createdMs: _, ...snapshot } = workbench.snapshot();
  const store = await workbench.graph.store();
  const members = [];
  for (const { record } of snapshot.networks) members.push(await store.members({ network: record.id, limit: 1000 }));
  const frames = await Promise.all(snapshot.networks.map(({ record }) => answers.frameOf(workbench, record.id).read()));
  return {
    snapshot,
    members,
    frames,
    records: await store.networkRecords(),
    inGraph: (await store.status()).snapshot?.id,
  };
}

async function done(id: string): Promise<void> {
  for (;;) {
    const { state, error } = workbench.jobs.get(id);
    if (state === 'done') return;
    if (state === 'failed') throw new Error(JSON.stringify(error));
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** A run in a home that knows nothing but the lake, the constraints and the snapshot before them. */
async function cold() {
  const { detection, snapshot, tables } = await workbench.detect({ publish: false });
  return { document: toDocument(detection, tables), networks: snapshot.networks };
}

describe('a home that is served', () => {
  it('is asked what screens ask before anybody does, which changes nothing', async () => {
    expect(workbench.snapshot().networks.some(({ core }) => core.length > 0)).toBe(true);
    const before = await served();
    await answers.warmScreens(workbench);
    expect(await served()).toEqual(before);
  });
});

describe('a constraint in a home that is served', () => {
  it('brings what a cold run brings, and its undoing the very same state, without a run', async () => {
    const before = await served();
    const [largest] = before.snapshot.networks.toSorted((x, y) => y.record.accounts - x.record.accounts);
    const { kind, value } = largest!.core[0]!;
    const made = answers.addConstraint(workbench, { rule: { verb: 'cut-indicator', kind, value }, reason: 'a test' });
    await done(made.job.id);
    const cut = await served();
    expect(cut.inGraph).toBe(cut.snapshot.id);
    expect(cut.snapshot.id).not.toBe(before.snapshot.id);
    expect(cut.records).toEqual(cut.snapshot.networks.map(({ record }) => record));
    expect(cut.members.map(({ total }) => total)).toEqual(cut.records.map(({ accounts }) => accounts));
    const warm = await cold();
    await workbench.close();
    const { uri, user, password } = inject('neo4j');
    workbench = await Workbench.open({
      home,
      env: { NEO4J_URI: uri, NEO4J_USER: user, NEO4J_PASSWORD: password },
      isServed: true,
    });
    expect(await cold()).toEqual(warm);
    expect(cut.snapshot.networks).toEqual(warm.networks);
    await done(answers.undoConstraint(workbench, made.constraint.id).job.id);
    expect(await served()).toEqual(before);
    await workbench.detect({ publish: true });
    expect(await served()).toEqual(before);
  });

  it('made on a branch is gone with it, and is there again when one comes back', async () => {
    const before = await served();
    const { kind, value } = before.snapshot.networks[0].core[0];
    const run = (command: Command) => answers.runCommand(workbench, { command });
    expect(run({ verb: 'branch', name: 'what if' }).job).toBeNull();
    const cut = run({ verb: 'constrain', rule: { verb: 'cut-indicator', kind, value }, reason: 'a test' });
    await done(cut.job!.id);
    const without = await served();
    expect(without.snapshot.id).not.toBe(before.snapshot.id);
    await done(run({ verb: 'switch', branch: 'main' }).job!.id);
    expect(await served()).toEqual(before);
    await done(answers.redoStep(workbench, { step: cut.step.id }).job!.id);
    expect(await served()).toEqual(without);
    await done(answers.undoStep(workbench, { withDependents: false }).job!.id);
    expect(await served()).toEqual(before);
  });
});

describe('a preview of a cut', () => {
  const journal = (): Buffer => readFileSync(join(home, 'journal.jsonl'));
  const onDisk = (): string[] => readdirSync(join(home, 'snapshots')).toSorted();
  const strongest = () => {
    const [{ record, core }] = workbench.snapshot().networks.toSorted((x, y) => y.record.accounts - x.record.accounts);
    return { id: record.id, kind: core[0].kind, value: core[0].value };
  };

  it('says what the cut brings, and leaves snapshot, graph and journal as they were', async () => {
    const cut = strongest();
    const before = await served();
    const untouched = { journal: journal(), onDisk: onDisk() };
    const events = [];
    for await (const event of answers.previewSplit(workbench, cut)) events.push(event);
    const last = events.at(-1)!;
    if (!('split' in last)) throw new Error('no split came');
    expect(await served()).toEqual(before);
    expect({ journal: journal(), onDisk: onDisk() }).toEqual(untouched);

    const rule = { verb: 'cut-indicator', kind: cut.kind, value: cut.value } as const;
    const made = answers.addConstraint(workbench, { rule, reason: 'a test' });
    await done(made.job.id);
    const now = new Map(workbench.snapshot().networks.map(({ record }) => [record.id, record]));
    const { parts, fallen, partOf, held } = last.split;
    for (const { id, name, tier, score, q, strength, accounts } of parts)
      expect(now.get(id)).toMatchObject({ name, tier, score, q, strength, accounts });
    expect(parts.reduce((sum, { from }) => sum + from, fallen)).toBe(last.split.before.accounts);
    expect(partOf).toHaveLength(last.split.before.accounts);
    expect(held).toBe(before.snapshot.networks.find(({ record }) => record.id === cut.id)!.core[0].members);
    await done(answers.undoConstraint(workbench, made.constraint.id).job.id);
    expect(await served()).toEqual(before);
  });

  it('ends when nobody listens any more, and the next one finds its answer all the same', async () => {
    const cut = strongest();
    const stop = new AbortController();
    const cancelled = answers.previewSplit(workbench, cut, stop.signal);
    await cancelled.next();
    stop.abort();
    await expect(cancelled.next()).rejects.toMatchObject({ code: 'CANCELLED' });
    const events = [];
    for await (const event of answers.previewSplit(workbench, cut)) events.push(event);
    expect(events.at(-1)).toHaveProperty('split');
  });

  it('refuses what no member of the network holds', async () => {
    const events = answers.previewSplit(workbench, { ...strongest(), value: 'nobody has this' });
    const all = async (): Promise<void> => {
      for await (const _ of events);
    };
    await expect(all()).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});
