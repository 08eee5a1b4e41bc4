import { randomUUID } from 'node:crypto';
import { IolausError, type WorkOptions } from '@iolaus/contracts';
import type { Driver } from 'neo4j-driver';
import {
  communitiesOf,
  coreLinks,
  digestOfNetwork,
  memberLinks,
  propertiesOf,
  type Publication,
} from './publication.js';
import { publishDelta } from './publish-delta.js';
import * as statements from './publish-statements.js';

const BATCH = 5_000;
const TRANSACTION_MS = 600_000;

/** How networks are published. */
export type PublishOptions = WorkOptions & {
  /** The publication that the graph should hold already: where it does, only what differs is written. */
  readonly before?: Publication | undefined;
  /** What must have come about before readers change over; where it fails, they never do. */
  readonly ready?: Promise<unknown> | undefined;
};

/** Makes the graph hold the networks of a publication: by what changed since `before` in one transaction where that is possible, else whole. */
export async function publishNetworks(
  driver: Driver,
  publication: Publication,
  { before, ready, ...work }: PublishOptions = {},
): Promise<void> {
  if (work.signal?.aborted) throw new IolausError('CANCELLED', { done: 'nothing of the publication' });
  const total = publication.networks.length;
  work.onProgress?.({ phase: 'Publishing networks', done: 0, total, unit: 'networks' });
  if (before && (await publishDelta(driver, { before, now: publication, ready }))) {
    work.onProgress?.({ phase: 'Publishing networks', done: total, total, unit: 'networks' });
    return;
  }
  await publishWhole(driver, publication, { ...work, ready });
}

/** Writes all networks under a key of their own, then makes their snapshot the current one in a single transaction, then removes the others. */
async function publishWhole(
  driver: Driver,
  publication: Publication,
  { ready, ...work }: Omit<PublishOptions, 'before'>,
): Promise<void> {
  const publisher = new Publisher(driver, work);
  const { networks, kinds } = publication;
  await publisher.clear(statements.CLEAR_OTHERS);
  await publisher.write(statements.DELETE_OLD_SNAPSHOTS, {});
  await publisher.write(statements.CREATE_SNAPSHOT, { id: publication.snapshotId, created: publication.createdMs });
  await publisher.batches('networks', {
    statement: statements.CREATE_NETWORKS,
    rows: publisher.networkRows(publication),
  });
  await publisher.batches('core links', {
    statement: statements.CREATE_CORE,
    rows: networks.flatMap((each) => coreLinks(each, kinds).map(([key, link]) => [each.record.id, key, ...link])),
  });
  await publisher.batches('members', {
    statement: statements.CREATE_MEMBERS,
    rows: networks.flatMap((each) => memberLinks(each).map(([account, link]) => [each.record.id, account, ...link])),
  });
  await ready;
  await publisher.write(statements.FLIP, {});
  await publisher.clear(statements.CLEAR_OTHERS);
  await publisher.write(statements.DELETE_OLD_SNAPSHOTS, {});
}

class Publisher {
  readonly #driver: Driver;
  readonly #work: WorkOptions;
  // Its own key, so that a snapshot may be published again while its first publication is being read.
  readonly #key = randomUUID();

  constructor(driver: Driver, work: WorkOptions) {
    this.#driver = driver;
    this.#work = work;
  }

  /** Every network with its communities. */
  networkRows({ networks, kinds }: Publication): unknown[] {
    return networks.map((network, position) => ({
      properties: { ...propertiesOf(network), position, digest: digestOfNetwork(network, kinds) },
      communities: communitiesOf(network, this.#key),
    }));
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
}
