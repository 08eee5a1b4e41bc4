import { renderChat, renderFrame, type TextBank } from './prompts.js';
import type { Rng } from './rng.js';
import { drawFrame, frameAt, type Use } from './uses.js';
import { RELEASE_MS, START_MS, type Person } from './world.js';

/** One line of the exchange log, without its newline; what it uses is drawn unless given. */
export function exchangeLine(options: {
  readonly rng: Rng;
  readonly texts: TextBank;
  readonly person: Person;
  readonly timeMs: number;
  readonly isCampaign: boolean;
  readonly request: number;
  readonly use?: Use | undefined;
}): string {
  const { rng, texts, person, timeMs, isCampaign, use } = options;
  const frame = frameAt(person, use ? use.frame : drawFrame(rng, person, isCampaign));
  const prompt = frame ? renderFrame(rng, frame, texts) : renderChat(rng, texts);
  const device = use && person.devices[use.device];
  const record = {
    request_id: `req_${options.request.toString(36).padStart(7, '0')}${rng.token(5)}`,
    ts: new Date(START_MS + timeMs).toISOString(),
    account_id: person.id,
    ip: use ? person.ips[use.ip] : rng.pick(person.ips),
    user_agent: person.agent,
    ...(device === undefined ? {} : { device }),
    model: modelOf(rng, person, START_MS + timeMs, isCampaign),
    prompt,
    ...(frame?.systemPrompt ? { system_prompt: frame.systemPrompt } : {}),
    ...(frame?.tools ? { tools: frame.tools } : {}),
    input_tokens: Math.round(prompt.length / 4.2),
    output_tokens: rng.int(40, frame ? 1900 : 900),
    status: rng.chance(0.985) ? 200 : 429,
  };
  return JSON.stringify(record);
}

/** The pivot: half of the mixed campaign's exchanges move to the new model within a day; others take it up over weeks. */
function modelOf(rng: Rng, person: Person, timeMs: number, isCampaign: boolean): string {
  if (timeMs < RELEASE_MS) return rng.chance(0.8) ? 'M-4' : 'M-4-mini';
  const days = (timeMs - RELEASE_MS) / 86_400_000;
  const taken = isCampaign
    ? person.pivot01 * Math.min(1, days) + Math.min(0.35, days * 0.02)
    : Math.min(0.4, days * 0.03);
  if (rng.chance(taken)) return 'M-5';
  return rng.chance(0.8) ? 'M-4' : 'M-4-mini';
}

/** A row of a CSV file; fields with commas, quotes or line ends are quoted. */
export function csvRow(fields: readonly (string | number | boolean)[]): string {
  return fields
    .map((field) => (/[",\n\r]/.test(String(field)) ? `"${String(field).replaceAll('"', '""')}"` : String(field)))
    .join(',');
}
