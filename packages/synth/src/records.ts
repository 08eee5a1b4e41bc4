import { renderChat, renderFrame, type Frame, type TextBank } from './prompts.js';
import type { Rng } from './rng.js';
import { RELEASE_MS, START_MS, type Person } from './world.js';

/** One line of the exchange log, without its newline. */
export function exchangeLine(options: {
  readonly rng: Rng;
  readonly texts: TextBank;
  readonly person: Person;
  readonly timeMs: number;
  readonly isCampaign: boolean;
  readonly request: number;
}): string {
  const { rng, texts, person, timeMs, isCampaign } = options;
  const frame = frameFor(rng, person, isCampaign);
  const prompt = frame ? renderFrame(rng, frame, texts) : renderChat(rng, texts);
  const record = {
    request_id: `req_${options.request.toString(36).padStart(7, '0')}${rng.token(5)}`,
    ts: new Date(START_MS + timeMs).toISOString(),
    account_id: person.id,
    ip: isCampaign || person.campaign === '' ? rng.pick(person.ips) : person.ips[rng.int(0, person.ips.length - 1)],
    user_agent: person.agent,
    ...(person.devices && person.devices.length > 0 ? { device: rng.pick(person.devices) } : {}),
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

/** The frame of an exchange, or none for free chat. */
export function frameFor(rng: Rng, person: Person, isCampaign: boolean): Frame | undefined {
  if (isCampaign || person.campaign === '') {
    const usesFrame = person.frames.length > 0 && (isCampaign || rng.chance(person.frameShare01));
    return usesFrame ? rng.pick(person.frames) : undefined;
  }
  return person.ownFrames.length > 0 && rng.chance(0.4) ? rng.pick(person.ownFrames) : undefined;
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
