/** Evidence families: the unit of independence in the maths and of colour on the screen, in display order. */
export const FAMILIES = ['payment', 'network', 'prompt', 'client', 'identity', 'timing'] as const;
/** One of {@link FAMILIES}. */
export type Family = (typeof FAMILIES)[number];

/** What a network deserves next: action, a look, or nothing because it is explained. */
export const TIERS = ['act', 'review', 'benign'] as const;
/** One of {@link TIERS}. */
export type Tier = (typeof TIERS)[number];

/** What an investigator can say of a network or an account; `none` takes an earlier word back. */
export const VERDICTS = ['confirmed', 'cleared', 'contested', 'none'] as const;
/** See {@link VERDICTS}. */
export type Verdict = (typeof VERDICTS)[number];

/** The term of a risk that every network has alike. */
export const ANY_NETWORK = 'Any network';

/** What one row of a dump is. */
export const ENTITIES = ['exchange', 'account', 'payment', 'sighting'] as const;
/** One of {@link ENTITIES}. */
export type Entity = (typeof ENTITIES)[number];

/** Kinds of files that tell more about what dumps hold: of addresses, prompts, and card BINs. */
export const ENRICHMENT_KINDS = ['asn', 'vpn', 'datacenter', 'proxy', 'public-prompts', 'bin'] as const;
/** One of {@link ENRICHMENT_KINDS}. */
export type EnrichmentKind = (typeof ENRICHMENT_KINDS)[number];

/** A kind of indicator: built in, or declared by a mapping file. */
export interface IndicatorKind {
  /** Url-safe name, for example `ip` or `payment-method`. */
  readonly kind: string;
  /** Word on the screen, singular and plural. */
  readonly label: string;
  readonly plural: string;
  readonly family: Exclude<Family, 'timing'>;
  /** Weight in 0–1 of a bit of evidence of this kind (research default; learned later). 0 = context only, never links. */
  readonly reliability01: number;
  /** True when the kind was declared by a mapping file. */
  readonly isDeclared: boolean;
  /** True when its value may be the id of an account: then it is a direct link between the two, and no hub. */
  readonly refersToAccount?: true;
}

const builtIn = (
  kind: string,
  label: string,
  plural: string,
  family: IndicatorKind['family'],
  reliability01: number,
): IndicatorKind => ({ kind, label, plural, family, reliability01, isDeclared: false });

/** The built-in indicator kinds, in display order. Adding one: a row here, its rollup in ingest, its glyph in web. */
export const INDICATOR_KINDS: readonly IndicatorKind[] = [
  builtIn('payment-method', 'Payment method', 'Payment methods', 'payment', 1),
  builtIn('bin', 'Card BIN', 'Card BINs', 'payment', 0),
  builtIn('ip', 'IP address', 'IP addresses', 'network', 0.7),
  builtIn('subnet', 'Subnet', 'Subnets', 'network', 0.25),
  builtIn('asn', 'ASN', 'ASNs', 'network', 0),
  builtIn('asn-user-agent', 'ASN and user agent', 'ASNs and user agents', 'network', 0.25),
  builtIn('prompt-template', 'Prompt template', 'Prompt templates', 'prompt', 0.8),
  builtIn('system-prompt', 'System prompt', 'System prompts', 'prompt', 0.8),
  builtIn('tool-schema', 'Tool schema', 'Tool schemas', 'prompt', 0.8),
  builtIn('output-contract', 'Output contract', 'Output contracts', 'prompt', 0),
  builtIn('request-shape', 'Request shape', 'Request shapes', 'client', 0),
  builtIn('user-agent', 'User agent', 'User agents', 'client', 0.25),
  builtIn('email-domain', 'E-mail domain', 'E-mail domains', 'identity', 0.25),
];

/** The built-in kind of that name, or undefined when it is a declared one. */
export function builtInKind(kind: string): IndicatorKind | undefined {
  return INDICATOR_KINDS.find((each) => each.kind === kind);
}

/**
 * What is known of an indicator as infrastructure: `bit` in a set of classes, words, and the share 0–1 of its reliability with which it counts. Lists of the investigator say that an address is the exit of a
 * VPN, a proxy, or in a data centre, or that a prompt is public; that an address is shared by strangers is told by how it is used. Many come through a VPN or a proxy who know nothing of one another, fewer
 * share a machine in a data centre, and what anyone can copy links nobody (research part 1, section 2.1: a multiplier, never a silent drop; the shares are judgement).
 */
export const INDICATOR_CLASSES = [
  { name: 'vpn', bit: 1, label: 'VPN exit', sentence: 'a VPN exit by your list', counts01: 1 / 3, says: 'a third' },
  {
    name: 'datacenter',
    bit: 2,
    label: 'data centre',
    sentence: 'in a data centre by your list',
    counts01: 2 / 3,
    says: 'two thirds',
  },
  { name: 'proxy', bit: 4, label: 'proxy', sentence: 'a proxy by your list', counts01: 1 / 3, says: 'a third' },
  { name: 'public', bit: 8, label: 'public', sentence: 'public by your list', counts01: 0, says: 'nothing' },
  {
    name: 'shared',
    bit: 16,
    label: 'shared by strangers',
    sentence: 'shared by strangers',
    counts01: 1 / 3,
    says: 'a third',
  },
] as const;
/** Name of one of {@link INDICATOR_CLASSES}. */
export type IndicatorClass = (typeof INDICATOR_CLASSES)[number]['name'];

/** The bit of a class. */
export function classBit(name: IndicatorClass): number {
  return INDICATOR_CLASSES.find((each) => each.name === name)!.bit;
}

/** The classes of a bit set, in the order of {@link INDICATOR_CLASSES}. */
export function classesOf(bits: number): (typeof INDICATOR_CLASSES)[number][] {
  return INDICATOR_CLASSES.filter(({ bit }) => (bits & bit) !== 0);
}

/** Share 0–1 of its kind's reliability with which an indicator of these classes counts: the least of theirs, 1 for none. */
export function classCounts(bits: number): number {
  return classesOf(bits).reduce((least, { counts01 }) => Math.min(least, counts01), 1);
}

/** A row of a dump, for ever: the dump's SHA-256 (inflated bytes, hex) and the 1-based ordinal of the non-blank record. */
export interface RecordRef {
  readonly dump: string;
  readonly ordinal: number;
}
