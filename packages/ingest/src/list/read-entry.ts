import { isIP } from 'node:net';
import type { EntryForm } from '@iolaus/contracts';
import { asnOf } from '../enrich/asn-table.js';
import { emailDomain } from '../enrich/email-domain.js';
import { canonicalIp, isBad, readValue } from '../read-value.js';
import { networkQuery, networkText, type NetworkQuery } from './network-values.js';

/** What a text was taken for. */
export type EntryReading =
  | {
      readonly kind: 'entry';
      readonly form: EntryForm;
      /** Values by which it may be stored, the most likely first; never none. */
      readonly values: readonly string[];
      /** Of a network alone. */
      readonly network?: NetworkQuery;
    }
  | { readonly kind: 'malformed'; readonly reason: string };

type Reader = (text: string) => EntryReading | undefined;

const malformed = (reason: string): EntryReading => ({ kind: 'malformed', reason });
const entry = (form: EntryForm, values: readonly string[]): EntryReading => ({
  kind: 'entry',
  form,
  values: [...new Set(values)],
});

/** Takes a text without fangs for what its form says; undefined where the form says nothing. Values are spelt as an import spells them. */
export function readForm(text: string): EntryReading | undefined {
  for (const read of FORMS) {
    const reading = read(text);
    if (reading) return reading;
  }
  return undefined;
}

/** In this order: an earlier form would else be taken for a later one. */
const FORMS: readonly Reader[] = [emptyBrackets, url, email, range, network, ip, asn, likeIp, domain];

function emptyBrackets(of: string): EntryReading | undefined {
  if (!/\[\]|\(\)|\{\}|<>/.test(of)) return undefined;
  const filled = of.replace(/\[\]|\(\)|\{\}|<>/g, '.');
  return readForm(filled) ? malformed('has empty brackets where a dot would stand') : undefined;
}

/** A URL, and an address with a path: what stands in the place of its host is an address or a domain. */
function url(of: string): EntryReading | undefined {
  const [, scheme, host = ''] =
    /^(?:([a-z][a-z0-9+.-]*:\/\/)(?:[^/?#@]*@)?)?(\[[^\]]*\](?::\d+)?|[^/?#]*)/i.exec(of) ?? [];
  const named = ip(host) ?? likeIp(host);
  if (scheme === undefined)
    return named?.kind === 'entry' && /^[/?]\D/.test(of.slice(host.length)) ? urlOf(named, of) : undefined;
  if (host === '') return malformed('is a URL without a host');
  return urlOf(named ?? domain(host) ?? entry('domain', [host]), of);
}

function urlOf(host: EntryReading, of: string): EntryReading {
  const whole = readValue(of, 'url');
  return host.kind === 'entry' ? entry('url', [...host.values, ...(isBad(whole) ? [] : [String(whole)]), of]) : host;
}

function email(of: string): EntryReading | undefined {
  const address = of.replace(/^mailto:/i, '');
  const at = address.lastIndexOf('@');
  if (at < 0 || /\s/.test(address)) return undefined;
  const behind = address.slice(at + 1);
  const named = domain(behind);
  if (at === 0) return named;
  if (behind === '') return malformed('has nothing behind its @');
  return named?.kind === 'entry' ? entry('email', [address.toLowerCase(), address, named.values[0]!]) : undefined;
}

function range(of: string): EntryReading | undefined {
  const [first = '', last = '', ...more] = of.split(/ ?[-–] ?/);
  return more.length === 0 && isIP(first) > 0 && isIP(last) > 0
    ? malformed('is a range of addresses: write it as networks, 203.0.113.0/24')
    : undefined;
}

function network(of: string): EntryReading | undefined {
  const [, address = '', length = ''] = /^([0-9a-f.:]+)\/(\d+)$/i.exec(of) ?? [];
  if (isIP(address) === 0) return likeIp(address);
  if (Number(length) === (isIP(address) === 4 ? 32 : 128)) return ip(address);
  const query = networkQuery(`${address}/${length}`);
  if ('reason' in query) return malformed(query.reason);
  return { kind: 'entry', form: 'network', values: [...new Set([networkText(query), of])], network: query };
}

function ip(of: string): EntryReading | undefined {
  const [, six, portOf6] = /^\[([0-9a-f.:%]+)\](?::(\d+))?$/i.exec(of) ?? [];
  const [, four, portOf4] = /^(\d+(?:\.\d+){3}):(\d+)$/.exec(of) ?? [];
  const address = six ?? four ?? of;
  if (isIP(address) === 0) return undefined;
  if (Number(portOf6 ?? portOf4 ?? 0) > 65_535) return malformed('has a port above 65535');
  return entry('ip', [canonicalIp(address), of]);
}

function asn(of: string): EntryReading | undefined {
  const [, digits] = /^ASN?[ :-]?(\d{1,20})$/i.exec(of) ?? [];
  if (digits === undefined) return undefined;
  const name = asnOf(digits);
  if (name === '') return malformed('is AS0, which is nobody’s');
  return name === undefined ? malformed('is above the last ASN, 4294967295') : entry('asn', [name, of]);
}

/** Four numbers, or groups with colons, that would be an address if they were not wrong. */
function likeIp(of: string): EntryReading | undefined {
  const parts = /^(\d{1,9}(?:\.\d{1,9}){3})(?::\d+)?$/.exec(of)?.[1]?.split('.');
  if (parts?.some((part) => Number(part) > 255)) return malformed('has a part above 255');
  if (parts?.some((part) => /^0\d/.test(part))) return malformed('has a part that begins with a zero');
  const isLikeSix = /^[0-9a-f:.]+$/i.test(of) && (of.includes('::') || of.split(':').length > 7);
  return isLikeSix && isIP(of) === 0 ? malformed('is not an IPv6 address') : undefined;
}

const LABEL = '[\\p{L}\\p{N}_](?:[\\p{L}\\p{M}\\p{N}_-]{0,61}[\\p{L}\\p{M}\\p{N}_])?';
/** Labels with dots between, the last of letters; what stands behind is a port or a path. */
const DOMAIN = new RegExp(
  `^(?:\\*?\\.)?((?:${LABEL}\\.)+(?:xn--[a-z0-9-]{1,59}|[\\p{L}\\p{M}]{2,63}))\\.?(?::\\d{1,5})?(?:[/?].*)?$`,
  'iu',
);

function domain(of: string): EntryReading | undefined {
  const [, named = ''] = DOMAIN.exec(of) ?? [];
  const ascii = named.length > 253 ? undefined : emailDomain(named);
  return ascii === undefined || ascii === '' ? undefined : entry('domain', [ascii, of]);
}
