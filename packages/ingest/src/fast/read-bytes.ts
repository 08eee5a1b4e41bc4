const [DASH, DOT, COLON, T, Z] = [45, 46, 58, 84, 90];

let dayBytes = Buffer.alloc(10);
let dayMs = Number.NaN;

/** Unix milliseconds of `YYYY-MM-DDTHH:MM:SS[.mmm]Z`, the one form that most logs write; NaN for any other. */
export function readTime(buffer: Uint8Array, from: number, to: number): number {
  const length = to - from;
  if ((length !== 20 && length !== 24) || buffer[to - 1] !== Z || buffer[from + 10] !== T) return Number.NaN;
  if (buffer[from + 13] !== COLON || buffer[from + 16] !== COLON) return Number.NaN;
  const [hour, minute, second] = [two(buffer, from + 11), two(buffer, from + 14), two(buffer, from + 17)];
  if (!(hour < 24 && minute < 60 && second < 60)) return Number.NaN;
  let ms = 0;
  if (length === 24) {
    if (buffer[from + 19] !== DOT) return Number.NaN;
    ms = digit(buffer[from + 20]!) * 100 + two(buffer, from + 21);
  }
  return dayOf(buffer, from) + hour * 3_600_000 + minute * 60_000 + second * 1000 + ms;
}

/** Midnight of the date; the last one is remembered, since logs are in order. */
function dayOf(buffer: Uint8Array, from: number): number {
  let at = 0;
  while (at < 10 && dayBytes[at] === buffer[from + at]) at++;
  if (at === 10) return dayMs;
  if (buffer[from + 4] !== DASH || buffer[from + 7] !== DASH) return Number.NaN;
  const year = two(buffer, from) * 100 + two(buffer, from + 2);
  const [month, day] = [two(buffer, from + 5), two(buffer, from + 8)];
  const ms = year >= 1000 ? Date.UTC(year, month - 1, day) : Number.NaN;
  // A month or a day that the calendar lacks would come out as another date.
  const date = new Date(ms);
  if (Number.isNaN(ms) || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return Number.NaN;
  dayBytes = Buffer.from(buffer.subarray(from, from + 10));
  dayMs = ms;
  return ms;
}

const digit = (byte: number): number => (byte >= 48 && byte <= 57 ? byte - 48 : Number.NaN);
const two = (buffer: Uint8Array, at: number): number => digit(buffer[at]!) * 10 + digit(buffer[at + 1]!);

/** Whether the bytes are an IPv4 address of four decimal numbers without leading zeros. */
export function readIp(buffer: Uint8Array, from: number, to: number): boolean {
  let parts = 0;
  let value = -1;
  for (let at = from; at < to; at++) {
    const byte = buffer[at]!;
    if (byte === DOT) {
      if (value < 0 || ++parts > 3) return false;
      value = -1;
    } else {
      if (byte < 48 || byte > 57 || value === 0) return false;
      value = value < 0 ? byte - 48 : value * 10 + byte - 48;
      if (value > 255) return false;
    }
  }
  return parts === 3 && value >= 0;
}
