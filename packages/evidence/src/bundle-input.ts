import type { Family, FamilyBits, NetworkRecord, RecordRef } from '@iolaus/contracts';

/** A frozen network: everything that a bundle says. A bundle is a pure function of it and of the signing key. */
export interface BundleInput {
  /** Who it is for. `authority`: identifiers stand as they are. */
  readonly profile: 'authority';
  readonly snapshot: { readonly id: string; readonly createdMs: number };
  readonly record: NetworkRecord;
  /** Accounts in the snapshot, members or not. */
  readonly population: number;
  readonly members: readonly BundleMember[];
  readonly communities: readonly {
    readonly label: string;
    readonly accounts: number;
    readonly exchanges: number;
    readonly bits: number;
    readonly holdsTogether: string;
  }[];
  readonly indicators: readonly BundleIndicator[];
  readonly sightings: readonly BundleSighting[];
  readonly links: readonly BundleLink[];
  readonly citations: readonly Citation[];
  readonly dumps: readonly {
    readonly sha256: string;
    readonly containerSha256: string;
    readonly name: string;
    readonly records: number;
  }[];
  readonly parameters: Readonly<Record<string, number | string | boolean>>;
  readonly versions: Readonly<Record<string, string>>;
  /** The null model in words. */
  readonly nullModel: string;
}

/** A member, best first. */
export interface BundleMember {
  readonly account: string;
  readonly bits: number;
  readonly bitsByFamily: FamilyBits;
  readonly community: string;
  readonly exchanges: number;
}

/** A core indicator with the counts that its bits rest on. */
export interface BundleIndicator {
  readonly kind: string;
  readonly value: string;
  readonly text?: string;
  readonly family: Family;
  readonly reliability01: number;
  readonly members: number;
  readonly reach: number;
  readonly bits: number;
}

/** A member seen with a core indicator; the ref is the earliest record behind it. */
export interface BundleSighting {
  readonly account: string;
  readonly kind: string;
  readonly value: string;
  readonly count: number;
  readonly firstMs: number | null;
  readonly lastMs: number | null;
  readonly ref: RecordRef;
}

/** Two members, and the core indicators that join them. */
export interface BundleLink {
  readonly a: string;
  readonly b: string;
  readonly bits: number;
  readonly shares: readonly { readonly kind: string; readonly value: string; readonly bits: number }[];
}

/** A raw record, quoted byte for byte from its dump. */
export interface Citation {
  readonly ref: RecordRef;
  readonly name: string;
  readonly containerSha256: string;
  readonly byteOffset: number;
  readonly byteLength: number;
  readonly bytes: Uint8Array;
}
