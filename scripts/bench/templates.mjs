// Template mining: prompts of some lengths, 20 % from 600 templates (the number of prompts per template falls like 1 / rank), the rest one-off. CPU seconds of the keys,
// of counting them (what every prompt costs: both ends, compared with all others) and of the whole mining (which also reads samples of groups and of what is left, and
// writes texts and families) in interleaved rounds (A B C, C B A, …), and a digest of what was mined, to compare two states of the code.
// `npm run bench templates [PROMPTS] [ROUNDS] [LENGTH,…]`
import { createHash } from 'node:crypto';
import { loadavg } from 'node:os';
import {
  KEY_SLOTS,
  KEY_WIDTH,
  mineTemplates,
  PromptKeys,
  promptSigning,
} from '../../packages/ingest/dist/templates/index.js';
import { FILL, makeInstruction } from '../../packages/ingest/dist/templates/testing/instructions.js';
import { BigramChain } from '../../packages/ingest/dist/templates/testing/prompt-sets.js';
import { Random } from '../../packages/ingest/dist/templates/testing/random.js';

const TEMPLATES = 600;
const ACCOUNTS = 24_000;
/** Prompts that lie in memory as bytes, to be signed again and again. */
const POOL = 20_000;
const BLOCK = 65_536;
const LAYOUTS = ['opening', 'closing', 'both', 'labels', 'preamble', 'middle', 'short opener'];
const encoder = new TextEncoder();
const decoder = new TextDecoder();
const signing = promptSigning(Uint8Array.of(1, 2, 3, 4), 'plain');

/** Measures; rates are prompts per CPU-second, medians over the rounds. `[prompts, rounds, lengths in bytes]` may be given. */
export async function measure([prompts = '1000000', rounds = '3', lengths = '120,550,4000'] = []) {
  const sets = lengths.split(',').map((length) => setOf(Number(length), Number(prompts)));
  const runs = new Map(sets.map(({ length }) => [length, []]));
  for (let round = 1; round <= Number(rounds); round++) {
    for (const set of round % 2 === 1 ? sets : sets.toReversed()) {
      const run = { round, load: round2(loadavg()[0]), ...(await mineOnce(set)) };
      runs.get(set.length).push(run);
      process.stderr.write(
        `  round ${round}, ${set.length} bytes: keys ${run.keySeconds} s, mining ${run.miningSeconds} s, ${run.countingSeconds} s of it counting\n`,
      );
    }
  }
  return {
    node: process.version,
    prompts: Number(prompts),
    lengths: sets.map(({ length }) => summaryOf(length, Number(prompts), runs.get(length))),
    /** Of this process, prompts and keys included. */
    peakMiB: Math.round(process.resourceUsage().maxRSS / 1024),
  };
}

/** Prompts of about `length` bytes, made anew from the number of the row whenever they are asked for, and their keys. */
function setOf(length, prompts) {
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
  const writer = new PromptKeys(signing.seed);
  const keys = new Int32Array(prompts * KEY_WIDTH);
  for (let row = 0; row < prompts; row++) {
    writer.writeText(textOf(row), keys, row * KEY_WIDTH);
    keys[row * KEY_WIDTH + KEY_SLOTS.account] = row % ACCOUNTS;
  }
  return { length, textOf, keys, pool: Array.from({ length: POOL }, (_, row) => encoder.encode(textOf(row))) };
}

async function mineOnce(set) {
  const keySeconds = signSeconds(set);
  const source = sourceOf(set);
  const counting = new Stopwatch(COUNTING);
  const before = process.cpuUsage();
  const { templates, labels, looked } = await mineTemplates(source, {
    signing,
    onProgress: ({ phase }) => counting.in(phase),
  });
  const miningSeconds = cpuSeconds(before) - source.making;
  const digest = createHash('sha256').update(JSON.stringify(templates));
  for (const each of labels) digest.update(each);
  return {
    keySeconds: round2(keySeconds),
    countingSeconds: round2(counting.seconds),
    miningSeconds: round2(miningSeconds),
    templates: templates.length,
    ...looked,
    mined: digest.digest('hex').slice(0, 16),
  };
}

/** The phases in which keys are counted. */
const COUNTING = ['Comparing openings', 'Comparing endings'];

/** CPU-seconds of some phases, each from its first report to the first one of another. */
class Stopwatch {
  seconds = 0;
  #phases;
  #since;

  constructor(phases) {
    this.#phases = phases;
  }

  in(phase) {
    const isOn = this.#phases.includes(phase);
    if (isOn && this.#since === undefined) this.#since = process.cpuUsage();
    if (isOn || this.#since === undefined) return;
    this.seconds += cpuSeconds(this.#since);
    this.#since = undefined;
  }
}

/** CPU-seconds of the keys of as many prompts, out of bytes. */
function signSeconds({ keys, pool }) {
  const writer = new PromptKeys(signing.seed);
  const out = new Int32Array(KEY_WIDTH);
  const before = process.cpuUsage();
  for (let row = 0; row < keys.length / KEY_WIDTH; row++) {
    const bytes = pool[row % POOL];
    writer.write(bytes, 0, bytes.length, out, 0);
  }
  return cpuSeconds(before);
}

/** A text as it comes from a file: one piece, not the tree of pieces that it was made of. */
const flat = (text) => decoder.decode(encoder.encode(text));

/** The source, and the CPU-seconds that it spent on making texts, which are not the miner's. */
function sourceOf({ textOf, keys }) {
  const rows = keys.length / KEY_WIDTH;
  const source = {
    making: 0,
    dumps: 1,
    rows,
    newRows: rows,
    bytesAText: 1000,
    async *blocks() {
      for (let firstRow = 0; firstRow < rows; firstRow += BLOCK)
        yield { dump: 0, firstRow, keys: keys.subarray(firstRow * KEY_WIDTH, (firstRow + BLOCK) * KEY_WIDTH) };
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

function summaryOf(length, prompts, runs) {
  const rate = (secondsOf) => Math.round(prompts / median(runs.map(secondsOf)));
  return {
    length,
    keysPerCpuSecond: rate(({ keySeconds }) => keySeconds),
    countedPerCpuSecond: rate(({ keySeconds, countingSeconds }) => keySeconds + countingSeconds),
    minedPerCpuSecond: rate(({ miningSeconds }) => miningSeconds),
    bothPerCpuSecond: rate(({ keySeconds, miningSeconds }) => keySeconds + miningSeconds),
    runs,
  };
}

function cpuSeconds(since) {
  const { user, system } = process.cpuUsage(since);
  return (user + system) / 1e6;
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

const round2 = (value) => Math.round(value * 100) / 100;
