import { isIP } from 'node:net';

/** A value that could not be read as asked. */
export interface BadValue {
  readonly code: string;
  readonly reason: string;
}

/** Either the value or why there is none. Times are Unix milliseconds. */
export type Reading = string | number | boolean | BadValue;

/** Reads a text as a mapping asks for it. The reason never repeats the value: it may be private. */
export function readValue(text: string, parse: string): Reading {
  if (parse.startsWith('strptime: ')) return strptime(text, parse.slice('strptime: '.length));
  return (READERS[parse] ?? asText)(text);
}

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
  rfc3339,
  'unix-s': (text) => unix(text, 1000),
  'unix-ms': (text) => unix(text, 1),
  'unix-ns': (text) => unix(text, 1e-6),
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
  // A server that listens on IPv6 logs an IPv4 client as ::ffff:a.b.c.d: the same address, and of the same subnet, as the plain one.
  ip: (text) =>
    isIP(text) === 0 ? bad('bad-ip', 'is not an address') : text.toLowerCase().replace(/^::ffff:(?=\d+\.)/, ''),
  email: (text) => (/^[^@\s]+@[^@\s]+$/.test(text) ? text.toLowerCase() : bad('bad-email', 'is not an e-mail address')),
};

function rfc3339(text: string): Reading {
  if (!/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$/i.test(text))
    return bad('bad-time', 'is not a date');
  const isLocal = !/(Z|[+-]\d\d:?\d\d)$/i.test(text);
  const ms = Date.parse(isLocal ? `${text.replace(' ', 'T')}Z` : text.replace(' ', 'T'));
  const isDate = isDay(Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8, 10)));
  return Number.isNaN(ms) || !isDate ? bad('bad-time', 'is not a date') : ms;
}

/** Whether the calendar has the day; months from 1. `Date` takes 30 February for 2 March and month 31 for one of a later year. */
function isDay(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function unix(text: string, factor: number): Reading {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) return bad('bad-time', 'is not a Unix time');
  const ms = Math.round(value * factor);
  return Math.abs(ms) > 8.64e15 ? bad('bad-time', 'lies outside all years') : ms;
}

const PARTS: Readonly<Record<string, string>> = {
  Y: '(?<Y>\\d{4})',
  m: '(?<m>\\d{1,2})',
  d: '(?<d>\\d{1,2})',
  H: '(?<H>\\d{1,2})',
  M: '(?<M>\\d{2})',
  S: '(?<S>\\d{2}(?:\\.\\d+)?)',
  b: '(?<b>[A-Za-z]{3})',
  z: '(?<z>Z|[+-]\\d\\d:?\\d\\d)',
};
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

function strptime(text: string, format: string): Reading {
  const pattern = format
    .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    .replace(/%([a-zA-Z])/g, (whole, letter: string) => PARTS[letter] ?? whole);
  const parts = new RegExp(`^${pattern}$`).exec(text)?.groups;
  if (!parts) return bad('bad-time', 'does not have the form of the mapping');
  const part = (name: string, absent: number): number => Number(parts[name] ?? absent);
  const month = parts['b'] ? MONTHS.indexOf(parts['b'].toLowerCase()) + 1 : part('m', 1);
  const [year, day, hour, minute, second] = [part('Y', 1970), part('d', 1), part('H', 0), part('M', 0), part('S', 0)];
  if (!isDay(year, month, day) || hour > 23 || minute > 59 || second >= 61) return bad('bad-time', 'is not a date');
  const zone = parts['z'] ?? 'Z';
  const shift =
    zone === 'Z' ? 0 : (zone.startsWith('-') ? 1 : -1) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2)));
  return Date.UTC(year, month - 1, day, hour, minute) + Math.round(second * 1000) + shift * 60_000;
}
