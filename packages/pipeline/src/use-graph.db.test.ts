import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import type { GraphFeed, OnProgress } from '@iolaus/contracts';
import { Workbench, writeScenario } from '@iolaus/pipeline';

const SEED = 20_261_126;
const KILLS = 5;
const ENV = { ...process.env, IOLAUS_NEO4J_HEAP_MB: '512', IOLAUS_NEO4J_CACHE_MB: '128' };
const isEmbedded = process.env['NEO4J_URI'] === undefined;

/** Numbers in 0–1 that are the same in each run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

describe.runIf(isEmbedded)('the graph of a home whose Neo4j is killed', () => {
  const folder = mkdtempSync(join(tmpdir(), 'iolaus-kills-'));
  const benches: Workbench[] = [];
  const open = async (home: string, env: NodeJS.ProcessEnv): Promise<Workbench> => {
    const workbench = await Workbench.open({ home: join(folder, home), env });
    benches.push(workbench);
    return workbench;
  };
  let dumps: string[];
  /** The feed of a lake with one half of a campaign, then with both. */
  async function* feeds(workbench: Workbench): AsyncGenerator<GraphFeed> {
    for (const paths of [dumps.slice(0, 3), dumps]) {
      await workbench.lake.importFiles({ paths });
      await workbench.lake.rollUp();
      yield await workbench.lake.graphFeed();
    }
  }
  beforeAll(async () => {
    const outDir = join(folder, 'synth');
    await writeScenario({ name: 'lerna-small', outDir, accounts: 3_000, exchanges: 60_000 });
    dumps = readdirSync(join(outDir, 'dumps'))
      .filter((name) => !name.endsWith('.yaml'))
      .map((name) => join(outDir, 'dumps', name));
    // One salt for both homes: ids of templates depend on it.
    const first = await Workbench.open({ home: join(folder, 'calm'), env: ENV });
    await first.lake.importFiles({ paths: dumps.slice(0, 1) });
    await first.close();
    cpSync(join(folder, 'calm', 'lake'), join(folder, 'killed', 'lake'), { recursive: true });
  });
  afterAll(async () => {
    for (const workbench of benches) await workbench.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it(`is equal to one that nothing happened to, after ${KILLS} kills at seeded places`, async () => {
    const { uri, user, password } = inject('neo4j');
    const calm = await open('calm', { NEO4J_URI: uri, NEO4J_USER: user, NEO4J_PASSWORD: password });
    for await (const feed of feeds(calm)) await calm.graph.load(feed);
    const digest = await (await calm.graph.store()).digest();
    await calm.graph.close();

    const random = seeded(SEED);
    const killed = await open('killed', ENV);
    // A server that runs and is nearly empty is loaded over Bolt from the start.
    await killed.graph.store();
    let kills = 0;
    const onProgress: OnProgress = ({ phase }) => {
      const { pid } = killed.graph;
      if (kills === KILLS || !phase.startsWith('Loading') || pid === undefined || random() < 0.4) return;
      kills += 1;
      // Some time into the batch that begins now.
      setTimeout(() => kill(pid), random() * 60);
    };
    for await (const feed of feeds(killed)) await killed.graph.load(feed, { onProgress });
    expect(kills).toBe(KILLS);
    const store = await killed.graph.store();
    expect(await store.digest()).toBe(digest);
  }, 600_000);
});

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    // Two kills of one server: the first was enough.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
