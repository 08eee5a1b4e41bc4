import type {
  GraphFeed,
  HolderRow,
  Holders,
  KindCount,
  MatchAccount,
  NetworkRecord,
  SearchHit,
  Tier,
  WorkOptions,
} from '@iolaus/contracts';
import type { Publication } from './publication.js';
import type { PublishOptions } from './publish.js';
import type { ReadOnlyAnswer, ReadOnlyQuestion } from './read-only/ask-read-only.js';

/** What the graph holds, counted in the graph itself. */
export interface GraphStatus {
  readonly accounts: number;
  readonly indicators: number;
  /** Sum of the sightings' counts, and distinct account–indicator pairs. */
  readonly sightings: number;
  readonly pairs: number;
  readonly kinds: readonly KindCount[];
  /** The published snapshot, undefined until something was published. */
  readonly snapshot: { readonly id: string; readonly createdMs: number } | undefined;
  readonly version: string;
}

/** An account's place in a published network. */
export interface Membership {
  readonly network: string;
  readonly name: string;
  readonly tier: Tier;
  readonly score: number;
  readonly q: number;
  readonly community: string;
  readonly bits: number;
  /** 1 for the strongest member. */
  readonly rank: number;
}

/** An account with its place, times in Unix ms, null when unknown. */
export interface AccountRow {
  readonly id: string;
  readonly createdMs: number | null;
  readonly exchanges: number;
  readonly firstMs: number | null;
  readonly lastMs: number | null;
  readonly organisation: string | null;
  readonly isVerified: boolean;
  readonly programme: string | null;
  readonly status: string | null;
  readonly bannedMs: number | null;
  readonly emailDomain: string | null;
  readonly country: string | null;
  readonly membership: Membership | null;
}

/** An indicator: `reach` accounts hold it, `records` sightings in all. */
export interface IndicatorRow {
  readonly kind: string;
  readonly value: string;
  readonly text: string | null;
  readonly reach: number;
  readonly records: number;
  readonly firstMs: number | null;
  readonly lastMs: number | null;
}

/** One sighting of an account. */
export interface AccountIndicatorRow extends IndicatorRow {
  readonly count: number;
  readonly seenFirstMs: number | null;
  readonly seenLastMs: number | null;
}

/** A network that holds an indicator: `accounts` of its members do. */
export interface NetworkOfIndicatorRow {
  readonly id: string;
  readonly name: string;
  readonly tier: Tier;
  readonly accounts: number;
}

/** Holders of an indicator whose network has the tier; null for those in no network. The figures after `banned` leave banned accounts out. */
export interface RadiusRow {
  readonly tier: Tier | null;
  readonly accounts: number;
  readonly banned: number;
  readonly exchanges: number;
  /** Median time from sign-up to the last sight, null where none has both. */
  readonly tenureMs: number | null;
}

/** An indicator met together with another: `accounts` hold both. */
export interface TogetherRow {
  readonly kind: string;
  readonly value: string;
  readonly text: string | null;
  readonly accounts: number;
}

/** Accounts that share an indicator of the kind with an account, and those of them in its network. */
export interface NeighbourRow {
  readonly kind: string;
  readonly accounts: number;
  readonly members: number;
}

/** An indicator that two accounts share, with each one's count. */
export interface SharedRow extends IndicatorRow {
  readonly countA: number;
  readonly countB: number;
}

/** An indicator that an account holds. */
export interface HoldingRow extends IndicatorRow {
  readonly account: string;
}

/** A member of a network. */
export interface NetworkMemberRow {
  readonly account: string;
  readonly bits: number;
  readonly rank: number;
  readonly community: string;
  readonly exchanges: number;
  readonly createdMs: number | null;
  readonly firstMs: number | null;
  readonly lastMs: number | null;
  readonly status: string | null;
}

/** What an expansion over one indicator would add: one row for the indicator and one for each kind of the network's core. */
export interface ExpandCount {
  readonly kind: string;
  readonly touches: number;
  readonly here: number;
  readonly others: number;
  /** Others that hold ≥ 2 core indicators of ≥ 2 families, with bits above the network's bar. */
  readonly moreThanChance: number;
}

/** An account that an expansion adds, with its bits towards the network's core. */
export interface ExpandRow {
  readonly account: string;
  readonly bits: number;
  readonly network: string | null;
}

/** An account that a list names, and its network. */
export interface MatchedAccountRow {
  readonly id: string;
  readonly network: string | null;
}

/** Texts that values of the kinds may start with: at most `most` rows of each text and kind, and no further text from `mostRows` on. */
export interface PrefixQuery {
  readonly prefixes: readonly string[];
  readonly kinds: readonly string[];
  readonly most: number;
  readonly mostRows: number;
}

/** An indicator, and the text that its value starts with. */
export interface PrefixRow extends IndicatorRow {
  readonly prefix: string;
}

/** A network whose members hold an indicator of a list: `accounts` of them do. */
export interface MatchedNetworkRow {
  readonly kind: string;
  readonly value: string;
  readonly network: string;
  readonly accounts: number;
}

/** Whose holders are asked for, and accounts that are asked for themselves. */
export interface TouchedQuery {
  readonly indicators: readonly { readonly kind: string; readonly value: string; readonly bits: number }[];
  readonly accounts: readonly string[];
}

/** Accounts of one network, or of none, that a list touches. */
export interface TouchedRow {
  readonly network: string | null;
  readonly accounts: number;
  /** Some of a network, those that hold most first; none where `network` is null. */
  readonly strongest: readonly string[];
}

/** A page of rows and how many there are in all. */
export interface Page<Row> {
  readonly rows: readonly Row[];
  readonly total: number;
}

/** Which members, in which order. */
export interface MembersQuery {
  readonly network: string;
  readonly community?: string | undefined;
  readonly minBits?: number | undefined;
  readonly sort?: 'bits' | 'exchanges' | 'account' | 'created';
  readonly direction?: 'asc' | 'desc';
  readonly offset?: number;
  readonly limit?: number;
}

/** What a load did. */
export interface LoadReport {
  /** Id of the feed that the graph holds now; a load of the same feed changes nothing. */
  readonly loadId: string;
  readonly isResumed: boolean;
  /** Pairs that were written: created, changed or removed. */
  readonly pairs: number;
  readonly seconds: number;
}

/** Everything that is asked of Neo4j. Reads and writes run in managed transactions; no caller sees Cypher. */
export interface GraphStore {
  readonly uri: string;
  /** Version of the server, for example `5.26.30`. */
  readonly version: string;
  /** Makes the graph equal to the feed; a killed load goes on where its last whole batch ended. */
  load(feed: GraphFeed, work?: WorkOptions): Promise<LoadReport>;
  /** Replaces the published networks by others; readers see the old ones until the new are whole. Where the graph holds `before`, only what differs is written. */
  publish(publication: Publication, options?: PublishOptions): Promise<void>;
  /** Makes the next publication after this one, which the graph holds, as fast as later ones, by a step that is taken back. Changes nothing. */
  rehearse(publication: Publication): Promise<void>;
  status(): Promise<GraphStatus>;
  account(id: string): Promise<AccountRow | undefined>;
  networkOf(account: string): Promise<Membership | undefined>;
  /** What tells most comes first: what a network is held by, what others hold too, what nobody else holds. */
  indicatorsOfAccount(id: string, limit?: number): Promise<Page<AccountIndicatorRow>>;
  neighbours(id: string): Promise<readonly NeighbourRow[]>;
  sharedIndicators(a: string, b: string): Promise<readonly SharedRow[]>;
  /** What several accounts hold that at least two and at most `mostReach` accounts do, the rarest first; at most `limit` rows. */
  holdingsOf(
    accounts: readonly string[],
    most: { readonly mostReach: number; readonly limit: number },
  ): Promise<readonly HoldingRow[]>;
  /** Who holds each of several indicators, those of the rarest first; at most `limit` pairs. */
  holdersOf(
    indicators: readonly { readonly kind: string; readonly value: string }[],
    limit: number,
  ): Promise<readonly { readonly kind: string; readonly value: string; readonly account: string }[]>;
  indicator(kind: string, value: string): Promise<IndicatorRow | undefined>;
  accountsOfIndicator(query: {
    readonly kind: string;
    readonly value: string;
    readonly holders?: Holders;
    readonly offset?: number;
    readonly limit?: number;
  }): Promise<Page<HolderRow>>;
  networksOfIndicator(kind: string, value: string): Promise<readonly NetworkOfIndicatorRow[]>;
  /** Holders of an indicator by the tier of their network; empty for one that nobody holds. */
  radiusOfIndicator(kind: string, value: string): Promise<readonly RadiusRow[]>;
  /** What else the first `among` holders, by id, share; at most `limit` rows. */
  indicatorsTogether(query: {
    readonly kind: string;
    readonly value: string;
    readonly among: number;
    readonly limit: number;
  }): Promise<readonly TogetherRow[]>;
  search(text: string, limit?: number): Promise<readonly SearchHit[]>;
  /** Indicators of any kind that have one of the values, each once. */
  matchValues(values: readonly string[]): Promise<readonly IndicatorRow[]>;
  /** Indicators whose values start with one of the texts, and how many of the texts were asked for. */
  matchPrefixes(query: PrefixQuery): Promise<{ readonly rows: readonly PrefixRow[]; readonly asked: number }>;
  matchAccounts(ids: readonly string[]): Promise<readonly MatchedAccountRow[]>;
  /** The published networks of each indicator. */
  matchNetworks(
    indicators: readonly { readonly kind: string; readonly value: string; readonly reach: number }[],
  ): Promise<readonly MatchedNetworkRow[]>;
  /** Accounts that hold the indicators or are named, those that hold most first; at most `limit`. */
  matchHolders(query: TouchedQuery & { readonly limit: number }): Promise<readonly MatchAccount[]>;
  /** How many accounts that are, by network, and `most` of each. */
  matchTouched(query: TouchedQuery & { readonly most: number }): Promise<readonly TouchedRow[]>;
  /** The published records, best first. */
  networkRecords(): Promise<readonly NetworkRecord[]>;
  members(query: MembersQuery): Promise<Page<NetworkMemberRow>>;
  expandPreview(network: string, kind: string, value: string): Promise<readonly ExpandCount[]>;
  expand(query: {
    readonly network: string;
    readonly kind: string;
    readonly value: string;
    readonly only: 'more-than-chance' | 'all';
    readonly limit?: number;
  }): Promise<Page<ExpandRow>>;
  /** Answers a question that somebody wrote in Cypher, which may only read. */
  askReadOnly(question: ReadOnlyQuestion): Promise<ReadOnlyAnswer>;
  /** A digest of all accounts, indicators and sightings with their properties; equal graphs, equal digest, in whatever order they were written. */
  digest(): Promise<string>;
  close(): Promise<void>;
}
