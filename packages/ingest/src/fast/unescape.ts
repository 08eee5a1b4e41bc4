const [BACKSLASH, U] = [92, 117];

/** What stands behind a backslash, by byte; 0 for what JSON does not know. */
const SIMPLE = new Uint8Array(256);
for (const [letter, byte] of Object.entries({ '"': 34, '\\': 92, '/': 47, b: 8, f: 12, n: 10, r: 13, t: 9 }))
  SIMPLE[letter.charCodeAt(0)] = byte;

/** Decodes the inside of a JSON text as UTF-8 bytes, never more than there were; gives their number, or −1 for a wrong escape, NUL or half a surrogate pair. */
export function unescape(
  buffer: Uint8Array,
  from: number,
  to: number,
  out: { readonly into: Uint8Array; readonly at: number },
): number {
  const { into } = out;
  let end = out.at;
  for (let at = from; at < to; at++) {
    const byte = buffer[at]!;
    if (byte !== BACKSLASH) {
      into[end++] = byte;
      continue;
    }
    const letter = buffer[++at]!;
    if (letter !== U) {
      const plain = SIMPLE[letter]!;
      if (plain === 0 || at >= to) return -1;
      into[end++] = plain;
      continue;
    }
    let code = hex(buffer, at + 1, to);
    if (code <= 0) return -1;
    at += 4;
    if (code >= 0xd800 && code < 0xe000) {
      const low = buffer[at + 1] === BACKSLASH && buffer[at + 2] === U ? hex(buffer, at + 3, to) : -1;
      if (code >= 0xdc00 || low < 0xdc00 || low > 0xdfff) return -1;
      code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
      at += 6;
    }
    end = putCode(into, end, code);
  }
  return end - out.at;
}

function hex(buffer: Uint8Array, at: number, to: number): number {
  if (at + 4 > to) return -1;
  let value = 0;
  for (let index = at; index < at + 4; index++) {
    const byte = buffer[index]!;
    const digit =
      byte >= 48 && byte <= 57 ? byte - 48 : (byte | 32) >= 97 && (byte | 32) <= 102 ? (byte | 32) - 87 : -1;
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

function putCode(into: Uint8Array, at: number, code: number): number {
  if (code < 0x80) {
    into[at] = code;
    return at + 1;
  }
  if (code < 0x800) {
    into[at] = 0xc0 | (code >> 6);
    into[at + 1] = 0x80 | (code & 63);
    return at + 2;
  }
  if (code < 0x10000) {
    into[at] = 0xe0 | (code >> 12);
    into[at + 1] = 0x80 | ((code >> 6) & 63);
    into[at + 2] = 0x80 | (code & 63);
    return at + 3;
  }
  into[at] = 0xf0 | (code >> 18);
  into[at + 1] = 0x80 | ((code >> 12) & 63);
  into[at + 2] = 0x80 | ((code >> 6) & 63);
  into[at + 3] = 0x80 | (code & 63);
  return at + 4;
}
