import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect } from '../connect.js';
import { openGraph } from '../open-graph.js';
import { buildFeed } from '../testing/build-feed.js';
import { buildTables } from '../testing/build-tables.js';
import { openEmptyGraph } from '../testing/test-graph.js';
import { hasGraph, importOffline } from './import-offline.js';
import { type EmbeddedNeo4j, startEmbeddedNeo4j } from './start-embedded.js';

const MEMORY = { heapMb: 512, pageCacheMb: 128 };
const FEED = buildFeed(
  buildTables(
    [
      ['acct_a', 'ip', '192.0.2.1', 2],
      ['acct "b", c', 'prompt-template', 'T-1', 1],
      ['acct_d', 'user-agent', 'probe/1.0 (a, "b")\n', 3],
    ],
    { 'T-1': 'Two lines,\nwith "quotes" and a backslash \\' },
  ),
);
const isEmbedded = process.env['NEO4J_URI'] === undefined;

describe.runIf(isEmbedded)('an embedded Neo4j', () => {
  let home: string;
  let server: EmbeddedNeo4j;
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'iolaus-embedded-'));
    await importOffline({ home, feed: FEED });
    server = await startEmbeddedNeo4j({ home, ...MEMORY });
  });
  afterAll(async () => {
    await server.stop();
    await rm(home, { recursive: true, force: true });
  });

  it('holds after an offline import the graph that a load over Bolt makes', async () => {
    const byBolt = await openEmptyGraph();
    await byBolt.load(FEED);
    const offline = await openGraph(server);
    expect(await offline.digest()).toBe(await byBolt.digest());
    expect((await offline.status()).kinds).toEqual((await byBolt.status()).kinds);
    expect(await offline.load(FEED)).toMatchObject({ isResumed: false, pairs: 0 });
    await offline.close();
    await byBolt.close();
  });

  it('keeps its folder and its password from other users', async () => {
    expect((await stat(join(home, 'neo4j'))).mode & 0o777).toBe(0o700);
    expect((await stat(join(home, 'neo4j', 'password'))).mode & 0o777).toBe(0o600);
    expect(server.password).toMatch(/^[\w-]{43}$/);
  });

  it('reads no file and no address for a query', async () => {
    const driver = await connect(server);
    for (const url of ['file:///etc/hostname', 'http://127.0.0.1:9/', 'http://[::1]:9/']) {
      await expect(driver.executeQuery('LOAD CSV FROM $url AS line RETURN line', { url })).rejects.toThrow(
        /allow_csv|blocked/,
      );
    }
    await driver.close();
  });

  describe('of a Java that fails', () => {
    let folder: string;
    let env: NodeJS.ProcessEnv;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'iolaus-failing-'));
      await mkdir(join(folder, 'bin'));
      const java = ['#!/bin/sh', 'echo "at work"', 'echo "Caused by: java.io.IOException: no room" >&2', 'exit 3'];
      await writeFile(join(folder, 'bin', 'java'), java.join('\n'), { mode: 0o755 });
      env = { ...process.env, JAVA_HOME: folder };
    });
    afterAll(() => rm(folder, { recursive: true, force: true }));

    it('is refused with the last cause in its log, which it names', async () => {
      await expect(startEmbeddedNeo4j({ home: folder, env, ...MEMORY })).rejects.toMatchObject({
        code: 'NEO4J_START_FAILED',
        facts: { detail: 'java.io.IOException: no room', log: expect.stringContaining(join(folder, 'neo4j')) },
      });
    });

    it('holds no graph after an import that failed, and keeps what the importer said', async () => {
      const log = join(folder, 'neo4j', 'logs', 'import.log');
      await expect(importOffline({ home: folder, feed: FEED, env })).rejects.toMatchObject({
        code: 'GRAPH_IMPORT_FAILED',
        facts: { detail: 'the importer ended with code 3', log },
      });
      expect(await readFile(log, 'utf8')).toContain('no room');
      expect(hasGraph(folder)).toBe(false);
      expect(await readdir(join(folder, 'neo4j'))).not.toContain('import');
    });
  });

  it('ends within 10 s when its parent is killed', async () => {
    const other = await mkdtemp(join(tmpdir(), 'iolaus-killed-'));
    const script = `import { startEmbeddedNeo4j } from ${JSON.stringify(new URL('../../dist/index.js', import.meta.url).href)};
      const server = await startEmbeddedNeo4j({ home: ${JSON.stringify(other)}, heapMb: 512, pageCacheMb: 128 });
      console.log(server.pid); setInterval(() => undefined, 1000);`;
    const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [said] = (await once(parent.stdout, 'data')) as [Buffer];
    const pid = Number(said.toString());
    expect(isAlive(pid)).toBe(true);
    parent.kill('SIGKILL');
    const killed = performance.now();
    await expect.poll(() => isAlive(pid), { timeout: 10_000, interval: 100 }).toBe(false);
    expect(performance.now() - killed).toBeLessThan(10_000);
    await rm(other, { recursive: true, force: true });
  });
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
