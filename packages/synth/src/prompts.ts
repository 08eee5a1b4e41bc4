import type { Rng } from './rng.js';
import { CLOSINGS, MANNERS, OBJECTS, TOPICS, VERBS, WORDS } from './vocabulary.js';

/** A prompt template: fixed stretches with fills between them. `shape` says where the fills stand. */
export interface Frame {
  readonly id: string;
  readonly intent: string;
  readonly opening: string;
  readonly closing: string;
  readonly shape: 'fill-last' | 'fill-first' | 'fill-middle';
  readonly systemPrompt: string;
  readonly tools: string;
}

/** What the extraction campaigns ask for. */
export const INTENTS = ['reasoning', 'tool-use', 'rubric-grading', 'neutral-rewrite'] as const;

/** Frames in random words; `prefix` names them. In a large scenario a few begin or end alike by chance. */
export function makeFrames(rng: Rng, options: { count: number; prefix: string; intents: readonly string[] }): Frame[] {
  return Array.from({ length: options.count }, (_, index) => {
    const intent = options.intents[index % options.intents.length];
    const opening = `${rng.pick(VERBS[intent] ?? VERBS['public'])} ${rng.pick(OBJECTS)} ${rng.pick(MANNERS)} ${rng.pick(MANNERS)}.`;
    const roll = rng.next();
    return {
      id: `${options.prefix}-${index + 1}`,
      intent,
      opening,
      closing: `${rng.pick(CLOSINGS)} ${rng.pick(MANNERS)}, ${rng.pick(CLOSINGS).toLowerCase()} ${rng.pick(OBJECTS)}.`,
      shape: roll < 0.6 ? 'fill-last' : roll < 0.8 ? 'fill-first' : 'fill-middle',
      systemPrompt: rng.chance(0.3) ? `You are a careful assistant. ${rng.pick(CLOSINGS)} ${rng.pick(MANNERS)}.` : '',
      tools: intent === 'tool-use' && rng.chance(0.5) ? toolsJson(rng) : '',
    };
  });
}

/** A variant of a frame: the same request in slightly other words, as an operator's second template file has it. */
export function variantOf(rng: Rng, frame: Frame, suffix: string): Frame {
  return {
    ...frame,
    id: `${frame.id}${suffix}`,
    opening: `${rng.pick(MANNERS)}: ${frame.opening}`.replace(/^./, (c) => c.toUpperCase()),
  };
}

/** `count` wordings of a frame, itself the first; the others begin and end in other words, so that each is mined as a template of its own. */
export function wordingsOf(rng: Rng, frame: Frame, count: number): Frame[] {
  const others = Array.from({ length: count - 1 }, (_, at) => ({
    ...variantOf(rng, frame, `-v${at + 2}`),
    closing: `${frame.closing.slice(0, -1)} ${rng.pick(MANNERS)} ${rng.pick(MANNERS)}.`,
  }));
  return [frame, ...others];
}

/** The text of one exchange written with a frame. */
export function renderFrame(rng: Rng, frame: Frame, texts: TextBank): string {
  const fill = texts.passage(rng, rng.int(1, 3));
  switch (frame.shape) {
    case 'fill-last':
      return `${frame.opening} ${fill}`;
    case 'fill-first':
      return `${fill} ${frame.closing}`;
    case 'fill-middle':
      return `${frame.opening} ${fill} ${frame.closing}`;
  }
}

/** The text of one free question. */
export function renderChat(rng: Rng, texts: TextBank): string {
  const topic = rng.pick(TOPICS);
  const roll = rng.next();
  if (roll < 0.3) return `${texts.passage(rng, 1)} ${rng.pick(WORDS)} ${topic}?`;
  if (roll < 0.6) return `${rng.pick(WORDS)} ${rng.pick(WORDS)} ${topic} ${rng.pick(WORDS)}: ${texts.passage(rng, 1)}`;
  return `${rng.pick(WORDS)} ${topic} ${rng.pick(WORDS)} ${rng.pick(WORDS)} ${rng.pick(WORDS)}, ${texts.passage(rng, rng.int(1, 2))}`;
}

/** Sentences made once and combined for every fill; a number in each passage keeps passages apart. */
export class TextBank {
  readonly #sentences: readonly string[];

  constructor(rng: Rng, size = 4000) {
    this.#sentences = Array.from({ length: size }, () => sentence(rng));
  }

  /** A passage of `count` sentences. */
  passage(rng: Rng, count: number): string {
    let text = '';
    for (let at = 0; at < count; at++)
      text += `${at > 0 ? ' ' : ''}${rng.pick(WORDS)} ${rng.pick(WORDS)} ${rng.pick(this.#sentences)}`;
    return `${text} ${rng.pick(WORDS)} ${rng.int(2, 9999)} ${rng.pick(WORDS)} ${rng.pick(WORDS)}`;
  }
}

function sentence(rng: Rng): string {
  const words = Array.from({ length: rng.int(6, 16) }, () => rng.pick(WORDS));
  return `${words.join(' ').replace(/^./, (c) => c.toUpperCase())} ${rng.pick(TOPICS)}.`;
}

function toolsJson(rng: Rng): string {
  const names = rng.sample(['search_notes', 'read_table', 'run_query', 'send_form', 'plan_route', 'open_file'], 3);
  return JSON.stringify(names.map((name) => ({ name, arguments: { [rng.pick(WORDS)]: 'string' } })));
}
