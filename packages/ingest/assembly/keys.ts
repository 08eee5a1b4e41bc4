/** Where the keys of a prompt's opening and ending lie among its {@link KEY_WIDTH} numbers, as `templates/prompt-keys.ts` has them. */
export const KEY_WIDTH: usize = 24;
const SUFFIX_SLOT: usize = 13;
/** Depths in words of the keys of each. */
const HEAD: StaticArray<u32> = [2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 20, 24];
const TAIL: StaticArray<u32> = [2, 3, 4, 5, 6, 7, 8, 10, 12, 16];
/** No more bytes than this are looked at from either end. */
const WINDOW: usize = 8192;
const MOST_UNITS: u32 = 64;
const PRIME: u32 = 0x01000193;

/** What `templates/char-classes.ts` says of each byte: 0 a space, 48 a digit, up to 127 the folded unit of a word character, others by these two. */
export const unitsOfBytes: usize = heap.alloc(256);
const WIDE: u32 = 128;
const MARKER: u32 = 129;
const DIGIT: u32 = 48;

let tokenSeed: u32 = 0;
let headSeed: u32 = 0;
let tailSeed: u32 = 0;

export function setSeeds(token: u32, head: u32, tail: u32): void {
  tokenSeed = token;
  headSeed = head;
  tailSeed = tail;
}

/** Writes the keys of the prompt [from, to) to `out`, but for the account's number; false where it met a character of several bytes, which the host must read. */
export function writeKeys(from: usize, to: usize, out: usize): bool {
  memory.fill(out, 0, (KEY_WIDTH - 1) << 2);
  if (to <= from) return true;
  const headEnd = to - from > WINDOW ? from + WINDOW : to;
  const tailEnd = (to - from > WINDOW ? to - WINDOW : from) - 1;
  return (
    chain(from, headEnd, 1, headSeed, HEAD, out) && chain(to - 1, tailEnd, -1, tailSeed, TAIL, out + (SUFFIX_SLOT << 2))
  );
}

/**
 * Reads words from `first` towards `end` (not itself read) and writes the key of each depth as it is reached: a run of letters and digits is a word, in which a run
 * of digits counts as one, every other visible character is one of its own. The same as `chain` and `TokenReader` of `templates`, for ASCII.
 */
function chain(first: usize, end: usize, step: isize, seed: u32, depths: StaticArray<u32>, out: usize): bool {
  let at = first;
  let state = seed;
  let words: u32 = 0;
  let reached: i32 = 0;
  let depth = unchecked(depths[0]);
  while (at != end) {
    let unit = unitAt(at);
    if (unit == 0) {
      at += step;
      continue;
    }
    if (unit == WIDE) return false;
    let hash = (tokenSeed ^ (unit == MARKER ? <u32>load<u8>(at) : unit)) * PRIME;
    at += step;
    if (unit != MARKER) {
      let left = MOST_UNITS - 1;
      if (unit == DIGIT) at = pastDigits(at, end, step);
      while (left != 0 && at != end) {
        unit = unitAt(at);
        if (unit == 0 || unit >= WIDE) break;
        hash = (hash ^ unit) * PRIME;
        at += step;
        if (unit == DIGIT) at = pastDigits(at, end, step);
        left--;
      }
      if (unit == WIDE) return false;
    }
    words++;
    state = (rotl(state, 7) ^ hash) * 0x2c1b3c6d;
    if (words < depth) continue;
    store<u32>(out + ((<usize>reached) << 2), finish(state ^ (depth << 2)));
    if (++reached == depths.length) return true;
    depth = unchecked(depths[reached]);
  }
  // A prompt of a single word is a prompt as well: its first key says so, and it has no other.
  if (reached == 0 && words > 0) store<u32>(out, finish(state));
  return true;
}

function unitAt(at: usize): u32 {
  return <u32>load<u8>(unitsOfBytes + <usize>load<u8>(at));
}

function pastDigits(from: usize, end: usize, step: isize): usize {
  let at = from;
  while (at != end && unitAt(at) == DIGIT) at += step;
  return at;
}

/** The finaliser of MurmurHash3. Never 0, which means absent. */
function finish(hash: u32): u32 {
  let mixed = (hash ^ (hash >> 16)) * 0x85ebca6b;
  mixed = (mixed ^ (mixed >> 13)) * 0xc2b2ae35;
  mixed ^= mixed >> 16;
  return mixed == 0 ? 1 : mixed;
}
