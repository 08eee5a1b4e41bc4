import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assert, property, string } from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { luceneWords, valuePrefix } from '../search.js';
import { checkJars, expectedSums, fetchNeo4j } from './fetch-neo4j.js';
import { findNeo4jWay, javaMajor } from './find-way.js';
import { cellOf } from './import-files.js';
import { settings } from './neo4j-home.js';

describe('findNeo4jWay', () => {
  it('takes the server that NEO4J_URI names', async () => {
    expect(await findNeo4jWay({ NEO4J_URI: 'neo4j://10.0.0.7', NEO4J_PASSWORD: 'secret' })).toEqual({
      kind: 'external',
      uri: 'neo4j://10.0.0.7',
      user: 'neo4j',
      password: 'secret',
    });
  });

  it('names each missing piece when there is no way', async () => {
    await expect(findNeo4jWay({ PATH: '/nonexistent' })).rejects.toMatchObject({
      code: 'NO_JAVA',
      facts: { missing: 'java is not found, javac is not found, mvn is not found' },
    });
  });

  it('reads the major version of old and new Java', () => {
    expect(javaMajor('openjdk version "17.0.15" 2025-04-15')).toBe(17);
    expect(javaMajor('java version "1.8.0_392"')).toBe(8);
    expect(javaMajor('openjdk version "21" 2023-09-19')).toBe(21);
    expect(javaMajor('not java')).toBeUndefined();
  });
});

describe('checkJars', () => {
  let lib: string;
  const good = new Map([['a.jar', createHash('sha256').update('right').digest('hex')]]);
  beforeEach(async () => {
    lib = await mkdtemp(join(tmpdir(), 'iolaus-jars-'));
  });
  afterEach(() => rm(lib, { recursive: true, force: true }));

  it('accepts exactly the expected bytes', async () => {
    await writeFile(join(lib, 'a.jar'), 'right');
    await expect(checkJars(lib, good)).resolves.toBeUndefined();
  });

  it('refuses a changed, a missing and an extra jar by name', async () => {
    await expect(checkJars(lib, good)).rejects.toMatchObject({ code: 'JARS_MISMATCH', facts: { jar: 'a.jar' } });
    await writeFile(join(lib, 'a.jar'), 'wrong');
    await expect(checkJars(lib, good)).rejects.toMatchObject({ code: 'JARS_MISMATCH', facts: { jar: 'a.jar' } });
    await writeFile(join(lib, 'a.jar'), 'right');
    await writeFile(join(lib, 'b.jar'), 'more');
    await expect(checkJars(lib, good)).rejects.toMatchObject({ code: 'JARS_MISMATCH', facts: { jar: 'b.jar' } });
  });

  it('pins more than 200 jars, the server among them', async () => {
    const sums = await expectedSums();
    expect(sums.size).toBeGreaterThan(200);
    expect(sums.get('neo4j-server-5.26.30.jar')).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('fetchNeo4j', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'iolaus-fetch-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  /** Fetches with a Maven of these lines of shell. */
  async function fetchWith(...lines: readonly string[]): Promise<unknown> {
    await writeFile(join(folder, 'mvn'), ['#!/bin/sh', ...lines].join('\n'), { mode: 0o755 });
    const { PATH } = process.env;
    return fetchNeo4j({ cacheDir: join(folder, 'cache'), env: { PATH: `${folder}:${PATH}` } });
  }

  it('says what Maven said last of why it failed, and leaves nothing that a later fetch would trust', async () => {
    const fetched = fetchWith(
      'echo "[INFO] at work"',
      'echo "[ERROR] "',
      'echo "[ERROR] no route to the mirror"',
      'exit 1',
    );
    await expect(fetched).rejects.toMatchObject({
      code: 'JARS_UNAVAILABLE',
      facts: { detail: 'no route to the mirror' },
    });
    expect(await readdir(join(folder, 'cache'))).toEqual([]);
  });

  it('does not trust what Maven brings when it is not what was pinned', async () => {
    const fetched = fetchWith(
      'for word; do case $word in -DoutputDirectory=*) echo x > "${word#*=}/odd.jar";; esac; done',
    );
    await expect(fetched).rejects.toMatchObject({ code: 'JARS_MISMATCH', facts: { jar: 'odd.jar' } });
    expect(await readdir(join(folder, 'cache'))).toEqual([]);
  });
});

describe('the settings', () => {
  it('listen on loopback alone, with a password, without HTTP, files, addresses or reports', () => {
    expect(settings({ port: 7777, heapMb: 2048, pageCacheMb: 1024 })).toMatchObject({
      'server.bolt.listen_address': '127.0.0.1:7777',
      'server.http.enabled': 'false',
      'server.https.enabled': 'false',
      'dbms.security.auth_enabled': 'true',
      'dbms.security.allow_csv_import_from_file_urls': 'false',
      'internal.dbms.cypher_ip_blocklist': '0.0.0.0/0,::/0',
      'dbms.usage_report.enabled': 'false',
      'db.transaction.timeout': '30s',
      'db.lock.acquisition.timeout': '10s',
    });
  });
});

describe('texts for Neo4j', () => {
  it('quotes any text so that the importer reads it back', () => {
    assert(
      property(string(), (text) => {
        const cell = cellOf(text);
        expect(cell.slice(1, -1).replaceAll('""', '"')).toBe(text);
        expect(cell.slice(1, -1).replaceAll('""', '')).not.toContain('"');
      }),
    );
    expect(cellOf(null)).toBe('');
    expect(cellOf('')).toBe('""');
  });

  it('makes words of anything typed, never an operator', () => {
    assert(
      property(string({ unit: 'grapheme' }), (typed) => {
        expect(luceneWords(typed)).toMatch(/^$|^[\p{L}\p{N}]+(?: AND [\p{L}\p{N}]+)*\*$/u);
      }),
    );
    expect(luceneWords('Grade (the) OR "rubric')).toBe('grade AND the AND or AND rubric*');
  });

  it('turns a CIDR of whole octets into what its addresses start with', () => {
    expect(valuePrefix('192.0.2.0/24')).toBe('192.0.2.');
    expect(valuePrefix('10.0.0.0/8')).toBe('10.');
    expect(valuePrefix('192.0.2.0/23')).toBe('192.0.2.0/23');
    expect(valuePrefix('acct_1')).toBe('acct_1');
  });
});
