import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';

/** Files of an embedded Neo4j inside a home: HOME/neo4j, readable by its owner alone. */
export interface Neo4jHome {
  readonly dir: string;
  readonly conf: string;
  readonly log: string;
  readonly password: string;
}

/** Memory of the server. */
export interface Neo4jMemory {
  readonly heapMb: number;
  readonly pageCacheMb: number;
}

/** Makes HOME/neo4j (0700) with its random 256-bit password (0600), or opens the one that is there. */
export async function prepareNeo4jHome(home: string): Promise<Neo4jHome> {
  const dir = join(home, 'neo4j');
  const conf = join(dir, 'conf');
  const logs = join(dir, 'logs');
  for (const folder of [dir, conf, logs]) await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(dir, 0o700);
  return { dir, conf, log: join(logs, 'console.log'), password: await keptPassword(join(dir, 'password')) };
}

/** Writes conf/neo4j.conf: each line closes something that a default leaves open. */
export async function writeConf(home: Neo4jHome, options: { readonly port: number } & Neo4jMemory): Promise<void> {
  const lines = Object.entries(settings(options)).map(([name, value]) => `${name}=${value}\n`);
  await writeFile(join(home.conf, 'neo4j.conf'), lines.join(''), { mode: 0o600 });
}

/** The settings of a hardened private server on a loopback port. */
export function settings(options: { readonly port: number } & Neo4jMemory): Readonly<Record<string, string>> {
  const address = `127.0.0.1:${options.port}`;
  return {
    'server.config.strict_validation.enabled': 'true',
    'server.default_listen_address': '127.0.0.1',
    'server.bolt.enabled': 'true',
    'server.bolt.listen_address': address,
    'server.bolt.advertised_address': address,
    'server.http.enabled': 'false',
    'server.https.enabled': 'false',
    'dbms.security.auth_enabled': 'true',
    'dbms.usage_report.enabled': 'false',
    // Without these two, LOAD CSV reads any file of the machine and any address of the network, even in a read transaction.
    'dbms.security.allow_csv_import_from_file_urls': 'false',
    'internal.dbms.cypher_ip_blocklist': '0.0.0.0/0,::/0',
    'db.transaction.timeout': '30s',
    'db.lock.acquisition.timeout': '10s',
    'db.memory.transaction.max': '512m',
    'dbms.memory.transaction.total.max': `${Math.max(512, Math.floor(options.heapMb * 0.6))}m`,
    'db.tx_log.preallocate': 'false',
    'db.tx_log.rotation.retention_policy': '1 hours 1G',
    'server.memory.heap.initial_size': `${options.heapMb}m`,
    'server.memory.heap.max_size': `${options.heapMb}m`,
    'server.memory.pagecache.size': `${options.pageCacheMb}m`,
  };
}

/** A loopback port that was free a moment ago; the start is tried again with another one when it was taken meanwhile. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

async function keptPassword(path: string): Promise<string> {
  const kept = await readFile(path, 'utf8').catch(() => '');
  if (kept !== '') return kept;
  const made = randomBytes(32).toString('base64url');
  await writeFile(path, made, { mode: 0o600, flag: 'wx' });
  return made;
}
