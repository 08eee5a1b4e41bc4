import { networkRange, type IpRange } from '../enrich/ip-range.js';
import { canonicalIp } from '../read-value.js';

/** Widest networks that are matched: what is wider says nothing about anybody. */
const WIDEST = { 4: 8, 6: 16 } as const;
/** Most texts that one network is looked for by. */
const MOST_PREFIXES = 128;

/** A network of addresses to look for. */
export interface NetworkQuery {
  readonly range: IpRange;
  /** Bits that its addresses have in common. */
  readonly length: number;
}

/** How a network in CIDR form is looked for, or why not. */
export function networkQuery(cidr: string): NetworkQuery | { readonly reason: string } {
  const range = networkRange(cidr);
  const bits = Number(cidr.slice(cidr.indexOf('/') + 1));
  if (!range) return { reason: 'is not a network: an address, a slash and a length that fits it' };
  // A network inside ::ffff:0:0/96 is the IPv4 network that it stands for.
  const length = cidr.includes(':') && range.family === 4 ? bits - 96 : bits;
  if (length < WIDEST[range.family])
    return { reason: `is wider than /${WIDEST[range.family]}: give narrower networks` };
  return { range, length };
}

/** One text for a network, however it was written: `203.0.113.7/24` is `203.0.113.0/24`. */
export function networkText({ range: { family, start }, length }: NetworkQuery): string {
  const parts =
    family === 4
      ? octetsOf(start).join('.')
      : groupsOf(start)
          .map((group) => group.toString(16))
          .join(':');
  return `${canonicalIp(parts)}/${length}`;
}

/** The texts that stored addresses and subnets of a network begin with. Other values may begin with them too: {@link isInNetwork} decides. */
export function networkPrefixes({ range, length }: NetworkQuery): readonly string[] {
  return range.family === 4 ? prefixes4(range.start, length) : prefixes6(range.start, length);
}

/** Whether a stored address, or a whole stored subnet, lies in a range. */
export function isInNetwork(range: IpRange, value: string): boolean {
  const inside = networkRange(value);
  return (
    inside !== undefined && inside.family === range.family && inside.start >= range.start && inside.end <= range.end
  );
}

/** Whole octets, and every value of the one that the length cuts; from /24 on, the addresses of that /24 are looked through. */
function prefixes4(start: number, length: number): string[] {
  const octets = Math.min(3, Math.ceil(length / 8));
  const count = Math.min(MOST_PREFIXES, Math.max(1, 2 ** (8 * octets - length)));
  const first = Math.floor(start / 2 ** (32 - 8 * octets));
  return Array.from({ length: count }, (_, at) => {
    const parts = octetsOf((first + at) * 2 ** (32 - 8 * octets));
    return `${parts.slice(0, octets).join('.')}.`;
  });
}

const octetsOf = (number: number): number[] => [24, 16, 8, 0].map((bits) => Math.floor(number / 2 ** bits) % 256);
const groupsOf = (number: bigint): bigint[] =>
  [112, 96, 80, 64, 48, 32, 16, 0].map((bits) => (number >> BigInt(bits)) & 0xffffn);

/** Whole groups up to the first zero that RFC 5952 may have shortened: one that no group that is known and not zero stands behind. */
function prefixes6(start: bigint, length: number): string[] {
  const groups = groupsOf(start).slice(0, Math.floor(length / 16));
  const zero = groups.findIndex((group, at) => group === 0n && (groups[at + 1] ?? 0n) === 0n);
  const known = zero < 0 ? groups : groups.slice(0, zero);
  return known.length === 0 ? ['::', '0:'] : [known.map((group) => `${group.toString(16)}:`).join('')];
}
