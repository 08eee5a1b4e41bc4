// Measures template mining: node scripts/bench/templates.mjs [prompts] [rounds] [lengths]. Prompts of 120, 550 and 4,000 bytes, 20 % from 600 templates (the number of
// prompts per template falls like 1 / rank), the rest one-off. Prints prompts per CPU-second of the keys, of the mining, and of both, interleaved by rounds
// (A B C, C B A, …), and the peak memory of the process. Build first (npm run build).
import { performance } from 'node:perf_hooks';

const built = new URL('../../packages/ingest/dist/templates/', import.meta.url);
const { KEY_SLOTS, KEY_WIDTH, PromptKeys } = await import(new URL('prompt-keys.js', built).href);
const { mineTemplates } = await import(new URL('mine-templates.js', built).href);
const { BigramChain } = await import(new URL('testing/prompt-sets.js', built).href);
const { FILL, makeInstruction } = await import(new URL('testing/instructions.js', built).href);
const { Random } = await import(new URL('testing/random.js', built).href);

const PROMPTS = Number(process.argv[2] ?? 1_000_000);
const ROUNDS = Number(process.argv[3] ?? 3);
const LENGTHS = (process.argv[4] ?? '120,550,4000').split(',').map(Number);
const TEMPLATES = 600;
const POOL = 20_000;
const LAYOUTS = ['opening', 'closing', 'both', 'labels', 'preamble', 'middle', 'short opener'];
const encoder = new TextEncoder();
const decoder = new TextDecoder();
const salt = Uint8Array.of(1, 2, 3, 4);

/** Prompts of about `length` bytes, made anew from the number of the row whenever they are asked for. */
function makePrompts(length) {
  const random = new Random(length);
  const chain = new BigramChain(random, 20_000);
  const instructions = Array.from({ length: TEMPLATES }, (_, at) =>
    makeInstruction(LAYOUTS[at % LAYOUTS.length], random),
  );
  const textOf = (row) => {
    const own = new Random(row);
    const fills = chain.seeded(own);
    const words = (bytes) => Math.max(3, Math.round(bytes / 5.2));
    if (!own.chance(0.2)) return fills.text(words(length));
    const instruction = instructions[own.zipf(TEMPLATES)];
    const slots = instruction.split(FILL).length - 1;
    return instruction.replaceAll(FILL, () => fills.text(words((length - instruction.length) / slots)));
  };
  return { textOf, pool: Array.from({ length: POOL }, (_, row) => encoder.encode(textOf(row))) };
}

const cpuSeconds = (since) => {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1e6;
};

/** Keys of all prompts, and the CPU-seconds of as many that lie in memory as bytes. */
function writeKeys({ textOf, pool }) {
  const writer = new PromptKeys(salt);
  const keys = new Int32Array(PROMPTS * KEY_WIDTH);
  for (let row = 0; row < PROMPTS; row++) {
    writer.writeText(textOf(row), keys, row * KEY_WIDTH);
    keys[row * KEY_WIDTH + KEY_SLOTS.account] = row % 24_000;
  }
  const out = new Int32Array(KEY_WIDTH);
  const before = process.cpuUsage();
  for (let row = 0; row < PROMPTS; row++) writer.write(pool[row % POOL], 0, pool[row % POOL].length, out, 0);
  return { keys, seconds: cpuSeconds(before) };
}

/** A text as it comes from a file: one piece, not the tree of pieces that it was made of. */
const flat = (text) => decoder.decode(encoder.encode(text));

/** The source, and the CPU-seconds that it spent on making texts, which are not the miner's. */
function sourceOf({ textOf }, keys) {
  const source = {
    making: 0,
    dumps: 1,
    rows: PROMPTS,
    bytesAText: 1000,
    async *blocks() {
      for (let firstRow = 0; firstRow < PROMPTS; firstRow += 65_536) {
        yield { dump: 0, firstRow, keys: keys.subarray(firstRow * KEY_WIDTH, (firstRow + 65_536) * KEY_WIDTH) };
      }
    },
    async *texts(wanted) {
      for (let at = 0; at < wanted.length; at += 1000) {
        const before = process.cpuUsage();
        const texts = wanted.slice(at, at + 1000).map((place) => ({ ...place, text: flat(textOf(place.row)) }));
        source.making += cpuSeconds(before);
        yield* texts;
      }
    },
  };
  return source;
}

async function measure(length, prompts) {
  const { keys, seconds } = writeKeys(prompts);
  const before = process.cpuUsage();
  const started = performance.now();
  const source = sourceOf(prompts, keys);
  const { templates, looked } = await mineTemplates(source, { salt });
  const mining = cpuSeconds(before) - source.making;
  return { length, seconds, mining, wall: (performance.now() - started) / 1000, templates: templates.length, looked };
}

const rate = (seconds) => `${Math.round(PROMPTS / seconds / 1000)} k/s`;
const sets = new Map(LENGTHS.map((length) => [length, makePrompts(length)]));
for (let round = 0; round < ROUNDS; round++) {
  for (const length of round % 2 === 0 ? LENGTHS : LENGTHS.toReversed()) {
    const { seconds, mining, templates, looked } = await measure(length, sets.get(length));
    console.log(
      `round ${round + 1} · ${length} bytes · keys ${rate(seconds)} · mining ${rate(mining)} · both ${rate(seconds + mining)} per CPU-second · ${templates} templates · ${looked.middleSampled} of ${looked.middleTotal} left over read`,
    );
  }
}
console.log(`peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB, prompts and keys included`);
