import {
  communitiesOf,
  coreLinks,
  digestOfNetwork,
  memberLinks,
  propertiesOf,
  type CoreLink,
  type MemberLink,
  type Publication,
  type PublishedNetwork,
} from './publication.js';

/** Links that are new, changed and gone, by account or indicator. */
export interface LinkChanges<Link> {
  readonly added: readonly (readonly [string, Link])[];
  readonly set: readonly (readonly [string, Link])[];
  readonly gone: readonly string[];
}

/** What of a network that stays is to be written. */
export interface NetworkChange {
  readonly id: string;
  readonly properties: Record<string, unknown>;
  /** Rows of its communities but for their key; undefined where they stay as they are. */
  readonly communities: PublishedNetwork['communities'] | undefined;
  readonly members: LinkChanges<MemberLink>;
  readonly core: LinkChanges<CoreLink>;
}

/** What leads from one publication to the next. */
export interface PublicationDelta {
  /** Ids of networks that are no more. */
  readonly gone: readonly string[];
  readonly added: readonly { readonly network: PublishedNetwork; readonly position: number }[];
  readonly changed: readonly NetworkChange[];
  /** Links that are written or removed. */
  readonly links: number;
}

/** Compares two publications; the same network is the one of the same id. */
export function deltaBetween(before: Publication, now: Publication): PublicationDelta {
  const old = new Map(before.networks.map((network, position) => [network.record.id, { network, position }]));
  const known = new Set(now.networks.map(({ record }) => record.id));
  const gone = before.networks.filter(({ record }) => !known.has(record.id));
  const added: { network: PublishedNetwork; position: number }[] = [];
  const changed: NetworkChange[] = [];
  now.networks.forEach((network, position) => {
    const was = old.get(network.record.id);
    if (!was) added.push({ network, position });
    else if (
      was.position !== position ||
      digestOfNetwork(was.network, before.kinds) !== digestOfNetwork(network, now.kinds)
    )
      changed.push(changeOf({ ...was, kinds: before.kinds }, { network, position, kinds: now.kinds }));
  });
  const whole = [...gone, ...added.map(({ network }) => network)];
  return {
    gone: gone.map(({ record }) => record.id),
    added,
    changed,
    links:
      whole.reduce((sum, { members, core }) => sum + members.ids.length + core.length, 0) +
      changed.reduce((sum, { members, core }) => sum + sizeOf(members) + sizeOf(core), 0),
  };
}

interface Placed extends Pick<Publication, 'kinds'> {
  readonly network: PublishedNetwork;
  readonly position: number;
}

function changeOf(was: Placed, now: Placed): NetworkChange {
  const isSame = digestOfNetwork(was.network, was.kinds) === digestOfNetwork(now.network, now.kinds);
  const parts = ({ network }: Placed): string => JSON.stringify(communitiesOf(network, ''));
  return {
    id: now.network.record.id,
    properties: isSame
      ? { position: now.position }
      : { ...propertiesOf(now.network), position: now.position, digest: digestOfNetwork(now.network, now.kinds) },
    communities: isSame || parts(was) === parts(now) ? undefined : now.network.communities,
    members:
      isSame || areSameMembers(was.network, now.network)
        ? NOTHING
        : linkChanges(memberLinks(was.network), memberLinks(now.network)),
    core: isSame ? NOTHING : linkChanges(coreLinks(was.network, was.kinds), coreLinks(now.network, now.kinds)),
  };
}

const areSameMembers = (was: PublishedNetwork, now: PublishedNetwork): boolean =>
  was.members === now.members && was.communities === now.communities;

const NOTHING = { added: [], set: [], gone: [] };

const sizeOf = ({ added, set, gone }: LinkChanges<unknown>): number => added.length + set.length + gone.length;

function linkChanges<Link extends readonly unknown[]>(
  was: readonly (readonly [string, Link])[],
  now: readonly (readonly [string, Link])[],
): LinkChanges<Link> {
  const left = new Map(was);
  const added: (readonly [string, Link])[] = [];
  const set: (readonly [string, Link])[] = [];
  for (const [key, link] of now) {
    const old = left.get(key);
    if (!left.delete(key)) added.push([key, link]);
    else if (link.some((value, at) => value !== old![at])) set.push([key, link]);
  }
  return { added, set, gone: [...left.keys()] };
}
