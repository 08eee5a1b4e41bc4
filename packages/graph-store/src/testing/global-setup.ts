import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { findNeo4jWay } from '../embedded/find-way.js';
import { startEmbeddedNeo4j } from '../embedded/start-embedded.js';

declare module 'vitest' {
  interface ProvidedContext {
    neo4j: { readonly uri: string; readonly user: string; readonly password: string };
  }
}

/** One Neo4j for all `.db.test.ts` files: the server of NEO4J_URI (its graph is emptied!), else an embedded one that is gone afterwards. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const way = await findNeo4jWay(process.env);
  if (way.kind === 'external') {
    project.provide('neo4j', { uri: way.uri, user: way.user, password: way.password });
    return () => Promise.resolve();
  }
  const home = await mkdtemp(join(tmpdir(), 'iolaus-db-'));
  const server = await startEmbeddedNeo4j({ home, heapMb: 1024, pageCacheMb: 256 });
  project.provide('neo4j', { uri: server.uri, user: server.user, password: server.password });
  return async () => {
    await server.stop();
    await rm(home, { recursive: true, force: true });
  };
}
