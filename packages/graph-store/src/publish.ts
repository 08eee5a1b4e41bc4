import { randomUUID } from 'node:crypto';
import { FAMILIES, indicatorKey, IolausError, type DetectedNetwork, type WorkOptions } from '@iolaus/contracts';
import type { Driver } from 'neo4j-driver';
import type { Publication } from './graph-store.js';
import * as statements from './publish-statements.js';

const BATCH = 5_000;
const TRANSACTION_MS = 600_000;

/** Writes the networks of a detection under its snapshot, then makes that snapshot the current one in a single transaction, then removes the others. */
export async function publishDetection(
  driver: Driver,
  publication: Publication,
  work: WorkOptions = {},
): Promise<void> {
  const publisher = new Publisher(driver, publication, work);
  const { networks } = publication.detection;
  await publisher.clear(statements.CLEAR_OTHERS);
  await publisher.write(statements.CREATE_SNAPSHOT, { id: publication.snapshotId, created: publication.createdMs });
  await publisher.batches('networks', { statement: statements.CREATE_NETWORKS, rows: publisher.networkRows() });
  await publisher.batches('core links', {
    statement: statements.CREATE_CORE,
    rows: networks.flatMap((each) => publisher.coreRows(each)),
  });
  await publisher.batches('members', {
    statement: statements.CREATE_MEMBERS,
    rows: networks.flatMap((each) => publisher.memberRows(each)),
  });
  await publisher.write(statements.FLIP, {});
  await publisher.clear(statements.CLEAR_OTHERS);
  await publisher.write(statements.DELETE_OLD_SNAPSHOTS, {});
}

class Publisher {
  readonly #driver: Driver;
  readonly #publication: Publication;
  readonly #work: WorkOptions;
  // Its own key, so that a snapshot may be published again while its first publication is being read.
  readonly #key = randomUUID();

  constructor(driver: Driver, publication: Publication, work: WorkOptions) {
    this.#driver = driver;
    this.#publication = publication;
    this.#work = work;
  }

  /** Every network with its communities. */
  networkRows(): unknown[] {
    return this.#publication.detection.networks.map(({ record, communities }, position) => {
      const { id, name, tier, score, q, strength, barBits, accounts } = record;
      const properties = {
        id,
        name,
        tier,
        score,
        q,
        strength,
        barBits,
        accounts,
        position,
        record: JSON.stringify(record),
      };
      const parts = communities.map(({ label, accounts: size, exchanges, bits, holdsTogether }) => ({
        key: `${this.#key}:${id}:${label}`,
        label,
        accounts: size,
        exchanges,
        bits,
        holdsTogether,
      }));
      return { properties, communities: parts };
    });
  }

  /** Runs a bounded delete until nothing is left of it. */
  async clear(statement: string): Promise<void> {
    while ((await this.write(statement, {})) > 0);
  }

  /** Runs a statement in a managed transaction; gives the number in its first column, 0 when it returns nothing. */
  async write(statement: string, parameters: Record<string, unknown>): Promise<number> {
    if (this.#work.signal?.aborted) throw new IolausError('CANCELLED', { done: 'part of the publication' });
    const session = this.#driver.session();
    try {
      return await session.executeWrite(
        async (transaction) => {
          const result = await transaction.run(statement, { ...parameters, snapshot: this.#key });
          return (result.records[0]?.get(0) as number | undefined) ?? 0;
        },
        { timeout: TRANSACTION_MS },
      );
    } finally {
      await session.close();
    }
  }

  /** Writes rows a batch at a time. */
  async batches(
    unit: string,
    { statement, rows }: { readonly statement: string; readonly rows: readonly unknown[] },
  ): Promise<void> {
    for (let from = 0; from < rows.length; from += BATCH) {
      this.#work.onProgress?.({ phase: 'Publishing networks', done: from, total: rows.length, unit });
      await this.write(statement, { rows: rows.slice(from, from + BATCH) });
    }
    this.#work.onProgress?.({ phase: 'Publishing networks', done: rows.length, total: rows.length, unit });
  }

  /** The core indicators of a network with their bits. */
  coreRows({ core, coreBits, record }: DetectedNetwork): unknown[] {
    const { sightings } = this.#publication.tables;
    return Array.from(core, (indicator, index) => {
      const { kind, family } = sightings.kinds[sightings.indicatorKind[indicator]!]!;
      const key = indicatorKey(kind, sightings.indicatorValue[indicator]!);
      return [record.id, key, coreBits[index]!, record.core[index]?.members ?? 0, family, index];
    });
  }

  /** The members of a network, best first. */
  memberRows({ members, communities, record }: DetectedNetwork): unknown[] {
    const { accounts } = this.#publication.tables.sightings;
    const width = FAMILIES.length;
    return Array.from(members.account, (account, index) => {
      const byFamily = Array.from(members.bitsByFamily.subarray(index * width, (index + 1) * width));
      const label = communities[members.community[index]!]?.label ?? '';
      return [record.id, accounts[account]!, members.bits[index]!, index + 1, label, byFamily];
    });
  }
}
