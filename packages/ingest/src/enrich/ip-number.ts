import { isIPv4, isIPv6 } from 'node:net';

/** An address as a number: of 32 bits where it is IPv4 or IPv4-mapped IPv6, of 128 bits else. */
export type IpNumber = number | bigint;

/** The prefix `::ffff:0:0/96`, under which IPv6 writes IPv4 addresses. */
const MAPPED = 0xffffn;

/** The number of an address, or undefined when the text is none. A zone (`%eth0`) is left out; `::ffff:203.0.113.7` is the number of 203.0.113.7. */
export function ipNumber(text: string): IpNumber | undefined {
  if (!text.includes(':')) return isIPv4(text) ? ipv4Number(text) : undefined;
  if (!isIPv6(text)) return undefined;
  const number = ipv6Number(text);
  return number >> 32n === MAPPED ? Number(number & 0xffffffffn) : number;
}

/** The number of a text that is known to be IPv4. */
function ipv4Number(text: string): number {
  let number = 0;
  let part = 0;
  for (let at = 0; at < text.length; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (digit >= 0) part = part * 10 + digit;
    else {
      number = number * 256 + part;
      part = 0;
    }
  }
  return number * 256 + part;
}

/** The 128 bits of a text that is known to be IPv6. */
export function ipv6Number(text: string): bigint {
  const [head = '', tail] = text.replace(/%.*$/, '').split('::');
  const before = groupsOf(head);
  const after = tail === undefined ? [] : groupsOf(tail);
  const zeros = Array.from({ length: 8 - before.length - after.length }, () => 0);
  return [...before, ...zeros, ...after].reduce((number, group) => (number << 16n) | BigInt(group), 0n);
}

function groupsOf(text: string): number[] {
  if (text === '') return [];
  return text.split(':').flatMap((group) => {
    if (!group.includes('.')) return [Number.parseInt(group, 16)];
    const number = ipv4Number(group);
    return [Math.floor(number / 65_536), number % 65_536];
  });
}
