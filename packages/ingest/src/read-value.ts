import { isIP } from 'node:net';
import { CARD_NUMBER, isCardNumber } from './card-number.js';

/** A value that could not be read as asked. */
export interface BadValue {
  readonly code: string;
  readonly reason: string;
}

/** Either the value or why there is none. Times are Unix milliseconds. */
export type Reading = string | number | boolean | BadValue;

/** Reads a text as a mapping asks for it. The reason never repeats the value: it may be private. */
export function readValue(text: string, parse: string): Reading {
  let read = readers.get(parse);
  if (!read) readers.set(parse, (read = valueReader(parse)));
  return read(text);
}

/** By the way to read: a format is compiled once. */
const readers = new Map<string, (text: string) => Reading>();

/** How a mapping asks for a value to be read, chosen once for many values. */
export function valueReader(parse: string): (text: string) => Reading {
  return parse.startsWith(STRPTIME) ? strptimeReader(parse.slice(STRPTIME.length)) : (READERS[parse] ?? asText);
}

/** What stands before the format of a time of a form of its own. */
export const STRPTIME = 'strptime: ';

/** True when the reading is a refusal. */
export function isBad(reading: Reading): reading is BadValue {
  return typeof reading === 'object';
}

const bad = (code: string, reason: string): BadValue => ({ code, reason });
const asText = (text: string): Reading => text;

const READERS: Readonly<Record<string, (text: string) => Reading>> = {
  text: asText,
  prompt: asText,
  line: asText,
  name,
  rfc3339,
  time: anyTime,
  'unix-s': (text) => unix(text, 3),
  'unix-ms': (text) => unix(text, 0),
  'unix-ns': (text) => unix(text, -6),
  integer: (text) =>
    /^[+-]?\d+(\.0+)?$/.test(text) && Number.isSafeInteger(Number(text))
      ? Number(text)
      : bad('bad-number', 'is not a whole number'),
  number: (text) =>
    text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : bad('bad-number', 'is not a number'),
  boolean: (text) =>
    /^(true|1|yes|t)$/i.test(text)
      ? true
      : /^(false|0|no|f)$/i.test(text)
        ? false
        : bad('bad-boolean', 'is neither true nor false'),
  ip: (text) => (isIP(text) === 0 ? bad('bad-ip', 'is not an address') : canonicalIp(text)),
  'forwarded-for': forwardedFor,
  email: (text) => (/^[^@\s]+@[^@\s]+$/.test(text) ? text.toLowerCase() : bad('bad-email', 'is not an e-mail address')),
  url,
  'card-token': (text) =>
    isCardNumber(text) ? bad(CARD_NUMBER, 'is a card number; only a token of it may be kept') : text,
};

/** One text per address, of a text that is known to be one: IPv6 as RFC 5952 writes it, without a zone, which means something on the server alone. */
export function canonicalIp(text: string): string {
  if (!text.includes(':')) return text;
  const address = new URL(`http://[${text.replace(/%.*$/, '')}]`).hostname.slice(1, -1);
  // A server that listens on IPv6 logs an IPv4 client as ::ffff:a.b.c.d: the same address, and of the same subnet, as the plain one.
  const mapped = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(address);
  if (!mapped) return address;
  const [high, low] = [Number.parseInt(mapped[1] ?? '', 16), Number.parseInt(mapped[2] ?? '', 16)];
  return `${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`;
}

/** The first address of an X-Forwarded-For list, without a port. Whoever stands before the first proxy writes it: it is a claim. */
function forwardedFor(list: string): Reading {
  const text = (list.split(',')[0] ?? '').trim().replace(/^\[([^\]]*)\](:\d+)?$/, '$1');
  const address = /^\d+(\.\d+){3}:\d+$/.test(text) ? text.slice(0, text.indexOf(':')) : text;
  return isIP(address) === 0 ? bad('bad-ip', 'does not begin with an address') : canonicalIp(address);
}

/** A URL as browsers write it, without its fragment, which no server sees. */
function url(text: string): Reading {
  const read = /^[a-z][a-z0-9+.-]*:\/\//i.test(text) && URL.canParse(text) ? new URL(text) : undefined;
  if (!read?.hostname) return bad('bad-url', 'is not a URL with a host');
  read.hash = '';
  // Of schemes that browsers do not know they leave the host as it stands.
  read.hostname = read.hostname.toLowerCase();
  return read.href;
}

const RFC3339 = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::(\d\d)(\.\d+)?)?(Z|[+-]\d\d(?::?\d\d)?)?$/i;

function rfc3339(text: string): Reading {
  const [, day = '', minute = '', second = '00', fraction = '', zone = 'Z'] = RFC3339.exec(text) ?? [];
  if (day === '' || !isDay(Number(day.slice(0, 4)), Number(day.slice(5, 7)), Number(day.slice(8, 10))))
    return bad('bad-time', 'is not a date');
  // A leap second is the one before it, a second later; `Date` knows none.
  const leap = second === '60' ? 1000 : 0;
  const whole = zone.length === 3 ? `${zone}:00` : zone;
  const ms = Date.parse(`${day}T${minute}:${leap > 0 ? '59' : second}${fraction}${whole}`);
  return Number.isNaN(ms) ? bad('bad-time', 'is not a date') : ms + leap;
}

/** Whether the calendar has the day; months from 1. `Date` takes 30 February for 2 March and month 31 for one of a later year. */
function isDay(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** What names somebody or something. What a log writes as a list, an object or true is a fault of the log or of the mapping, and would make one account of many. */
function name(text: string): Reading {
  return text === 'true' || text === 'false' || (/^\s*[[{]/.test(text) && isJson(text))
    ? bad('bad-name', 'is a list, an object, or true or false, and names nobody')
    : text;
}

/** Whether a text is one JSON value. */
export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The first millisecond of the year 10000, which no other way to write a time reaches. */
const AFTER_ALL_YEARS = 253_402_300_800_000;

/**
 * A number of seconds (`shift` 3), milliseconds (0), microseconds (−3) or nanoseconds (−6), in decimals: the millisecond that it lies in, as a date with more digits is read as well. Two logs of one
 * exchange would be told apart by a rounded one.
 */
function unix(text: string, shift: number): Reading {
  const [, sign = '', whole = '', fraction = ''] = /^\s*([+-]?)(\d*)\.?(\d*)\s*$/.exec(text) ?? [];
  // A number with an exponent has no more digits than a double holds.
  const isDecimal = whole + fraction !== '';
  if (text.trim() === '' || !Number.isFinite(Number(text))) return bad('bad-time', 'is not a Unix time');
  const digits = `${whole}${fraction.padEnd(3, '0')}`;
  const end = Math.max(0, whole.length + shift);
  const hasMore = /[1-9]/.test(digits.slice(end));
  const size = Number(digits.slice(0, end));
  const ms = isDecimal ? (sign === '-' ? 0 - size - (hasMore ? 1 : 0) : size) : Math.floor(Number(text) * 10 ** shift);
  return Math.abs(ms) >= AFTER_ALL_YEARS
    ? bad('bad-time', 'lies after the year 9999: it may be of another unit than the mapping says')
    : ms;
}

/** Seconds have at most eleven digits before the year 5138; each finer unit has three more. */
const UNITS = [
  [1e11, 3],
  [1e14, 0],
  [1e17, -3],
] as const;

/** A date, or Unix time whose unit is told by its size. */
function anyTime(text: string): Reading {
  if (!/^[+-]?\d+(\.\d+)?$/.test(text)) return rfc3339(text);
  const size = Math.abs(Number(text));
  return unix(text, UNITS.find(([below]) => size < below)?.[1] ?? -6);
}

const PARTS: Readonly<Record<string, string>> = {
  Y: '(?<Y>\\d{4})',
  y: '(?<y>\\d{2})',
  m: '(?<m>\\d{1,2})',
  d: '(?<d>\\d{1,2})',
  H: '(?<H>\\d{1,2})',
  I: '(?<I>\\d{1,2})',
  p: '(?<p>[AaPp][Mm])',
  M: '(?<M>\\d{2})',
  S: '(?<S>\\d{2}(?:\\.\\d+)?)',
  f: '(?<f>\\d{1,9})',
  b: '(?<b>[A-Za-z]{3})',
  z: '(?<z>Z|[+-]\\d\\d:?\\d\\d)',
};
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** What is wrong with the format of a strptime, or undefined: a wrong one would refuse every record, one by one. `%%` is a percent sign. */
export function formatFault(format: string): string | undefined {
  const letters = [...format.matchAll(/%(.?)/gsu)].flatMap(([, letter = '']) => (letter === '%' ? [] : [letter]));
  const unknown = letters.find((letter) => !Object.hasOwn(PARTS, letter));
  if (unknown !== undefined) return `has %${unknown}, which is not known (known: %${Object.keys(PARTS).join(' %')})`;
  const twice = letters.find((letter, at) => letters.indexOf(letter) !== at);
  if (twice !== undefined) return `has %${twice} twice`;
  if (letters.includes('I') && !letters.includes('p')) return 'has %I without %p';
  if (letters.includes('p') && !letters.includes('I') && !letters.includes('H'))
    return 'has %p without an hour (%I or %H)';
  return undefined;
}

function strptimeReader(format: string): (text: string) => Reading {
  // Where the fraction has its own letter the seconds are whole.
  const partOf = (letter: string): string | undefined =>
    letter === 'S' && format.includes('%f') ? '(?<S>\\d{2})' : PARTS[letter];
  const pattern = format
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/%([a-zA-Z%])/g, (whole, letter: string) => (letter === '%' ? '%' : (partOf(letter) ?? whole)));
  const form = new RegExp(`^${pattern}$`);
  return (text) => {
    const parts = form.exec(text)?.groups;
    return parts ? timeOf(parts) : bad('bad-time', 'does not have the form of the mapping');
  };
}

function timeOf(parts: Readonly<Record<string, string | undefined>>): Reading {
  const part = (name: string, absent: number): number => Number(parts[name] ?? absent);
  const month = parts['b'] ? MONTHS.indexOf(parts['b'].toLowerCase()) + 1 : part('m', 1);
  // POSIX: 69–99 are of the twentieth century.
  const year = parts['y'] ? part('y', 0) + (part('y', 0) < 69 ? 2000 : 1900) : part('Y', 1970);
  const [second = '0', fraction = ''] = (parts['S'] ?? '0').split('.');
  const [day, hour, minute] = [part('d', 1), hourOf(parts), part('M', 0)];
  if (!isDay(year, month, day) || hour > 23 || minute > 59 || Number(second) > 60)
    return bad('bad-time', 'is not a date');
  const zone = parts['z'] ?? 'Z';
  const shift =
    zone === 'Z' ? 0 : (zone.startsWith('-') ? 1 : -1) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2)));
  const ms = Number(second) * 1000 + Number((parts['f'] ?? fraction).padEnd(3, '0').slice(0, 3));
  return Date.UTC(year, month - 1, day, hour, minute) + ms + shift * 60_000;
}

/** The hour of a day; of a twelve-hour clock where the parts say morning or afternoon. Infinity where that clock has no such hour. */
function hourOf(parts: Readonly<Record<string, string | undefined>>): number {
  const hour = Number(parts['I'] ?? parts['H'] ?? 0);
  const half = parts['p']?.toLowerCase();
  if (half === undefined) return hour;
  return hour < 1 || hour > 12 ? Number.POSITIVE_INFINITY : (hour % 12) + (half === 'pm' ? 12 : 0);
}
