import { isIPv4, isIPv6 } from 'node:net';
import { ipNumber, ipv6Number, type IpNumber } from './ip-number.js';

/** Addresses from one to another, both included, of one family. */
export type IpRange =
  | { readonly family: 4; readonly start: number; readonly end: number }
  | { readonly family: 6; readonly start: bigint; readonly end: bigint };

const MAPPED = 0xffffn;

/**
 * The range of a network in CIDR form, or of one address; undefined when the text is neither. Bits behind the prefix are left out of account
 * (`203.0.113.7/24` is `203.0.113.0/24`), and a network inside `::ffff:0:0/96` is the IPv4 network that it stands for.
 */
export function networkRange(text: string): IpRange | undefined {
  const slash = text.indexOf('/');
  const address = slash < 0 ? text : text.slice(0, slash);
  const bits = isIPv4(address) ? 32 : isIPv6(address) ? 128 : 0;
  const prefix = slash < 0 ? bits : prefixOf(text.slice(slash + 1));
  if (bits === 0 || prefix > bits) return undefined;
  if (bits === 32) return ipv4Network(ipNumber(address) as number, prefix);
  const number = ipv6Number(address);
  if (number >> 32n === MAPPED && prefix >= 96) return ipv4Network(Number(number & 0xffffffffn), prefix - 96);
  const rest = (1n << BigInt(128 - prefix)) - 1n;
  return { family: 6, start: number & ~rest, end: number | rest };
}

/** The range between two addresses; undefined when one is none, they are of two families, or the first is behind the second. */
export function rangeBetween(first: string, last: string): IpRange | undefined {
  const [start, end] = [ipNumber(first), ipNumber(last)];
  if (start === undefined || end === undefined || start > end) return undefined;
  return rangeOf(start, end);
}

function rangeOf(start: IpNumber, end: IpNumber): IpRange | undefined {
  if (typeof start === 'number' && typeof end === 'number') return { family: 4, start, end };
  return typeof start === 'bigint' && typeof end === 'bigint' ? { family: 6, start, end } : undefined;
}

/** Infinity when it is not a prefix length. */
const prefixOf = (text: string): number => (/^\d{1,3}$/.test(text) ? Number(text) : Number.POSITIVE_INFINITY);

/** The IPv4 network of a prefix length around an address. */
export function ipv4Network(number: number, prefix: number): IpRange {
  const size = 2 ** (32 - prefix);
  const start = Math.floor(number / size) * size;
  return { family: 4, start, end: start + size - 1 };
}
