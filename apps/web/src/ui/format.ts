const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** "1,204". */
export function formatCount(value: number): string {
  return whole.format(value);
}

/** What activity counts: exchanges, or sightings where the data has no exchanges. */
export function activityWord(exchanges: number): 'Exchanges' | 'Sightings' {
  return exchanges > 0 ? 'Exchanges' : 'Sightings';
}

/** "12.41 M", "0.81 M", "9,204": two decimals from a hundred thousand on. */
export function formatVolume(value: number): string {
  // From where two decimals of a million would read "1000.00 M".
  if (value >= 999_995_000) return `${(value / 1e9).toFixed(2)} G`;
  return value >= 1e5 ? `${(value / 1e6).toFixed(2)} M` : formatCount(value);
}

/** "31.4". */
export function formatBits(value: number): string {
  return value.toFixed(1).replace('-', '−');
}

/** "4×10⁻¹²", "0.02"; "< 10⁻³⁰" where a number of digits would only pretend to be known. */
export function formatChance(value: number): string {
  if (value < 1e-30) return '< 10⁻³⁰';
  if (value >= 0.001) return String(Number(value.toPrecision(1)));
  const exponent = Math.floor(Math.log10(value));
  const mantissa = Math.round(value / 10 ** exponent);
  return mantissa === 10 ? `1×10${superscript(exponent + 1)}` : `${mantissa}×10${superscript(exponent)}`;
}

/** "97 %", "0.7 %". */
export function formatShare(value01: number): string {
  const percent = value01 * 100;
  return `${percent >= 10 || percent === 0 ? Math.round(percent) : Number(percent.toPrecision(1))} %`;
}

/** "22 Nov", UTC. */
export function formatDay(ms: number | null): string {
  if (ms === null) return 'unknown';
  const date = new Date(ms);
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]}`;
}

/** "22 Nov", or "22 Nov – 4 Dec", of two dates as an address has them. */
export function formatDays(from: string, to: string): string {
  const [first, last] = [formatDay(Date.parse(from)), formatDay(Date.parse(to))];
  return from === to ? first : `${first} – ${last}`;
}

/** "22 Nov 05:58:41", UTC. */
export function formatTime(ms: number | null): string {
  return ms === null ? 'unknown' : `${formatDay(ms)} ${new Date(ms).toISOString().slice(11, 19)}`;
}

/** "874 MB". */
export function formatBytes(bytes: number): string {
  // From where the smaller unit would read "1000".
  if (bytes >= 999_500_000) return `${(bytes / 1e9).toFixed(1)} GB`;
  return bytes >= 999_500 ? `${Math.round(bytes / 1e6)} MB` : `${Math.max(1, Math.round(bytes / 1e3))} kB`;
}

/** "84 MB" of bytes, "1,200 pairs" of anything else. */
export function formatAmount(value: number, unit: string): string {
  return unit === 'bytes' ? formatBytes(value) : `${formatCount(value)} ${unit}`.trimEnd();
}

/** "6 s left", "4 min left", "2 h 10 min left". */
export function formatRest(ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  if (seconds < 100) return `${seconds} s left`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 100) return `${minutes} min left`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min left`;
}
/** Kinds whose value is an id: their text is what a person reads. */
const TOLD_BY_TEXT: ReadonlySet<string> = new Set([
  'prompt-template',
  'system-prompt',
  'tool-schema',
  'output-contract',
]);

/** A payment token as screens show it: "••07b2". */
export function formatIndicator(kind: string, value: string, text?: string | null): string {
  if (kind === 'payment-method') return `••${value.slice(-4)}`;
  if (TOLD_BY_TEXT.has(kind) && text) return text;
  return value;
}

function superscript(value: number): string {
  return Array.from(String(value), (character) => (character === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(character)])).join('');
}
