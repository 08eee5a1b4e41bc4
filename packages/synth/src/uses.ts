import type { Frame } from './prompts.js';
import type { Rng } from './rng.js';
import type { Traffic } from './traffic.js';
import type { Person } from './world.js';

/** What one exchange uses, as places in its person's lists; −1 for none. A frame's place counts the person's own frames, then its covering ones. */
export interface Use {
  readonly ip: number;
  readonly frame: number;
  readonly device: number;
}

/** What each exchange uses, in the order of the traffic; see {@link Use}. */
export interface Uses {
  readonly ip: Uint16Array;
  readonly frame: Int16Array;
  readonly device: Int16Array;
}

/** Share 0–1 of a member's unrelated exchanges that use a public frame, where it has some. */
const COVER_FRAME01 = 0.4;

/** Draws what every exchange uses. */
export function drawUses(rng: Rng, people: readonly Person[], traffic: Traffic): Uses {
  const count = traffic.person.length;
  const uses = { ip: new Uint16Array(count), frame: new Int16Array(count), device: new Int16Array(count) };
  for (let at = 0; at < count; at++) {
    const person = people[traffic.person[at]];
    uses.frame[at] = drawFrame(rng, person, traffic.isCampaign[at] === 1);
    uses.ip[at] = rng.int(0, person.ips.length - 1);
    uses.device[at] = person.devices.length === 0 ? -1 : rng.int(0, person.devices.length - 1);
  }
  return uses;
}

/** The frame of one exchange, by its place: always one for a campaign, at times one for other traffic, −1 for free chat. */
export function drawFrame(rng: Rng, person: Person, isCampaign: boolean): number {
  const { frames, coverFrames } = person;
  if (isCampaign || person.campaign === '') {
    if (frames.length === 0 || !(isCampaign || rng.chance(person.frameShare01))) return -1;
    return rng.int(0, frames.length - 1);
  }
  if (coverFrames.length === 0 || !rng.chance(COVER_FRAME01)) return -1;
  return frames.length + rng.int(0, coverFrames.length - 1);
}

/** The frame at that place of a person's frames, undefined for none. */
export function frameAt({ frames, coverFrames }: Person, place: number): Frame | undefined {
  if (place < 0) return undefined;
  return place < frames.length ? frames[place] : coverFrames[place - frames.length];
}
