import { dumpBytes } from '../dump-bytes.js';
import { parseJson } from '../formats/json-path.js';
import { refuseUtf16 } from '../formats/text-chunks.js';
import type { Format } from '../mapping.js';

const LOOKED_AT = 1 << 20;

/** The first inflated bytes of a dump, up to 1 MiB. */
export async function startOf(path: string): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of dumpBytes(path)) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= LOOKED_AT) break;
  }
  return Buffer.concat(chunks);
}

/** The formats that a dump which begins so may have, likeliest first; none when it is no log of text or Parquet. Refuses UTF-16 (ENCODING_UNSUPPORTED). */
export function formatsOf(start: Buffer, path: string): Format[] {
  if (start.subarray(0, 4).toString('latin1') === 'PAR1') return ['parquet'];
  refuseUtf16(start, path);
  const text = start.toString('utf8').replace(/^\uFEFF/, '');
  const [line = ''] = text.trimStart().split('\n', 1);
  if (line === '' || text.slice(0, 1024).includes('\0')) return [];
  if (line.startsWith('[') && !isArrayStart(text.trimStart())) return lineFormats(line);
  if (line.startsWith('{') || line.startsWith('[')) return isObject(line) ? ['jsonl', 'json'] : ['json'];
  return line.startsWith('#separator') || line.startsWith('#fields') ? ['zeek'] : lineFormats(line);
}

/** Envoy puts its times into brackets. */
const isArrayStart = (text: string): boolean =>
  /^\[\s*([\]{["\-\d]|true|false|null)/.test(text) && !/^\[\d{4}-\d\d/.test(text);

const isObject = (line: string): boolean => {
  const value = parseJson(line);
  return typeof value === 'object' && value !== null && !Array.isArray(value);
};

function lineFormats(line: string): Format[] {
  return [...(line.includes('\t') ? ['tsv' as const] : []), ...(line.includes(',') ? ['csv' as const] : []), 'log'];
}
