/** Positions of the last four bytes with each hash. */
const TABLE_BITS: u32 = 13;
const TABLE_BYTES: usize = ((<usize>1) << TABLE_BITS) * 4;
const table: usize = heap.alloc(TABLE_BYTES);

const FURTHEST: usize = 65535;
/** The format asks that the last five bytes are literals and that no match begins in the last twelve. */
const LAST_LITERALS: usize = 5;
const NO_MATCH: usize = 12;
/** After each 2^6 places without a match the next place to try lies one byte further: text that does not repeat costs little. */
const PATIENCE: u32 = 6;

/** Most bytes that {@link lz4} makes of `length` bytes. */
export function lz4Bound(length: usize): usize {
  return length + length / 255 + 32;
}

/** Packs [from, from + length) as one LZ4 block (LZ4 Block Format Description 1.6), without a frame; gives the number of bytes written at `to`. */
export function lz4(from: usize, length: usize, to: usize): usize {
  const end = from + length;
  let out = to;
  let anchor = from;
  if (length > NO_MATCH) {
    memory.fill(table, 0, TABLE_BYTES);
    const lastStart = end - NO_MATCH;
    const matchEnd = end - LAST_LITERALS;
    let at = from + 1;
    while (at < lastStart) {
      let match: usize = 0;
      let tries: u32 = 1 << PATIENCE;
      while (true) {
        const slot = slotAt(at);
        match = from + load<u32>(slot);
        store<u32>(slot, <u32>(at - from));
        if (match < at && at - match <= FURTHEST && load<u32>(match) == load<u32>(at)) break;
        at += tries++ >> PATIENCE;
        if (at >= lastStart) return literals(out, anchor, end) - to;
      }
      while (at > anchor && match > from && load<u8>(at - 1) == load<u8>(match - 1)) {
        at--;
        match--;
      }
      const first = at + 4;
      const past = same(first, match + 4, matchEnd);
      out = sequence(out, anchor, at, at - match, past - first);
      anchor = at = past;
      if (at < lastStart) store<u32>(slotAt(at - 2), <u32>(at - 2 - from));
    }
  }
  return literals(out, anchor, end) - to;
}

/** Fibonacci hashing of the four bytes at `at`. */
function slotAt(at: usize): usize {
  return table + ((<usize>((load<u32>(at) * 2654435761) >> (32 - TABLE_BITS))) << 2);
}

/** Where the bytes from `at` on cease to be those from `match` on. */
function same(at: usize, match: usize, end: usize): usize {
  while (at + 8 <= end) {
    const difference = load<u64>(at) ^ load<u64>(match);
    if (difference != 0) return at + <usize>(ctz(difference) >> 3);
    at += 8;
    match += 8;
  }
  while (at < end && load<u8>(at) == load<u8>(match)) {
    at++;
    match++;
  }
  return at;
}

/** A run of literals and the match behind it, `more` bytes longer than four. */
function sequence(out: usize, from: usize, to: usize, distance: usize, more: usize): usize {
  const count = to - from;
  store<u8>(out++, ((count < 15 ? count : 15) << 4) | (more < 15 ? more : 15));
  if (count >= 15) out = rest(out, count - 15);
  out = copied(out, from, count);
  store<u16>(out, <u16>distance);
  out += 2;
  return more >= 15 ? rest(out, more - 15) : out;
}

/** The literals at the end. */
function literals(out: usize, from: usize, to: usize): usize {
  const count = to - from;
  store<u8>(out++, (count < 15 ? count : 15) << 4);
  if (count >= 15) out = rest(out, count - 15);
  return copied(out, from, count);
}

function copied(out: usize, from: usize, count: usize): usize {
  // Sixteen at a time and a few too many, which the next sequence writes over: most runs are short, and a call for each costs more than they do.
  for (let done: usize = 0; done < count; done += 16) v128.store(out + done, v128.load(from + done));
  return out + count;
}

function rest(out: usize, left: usize): usize {
  for (; left >= 255; left -= 255) store<u8>(out++, 255);
  store<u8>(out++, <u8>left);
  return out;
}
