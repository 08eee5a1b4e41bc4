import { createHash } from 'node:crypto';
import { indicatorKey, type Community, type Family, type IndicatorKind, type NetworkRecord } from '@iolaus/contracts';

/** A network as it is published: its record, its members best first, its core most telling first, its communities. */
export interface PublishedNetwork {
  readonly record: NetworkRecord;
  readonly members: {
    readonly ids: readonly string[];
    readonly bits: Float32Array;
    /** Index into `communities`. */
    readonly community: Uint16Array;
  };
  readonly core: readonly { readonly kind: string; readonly value: string; readonly bits: number }[];
  readonly communities: readonly Omit<Community, 'indicators'>[];
}

/** Networks to publish under a snapshot id, best first. */
export interface Publication {
  readonly snapshotId: string;
  readonly createdMs: number;
  readonly kinds: readonly IndicatorKind[];
  readonly networks: readonly PublishedNetwork[];
}

/** What a member is told of its network: bits, rank from 1, label of its community. */
export type MemberLink = readonly [bits: number, rank: number, community: string];
/** What a core indicator is told of its network. */
export type CoreLink = readonly [bits: number, members: number, family: Family, position: number];

/** The properties of a network's node but for its place. */
export function propertiesOf({ record }: PublishedNetwork): Record<string, unknown> {
  const { id, name, tier, score, q, strength, barBits, accounts } = record;
  return { id, name, tier, score, q, strength, barBits, accounts, record: JSON.stringify(record) };
}

/** The nodes of a network's communities; `key` names the publication. */
export function communitiesOf(
  { record, communities }: { readonly record: { readonly id: string } } & Pick<PublishedNetwork, 'communities'>,
  key: string,
): Record<string, unknown>[] {
  return communities.map(({ label, accounts, exchanges, bits, holdsTogether }) => ({
    key: `${key}:${record.id}:${label}`,
    label,
    accounts,
    exchanges,
    bits,
    holdsTogether,
  }));
}

/** The links of members, by account. */
export function memberLinks({ members, communities }: PublishedNetwork): [account: string, link: MemberLink][] {
  return members.ids.map((account, at) => [
    account,
    [members.bits[at]!, at + 1, communities[members.community[at]!]?.label ?? ''],
  ]);
}

/** The links of core indicators, by the key of the indicator. */
export function coreLinks(
  { core, record }: PublishedNetwork,
  kinds: readonly IndicatorKind[],
): [indicator: string, link: CoreLink][] {
  const familyOf = new Map(kinds.map(({ kind, family }) => [kind, family]));
  return core.map(({ kind, value, bits }, at) => [
    indicatorKey(kind, value),
    [bits, record.core[at]?.members ?? 0, familyOf.get(kind)!, at],
  ]);
}

const digests = new WeakMap<PublishedNetwork, string>();

/** A digest of all that is published of a network but its place; its node carries it, so that a graph says itself what it holds. */
export function digestOfNetwork(network: PublishedNetwork, kinds: readonly IndicatorKind[]): string {
  const known = digests.get(network);
  if (known !== undefined) return known;
  const { record, members } = network;
  const digest = createHash('sha256')
    .update(JSON.stringify([record, communitiesOf(network, ''), coreLinks(network, kinds), members.ids]))
    .update(members.bits)
    .update(members.community)
    .digest('hex')
    .slice(0, 24);
  digests.set(network, digest);
  return digest;
}
