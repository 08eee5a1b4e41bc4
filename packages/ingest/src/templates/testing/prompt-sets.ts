import { FILL, type Layout, makeInstruction, paraphrase } from './instructions.js';
import { Random } from './random.js';

/** Prompts with what each was made from. */
export interface PromptSet {
  readonly prompts: readonly string[];
  /** The template of each prompt; a one-off prompt has a number of its own. */
  readonly templates: Int32Array;
  /** The family of each prompt: paraphrases of one instruction. */
  readonly families: Int32Array;
  readonly accounts: Int32Array;
}

/** What set to make. */
export interface PromptSetOptions {
  readonly seed: number;
  /** Instructions, each worded once. */
  readonly instructions?: number;
  /** Further wordings of each instruction. */
  readonly paraphrases?: number;
  /** Prompts per wording, drawn evenly. */
  readonly uses?: readonly [least: number, most: number];
  /** Whether the number of prompts per wording falls like 1 / rank instead. */
  readonly zipf?: boolean;
  /** Share of the set that is prompts from no template. */
  readonly oneOff?: number;
  readonly layouts?: readonly Layout[];
  /** Accounts that prompts are spread over evenly; 0 for none. */
  readonly accounts?: number;
}

const LAYOUTS: readonly Layout[] = [
  'opening',
  'opening',
  'closing',
  'both',
  'both',
  'middle',
  'labels',
  'short opener',
  'preamble',
];

/** Seeded prompts: instructions of many layouts around fills of 3–60 words, and one-off prompts made of the same running text. */
export function makePromptSet(options: PromptSetOptions): PromptSet {
  const {
    seed,
    instructions = 300,
    paraphrases = 0,
    uses = [5, 60],
    oneOff = 0,
    layouts = LAYOUTS,
    accounts = 0,
  } = options;
  const random = new Random(seed);
  const fills = new BigramChain(random);
  const made: { text: string; template: number; family: number }[] = [];
  const known = new Set<string>();
  let templates = 0;
  for (let family = 0; family < instructions; family++) {
    const original = newInstruction(layouts, random, known);
    const wordings = [original, ...Array.from({ length: paraphrases }, () => paraphrase(original, random))];
    for (const wording of wordings) {
      const count = options.zipf
        ? Math.max(uses[0], Math.round(uses[1] / (1 + random.zipf(200))))
        : random.integer(...uses);
      for (let n = 0; n < count; n++) made.push({ text: fillIn(wording, fills, random), template: templates, family });
      templates++;
    }
  }
  const others = Math.round((made.length * oneOff) / (1 - oneOff));
  for (let n = 0; n < others; n++) {
    made.push({ text: fills.text(random.integer(3, 110)), template: templates + n, family: instructions + n });
  }
  random.shuffle(made);
  return {
    prompts: made.map(({ text }) => text),
    templates: Int32Array.from(made, ({ template }) => template),
    families: Int32Array.from(made, ({ family }) => family),
    accounts: Int32Array.from(made, () => (accounts === 0 ? -1 : random.integer(0, accounts - 1))),
  };
}

function newInstruction(layouts: readonly Layout[], random: Random, known: Set<string>): string {
  for (;;) {
    const instruction = makeInstruction(random.pick(layouts), random);
    if (known.has(instruction)) continue;
    known.add(instruction);
    return instruction;
  }
}

/** An instruction with running text in its slots. */
export function fillIn(instruction: string, fills: BigramChain, random: Random): string {
  const slots = instruction.split(FILL).length - 1;
  return instruction.replaceAll(FILL, () => fills.text(random.integer(3, Math.max(3, Math.round(60 / slots)))));
}

const STEMS =
  'ba be bo da de do fa fi ga go ha hi ka ke la li lo ma me mi na ne no pa pe ra ri ro sa se so ta te to va ve wa wi za'.split(
    ' ',
  );
const COMMON =
  'the of and to a in is that it was for on with as are be this by at from or which an not have were has their its but they one all can would there been more if when will what about so some out into than only other new two may then do first any now such like our over even most after also did many before must through where much your way well down should because each just those how too good very still own see work year make life between long day back'.split(
    ' ',
  );

/** Running text in which every word has a few likely successors, as in language; phrases repeat by chance. */
export class BigramChain {
  private readonly words: readonly string[];
  private readonly successors: readonly Int32Array[];
  private readonly random: Random;

  constructor(random: Random, vocabulary = 3000) {
    this.random = random;
    this.words = Array.from({ length: vocabulary }, (_, rank) => COMMON[rank] ?? invented(random));
    this.successors = this.words.map(() =>
      Int32Array.from({ length: random.integer(8, 40) }, () => random.zipf(vocabulary)),
    );
  }

  /** The same chain with another source of chance. */
  seeded(random: Random): BigramChain {
    return Object.assign(Object.create(BigramChain.prototype) as BigramChain, this, { random });
  }

  /** So many words, with a comma or a full stop now and then. */
  text(words: number): string {
    let word = this.random.zipf(this.words.length);
    let text = this.words[word]!;
    for (let n = 1; n < words; n++) {
      const next = this.successors[word]!;
      word = this.random.chance(0.1) ? this.random.zipf(this.words.length) : next[this.random.zipf(next.length)]!;
      const stop = this.random.next();
      text += `${stop < 0.05 ? ',' : stop < 0.08 ? '.' : ''} ${this.words[word]!}`;
    }
    return text;
  }
}

const invented = (random: Random): string =>
  Array.from({ length: random.integer(2, 4) }, () => random.pick(STEMS)).join('');
