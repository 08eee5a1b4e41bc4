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
  integer: (text) => (/^[+-]?\d+(\.0+)?$/.test(text) ? Number(text) : bad('bad-number', 'is not a whole number')),
  number: (text) =>
    text.trim() !== '' && Number.isFinite(Number(text)) ? Number(text) : bad('bad-number', 'is not a number'),
  boolean: (text) =>
    /^(true|1|yes|t)$/i.test(text)
      ? true
      : /^(false|0|no|f)$/i.test(text)
        ? false
        : bad('bad-boolean', 'is neither true nor false'),
  ip: (text) => (isIP(text) === 0 ? bad('bad-ip', 'is not an address') : text.toLowerCase()),
  email: (text) => (/^[^@\s]+@[^@\s]+$/.test(text) ? text.toLowerCase() : bad('bad-email', 'is not an e-mail address')),
};

function rfc3339(text: string): Reading {
  if (!/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$/i.test(text))
    return bad('bad-time', 'is not a date');
  const isLocal = !/(Z|[+-]\d\d:?\d\d)$/i.test(text);
  const ms = Date.parse(isLocal ? `${text.replace(' ', 'T')}Z` : text.replace(' ', 'T'));
  return Number.isNaN(ms) ? bad('bad-time', 'is not a date') : ms;
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
  const month = parts['b'] ? MONTHS.indexOf(parts['b'].toLowerCase()) : Number(parts['m'] ?? 1) - 1;
  const zone = parts['z'] ?? 'Z';
  const shift =
    zone === 'Z' ? 0 : (zone.startsWith('-') ? 1 : -1) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2)));
  const ms =
    Date.UTC(
      Number(parts['Y'] ?? 1970),
      month,
      Number(parts['d'] ?? 1),
      Number(parts['H'] ?? 0),
      Number(parts['M'] ?? 0),
    ) +
    Number(parts['S'] ?? 0) * 1000 +
    shift * 60_000;
  return Number.isNaN(ms) || month < 0 ? bad('bad-time', 'is not a date') : ms;
}
