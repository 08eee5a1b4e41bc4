import { createHash } from 'node:crypto';

/** A fingerprint of a request: a stable id, and what it says in words. */
export interface Fingerprint {
  readonly id: string;
  readonly text: string;
}

/** Characters of a text's start, and of its end, in which a demand is looked for. */
const WINDOW = 2000;

/**
 * The id of a text that is the same whenever it is used: a system prompt, or a tool list (whose JSON may have its keys in any order). Case, composition and
 * blanks make no difference. Ids of another label or salt are others.
 */
export function fixedFingerprint(label: 'system' | 'tools', text: string, salt: Uint8Array): string {
  return saltedId('F', `${label} ${normalised(sortedJson(text) ?? text)}`, salt);
}

/** Forms of an answer that a prompt may demand, in the words shown. */
const FORMS: readonly (readonly [form: string, pattern: RegExp])[] = [
  ['yes or no', /\b(?:yes[ /]?(?:or|\/)[ /]?no)\b/i],
  ['true or false', /\b(?:true[ /]?(?:or|\/)[ /]?false)\b/i],
  ['one word', /\b(?:one|single|1)[- ]word\b/i],
  ['one letter', /\b(?:only|just) (?:with )?(?:the |a |one )*letter\b/i],
  ['one sentence', /\b(?:in|with|of) (?:one|a single|1) sentence\b/i],
  ['step by step', /\bstep[- ]by[- ]step\b/i],
  ['bullet points', /\bbullet(?:ed)?[- ](?:points?|list)\b/i],
  ['numbered list', /\bnumbered list\b/i],
  ['table', /\b(?:markdown|html) table\b|\btable with\b/i],
  ['code only', /\b(?:only|just) (?:the )?code\b|\bcode only\b/i],
  ['boxed answer', /\\boxed\b/],
  ['CSV', /\bcsv\b/i],
  ['YAML', /\byaml\b/i],
];
const JSON_WORD = /\bjson\b/i;
const JSON_KEY = /["'`]([A-Za-z_][\w-]{0,40})["'`]\s*:/g;
const NAMED_KEYS =
  /\b(?:keys?|fields?|properties)\b[: ]+((?:["'`]?[a-z_][\w-]*["'`]?(?:, (?:and )?| and |, ?))*["'`]?[a-z_][\w-]*["'`]?)/i;
const TAG = /<\/?([a-z][\w-]{0,30})>/g;
const TAG_WORD = /\b(?:tags?|inside|within|between|wrap(?:ped)?|enclosed?)\b/i;
const SCALE = /\b(?:from|between|scale of|score of|rating of)\s+(\d{1,3})\s*(?:to|and|-|–)\s*(\d{1,3})\b/i;

/**
 * What a prompt or system prompt demands of the form of the answer: JSON keys, tags, a scale, a form such as “yes or no”. Undefined when it demands none.
 * Only the first and the last 2,000 characters are looked at.
 */
export function outputContract(text: string, salt: Uint8Array): Fingerprint | undefined {
  const looked = text.length <= 2 * WINDOW ? text : `${text.slice(0, WINDOW)}\n${text.slice(-WINDOW)}`;
  const scale = SCALE.exec(looked);
  const demands = [
    ...jsonDemand(looked),
    ...tagDemand(looked),
    ...(scale ? [`score ${scale[1]}–${scale[2]}`] : []),
    ...FORMS.filter(([, pattern]) => pattern.test(looked)).map(([form]) => form),
  ];
  if (demands.length === 0) return undefined;
  const words = demands.join(' · ');
  return { id: saltedId('O', words, salt), text: words };
}

function jsonDemand(text: string): string[] {
  if (!JSON_WORD.test(text)) return [];
  const quoted = Array.from(text.matchAll(JSON_KEY), ([, key]) => key ?? '');
  const named = NAMED_KEYS.exec(text)?.[1]?.split(/, (?:and )?| and /) ?? [];
  const keys = uniqueSorted([...quoted, ...named.map((key) => key.replace(/["'`]/g, ''))]);
  return [keys.length > 0 ? `JSON with ${keys.join(', ')}` : 'JSON'];
}

function tagDemand(text: string): string[] {
  if (!TAG_WORD.test(text)) return [];
  const tags = uniqueSorted(Array.from(text.matchAll(TAG), ([, tag]) => tag ?? ''));
  return tags.length > 0 ? [`tags ${tags.join(', ')}`] : [];
}

/** What is known of a request besides its words. */
export interface RequestFields {
  readonly model?: string | undefined;
  /** Names of the parameters that were given: temperature, stop, … */
  readonly parameters?: readonly string[] | undefined;
  readonly inputTokens?: number | undefined;
  readonly outputTokens?: number | undefined;
  readonly prompt?: string | undefined;
}

/** The shape of a request: model family, parameters present, bands of tokens, script of the prompt. Undefined when nothing is known. */
export function requestShape(fields: RequestFields, salt: Uint8Array): Fingerprint | undefined {
  const { model, parameters = [], inputTokens, outputTokens, prompt } = fields;
  const parts = [
    model ? modelFamily(model) : '',
    uniqueSorted(parameters).join(', '),
    inputTokens === undefined ? '' : `${band(inputTokens)} tokens in`,
    outputTokens === undefined ? '' : `${band(outputTokens)} tokens out`,
    prompt ? scriptOf(prompt) : '',
  ].filter((part) => part !== '');
  if (parts.length === 0) return undefined;
  const words = parts.join(' · ');
  return { id: saltedId('R', words, salt), text: words };
}

/** A model's name without provider, version and date. */
const modelFamily = (model: string): string => {
  const name =
    model
      .toLowerCase()
      .split(/[/:@]/)
      .findLast((part) => /[a-z]{2}/.test(part)) ?? model.toLowerCase();
  const words = name.split(/[-_. ]+/).filter((part) => !/^v?\d/.test(part) && part !== 'latest' && part !== 'preview');
  return words.join('-') || name;
};

const BANDS = [100, 1000, 10_000, 100_000] as const;
function band(tokens: number): string {
  const above = BANDS.findIndex((limit) => tokens < limit);
  if (above === 0) return `under ${BANDS[0]}`;
  return above < 0 ? `${BANDS.at(-1)} or more` : `${BANDS[above - 1]}–${BANDS[above]}`;
}

const SCRIPTS: readonly (readonly [name: string, letter: RegExp])[] = [
  ['Latin', /\p{Script=Latin}/gu],
  ['Cyrillic', /\p{Script=Cyrillic}/gu],
  ['Japanese', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['Chinese', /\p{Script=Han}/gu],
  ['Korean', /\p{Script=Hangul}/gu],
  ['Arabic', /\p{Script=Arabic}/gu],
  ['Hebrew', /\p{Script=Hebrew}/gu],
  ['Greek', /\p{Script=Greek}/gu],
  ['Thai', /\p{Script=Thai}/gu],
  ['Devanagari', /\p{Script=Devanagari}/gu],
];
/** Kana among Han characters make a text Japanese, however few. */
const KANA_WEIGHT = 4;

function scriptOf(prompt: string): string {
  const looked = prompt.slice(0, 500);
  const counts = SCRIPTS.map(([name, letter]) => ({
    name,
    count: (looked.match(letter)?.length ?? 0) * (name === 'Japanese' ? KANA_WEIGHT : 1),
  }));
  const most = counts.reduce((best, each) => (each.count > best.count ? each : best));
  return most.count === 0 ? 'no script' : most.name;
}

/** JSON with its keys in order, or undefined when the text is none. */
function sortedJson(text: string): string | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    return JSON.stringify(parsed, (_, value: unknown) =>
      isRecord(value) ? Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))) : value,
    );
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const uniqueSorted = (words: readonly string[]): string[] => Array.from(new Set(words)).toSorted();
const normalised = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
const saltedId = (letter: string, text: string, salt: Uint8Array): string =>
  `${letter}-${createHash('sha256').update(`${letter}\0`).update(salt).update(text).digest('hex').slice(0, 10)}`;
