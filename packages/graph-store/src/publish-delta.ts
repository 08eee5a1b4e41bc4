import type { Driver, ManagedTransaction, Transaction } from 'neo4j-driver';
import * as statements from './delta-statements.js';
import {
  communitiesOf,
  coreLinks,
  digestOfNetwork,
  memberLinks,
  propertiesOf,
  type Publication,
} from './publication.js';
import { deltaBetween, type LinkChanges, type PublicationDelta } from './publication-delta.js';
import { CREATE_CORE, CREATE_MEMBERS, CREATE_NETWORKS } from './publish-statements.js';
import { rehearsalOf } from './rehearsal.js';

/** Links that one transaction may change: it holds them in memory until it ends, about 1 KB each. */
const MOST_LINKS = 150_000;
const TRANSACTION_MS = 600_000;

/**
 * Leads the graph from the publication that it holds to the next, in one transaction: readers see the one or the other. Gives false and changes nothing where the graph does not hold `before` exactly,
 * where a publication that was cut left something, or where the step is too large; then everything is to be published.
 */
export async function publishDelta(
  driver: Driver,
  of: { readonly before: Publication; readonly now: Publication; readonly ready?: Promise<unknown> | undefined },
): Promise<boolean> {
  const { before, now, ready } = of;
  const snapshot = await heldBy(driver, before);
  if (snapshot === undefined) return false;
  const delta = deltaBetween(before, now);
  if (delta.links > MOST_LINKS) return false;
  const session = driver.session();
  try {
    await session.executeWrite(
      async (transaction) => {
        await writeDelta({ transaction, snapshot }, delta, now);
        await ready;
      },
      { timeout: TRANSACTION_MS },
    );
  } finally {
    await session.close();
  }
  return true;
}

/**
 * Takes a step from a publication that the graph holds, and takes it back: afterwards the database has its statements compiled and what they touch at hand, so that the next step takes a second instead
 * of six. Changes nothing; does nothing where the graph does not hold the publication, or the step would be too large.
 */
export async function rehearseDelta(driver: Driver, held: Publication): Promise<void> {
  const snapshot = await heldBy(driver, held);
  const now = rehearsalOf(held);
  const delta = deltaBetween(held, now);
  if (snapshot === undefined || delta.links > MOST_LINKS) return;
  const session = driver.session();
  try {
    const transaction = await session.beginTransaction({ timeout: TRANSACTION_MS });
    await writeDelta({ transaction, snapshot }, delta, now);
    await transaction.rollback();
  } finally {
    await session.close();
  }
}

/** The key under which the graph holds a publication, whole and alone. */
async function heldBy(driver: Driver, { networks, kinds }: Publication): Promise<string | undefined> {
  const left = await driver.executeQuery(statements.LEFTOVERS, {});
  if (left.records[0]?.get('left') !== 0) return undefined;
  const { records } = await driver.executeQuery(statements.HELD_NETWORKS, {});
  if (records.length !== networks.length) return undefined;
  const held = new Map(records.map((record) => [record.get('id') as string, record]));
  const isHeld = networks.every((network, position) => {
    const record = held.get(network.record.id);
    return (
      record?.get('digest') === digestOfNetwork(network, kinds) &&
      record.get('position') === position &&
      record.get('members') === network.members.ids.length &&
      record.get('core') === network.core.length
    );
  });
  return isHeld ? (records[0]?.get('snapshot') as string | undefined) : undefined;
}

interface Writing {
  readonly transaction: ManagedTransaction | Transaction;
  readonly snapshot: string;
}

async function writeDelta(writing: Writing, delta: PublicationDelta, now: Publication): Promise<void> {
  const { snapshot } = writing;
  const run = (statement: string, parameters: Record<string, unknown>): Promise<unknown> =>
    writing.transaction.run(statement, { ...parameters, snapshot });
  if (delta.gone.length > 0) await run(statements.DROP_NETWORKS, { ids: delta.gone });
  if (delta.added.length > 0) await run(CREATE_NETWORKS, { rows: addedRows(delta, now, snapshot) });
  if (delta.changed.length > 0)
    await run(statements.SET_NETWORKS, { rows: delta.changed.map(({ id, properties }) => ({ id, properties })) });
  const parted = delta.changed.filter(({ communities }) => communities !== undefined);
  if (parted.length > 0) {
    await run(statements.DROP_COMMUNITIES, { ids: parted.map(({ id }) => id) });
    await run(statements.CREATE_COMMUNITIES, {
      rows: parted.map(({ id, communities = [] }) => ({
        id,
        communities: communitiesOf({ record: { id }, communities }, snapshot),
      })),
    });
  }
  for (const { id, members, core } of delta.changed) {
    if (members.gone.length > 0) await run(statements.DROP_MEMBERS, { id, gone: members.gone });
    if (members.set.length > 0) await run(statements.SET_MEMBERS, { id, links: Object.fromEntries(members.set) });
    if (core.gone.length > 0) await run(statements.DROP_CORE, { id, gone: core.gone });
    if (core.set.length > 0) await run(statements.SET_CORE, { id, links: Object.fromEntries(core.set) });
  }
  const created = createdLinks(delta, now);
  if (created.members.length > 0) await run(CREATE_MEMBERS, { rows: created.members });
  if (created.core.length > 0) await run(CREATE_CORE, { rows: created.core });
  await run(statements.RENAME_SNAPSHOT, { id: now.snapshotId, created: now.createdMs });
}

function addedRows({ added }: PublicationDelta, { kinds }: Publication, key: string): unknown[] {
  return added.map(({ network, position }) => ({
    properties: { ...propertiesOf(network), position, digest: digestOfNetwork(network, kinds) },
    communities: communitiesOf(network, key),
  }));
}

/** Links of new networks, and new links of others. */
function createdLinks(delta: PublicationDelta, { kinds }: Publication): { members: unknown[]; core: unknown[] } {
  const rows = <Link extends readonly unknown[]>(id: string, links: LinkChanges<Link>['added']): unknown[] =>
    links.map(([key, link]) => [id, key, ...link]);
  return {
    members: [
      ...delta.added.flatMap(({ network }) => rows(network.record.id, memberLinks(network))),
      ...delta.changed.flatMap(({ id, members }) => rows(id, members.added)),
    ],
    core: [
      ...delta.added.flatMap(({ network }) => rows(network.record.id, coreLinks(network, kinds))),
      ...delta.changed.flatMap(({ id, core }) => rows(id, core.added)),
    ],
  };
}
