import type { Entity, RecordRow } from '@iolaus/contracts';
import { formatCount } from '../../ui/format.js';

/** What the row of a record shows before it is opened. */
export interface RecordCells {
  readonly what: string;
  readonly content: string;
  readonly model: string;
  readonly ip: string;
  readonly input: string;
  readonly output: string;
}

const WORDS: Readonly<Record<Entity, string>> = {
  exchange: 'Exchange',
  account: 'Account',
  payment: 'Payment',
  sighting: 'Sighting',
};

const CONTENT: Readonly<Record<Entity, readonly string[]>> = {
  exchange: ['prompt'],
  account: ['email_domain', 'programme', 'status'],
  payment: ['payment_method', 'amount', 'currency'],
  sighting: [],
};

/** The cells of a masked record; an empty text where a record has no such field. */
export function recordCells({ entity, fields }: RecordRow): RecordCells {
  const field = (name: string): string => formatField(name, fields[name] ?? '');
  const names = CONTENT[entity].filter((name) => fields[name] !== undefined);
  return {
    what: WORDS[entity],
    content: (names.length > 0 ? names : Object.keys(fields)).map(field).join(entity === 'payment' ? ' ' : ', '),
    model: field('model'),
    ip: field('ip'),
    input: field('input_tokens'),
    output: field('output_tokens'),
  };
}

// A map: names of fields come from dumps, and one may be called "constructor".
const SHOWN: ReadonlyMap<string, (value: number) => string> = new Map([
  ['created', formatMoment],
  ['banned_at', formatMoment],
  ['input_tokens', formatCount],
  ['output_tokens', formatCount],
  ['amount', (value) => value.toFixed(2).replace(/\.00$/, '')],
  ['verified', (value) => (value === 1 ? 'yes' : 'no')],
]);

/** A number column of the lake as a reader expects it: counts, times in UTC, flags in words. Every other field stays as it was recorded. */
export function formatField(name: string, value: string): string {
  const number = value === '' ? NaN : Number(value);
  const show = SHOWN.get(name);
  return show && Number.isFinite(number) ? show(number) : value;
}

const LAST_DATE_MS = 8.64e15;

function formatMoment(ms: number): string {
  return Math.abs(ms) > LAST_DATE_MS ? String(ms) : `${new Date(ms).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** "input tokens" of `input_tokens`. */
export const fieldWord = (name: string): string => name.replaceAll('_', ' ');
