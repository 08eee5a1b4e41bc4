import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { NetworksDocument } from '@iolaus/contracts';
import { toDocument } from '@iolaus/detect';
import { importDumps, Workbench } from '@iolaus/pipeline';
import { writeScenario } from '@iolaus/synth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = mkdtempSync(join(tmpdir(), 'iolaus-renaming-'));
const dumps = join(root, 'world', 'dumps');
const otherNames = (id: string): string => `u${createHash('sha256').update(id).digest('hex').slice(0, 12)}`;

beforeAll(async () => {
  await writeScenario({ name: 'regrowth', accounts: 1500, seed: 4, outDir: join(root, 'world') });
});
afterAll(() => rmSync(root, { recursive: true }));

/** The same dumps with other account ids, rows from last to first, and every account in the country of another. */
function writeOther(folder: string): void {
  mkdirSync(folder);
  for (const name of readdirSync(dumps)) {
    const bytes = readFileSync(join(dumps, name));
    if (name.endsWith('.yaml')) {
      writeFileSync(join(folder, name), bytes);
      continue;
    }
    const lines = (name.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString().trimEnd().split('\n');
    const other = name.includes('.csv') ? otherTable(lines) : lines.map(otherLine).toReversed();
    // The mapping goes by the name; what is inside is told from the bytes.
    writeFileSync(join(folder, name), `${other.join('\n')}\n`);
  }
}

const otherLine = (line: string): string => {
  const read = JSON.parse(line) as { account_id: string };
  return JSON.stringify({ ...read, account_id: otherNames(read.account_id) });
};

function otherTable([head = '', ...rows]: readonly string[]): string[] {
  const names = head.split(',');
  const [id, country] = [names.indexOf('account_id'), names.indexOf('country')];
  const cells = rows.map((row) => row.split(','));
  const countries = cells.map((row) => row[country] ?? '');
  return [
    head,
    ...cells
      .map((row, at) => row.map((cell, n) => otherCell(cell, { isId: n === id, moved: n === country, at })).join(','))
      .toReversed(),
  ];
  function otherCell(cell: string, of: { isId: boolean; moved: boolean; at: number }): string {
    if (of.isId) return otherNames(cell);
    return of.moved ? (countries[(of.at * 7 + 1) % countries.length] ?? '') : cell;
  }
}

async function networksOf(paths: string, home: string): Promise<NetworksDocument> {
  const workbench = await Workbench.open({ home: join(root, home), env: {} });
  await importDumps(workbench, { paths: [paths], lakeOnly: true });
  const { detection, tables } = await workbench.detect({ publish: false });
  await workbench.close();
  return toDocument(detection, tables);
}

/** A document without the ids that a lake makes with its own secret, and without the digests of its dumps. */
function plain({ networks, changes }: NetworksDocument, nameOf: (id: string) => string): unknown {
  const told = { networks: networks.map((each) => ({ ...each, members: membersOf(each, nameOf) })), changes };
  return JSON.parse(JSON.stringify(told).replace(/"[TFOLRS]-[0-9A-Za-z]+"/g, '"an id"'));
}

const membersOf = ({ members }: NetworksDocument['networks'][number], nameOf: (id: string) => string): unknown[] =>
  members
    .map((each) => ({ ...each, account: nameOf(each.account) }))
    .toSorted((x, y) => (x.account < y.account ? -1 : 1));

describe('other names for everything', () => {
  it('finds the same networks in another home, whose secret is another', async () => {
    const [one, other] = [await networksOf(dumps, 'one'), await networksOf(dumps, 'other')];
    expect(one.networks.length).toBeGreaterThan(1);
    expect(one).not.toEqual(other);
    expect(plain(other, (id) => id)).toEqual(plain(one, (id) => id));
  });

  it('finds the same networks, to the last figure, whatever accounts are called, in any order of rows and in any country', async () => {
    const renamed = join(root, 'renamed');
    writeOther(renamed);
    const [one, other] = [await networksOf(dumps, 'first'), await networksOf(renamed, 'second')];
    expect(other.input).not.toEqual(one.input);
    expect(plain(other, (id) => id)).toEqual(plain(one, otherNames));
  });
});
