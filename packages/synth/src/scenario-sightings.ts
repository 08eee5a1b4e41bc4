import { createHash } from 'node:crypto';
import type { PersonPayment } from './payments.js';
import type { Frame } from './prompts.js';
import type { Seen, SightingBuilder } from './sighting-builder.js';
import type { Traffic } from './traffic.js';
import { tallyUses, type UseTally } from './use-tally.js';
import { frameAt, type Uses } from './uses.js';
import type { Person } from './world.js';

/** Who made each exchange, and when (Unix ms), in the order of time. */
export interface ExchangeTimes {
  readonly person: Uint32Array;
  readonly ms: Float64Array;
}

interface SightingSources {
  readonly people: readonly Person[];
  readonly traffic: Traffic;
  readonly uses: Uses;
  readonly payments: readonly PersonPayment[];
  /** Unix ms of each exchange. */
  readonly ms: Float64Array;
}

/** Adds all sightings of a scenario; gives the builder's number of each exchange's template, −1 for free chat. */
export function addSightings(builder: SightingBuilder, of: SightingSources): { readonly template: Int32Array } {
  const { people, traffic, uses, ms } = of;
  const ips = tallyUses(people, traffic, { place: uses.ip, length: (each) => each.ips.length });
  const frames = tallyUses(people, traffic, {
    place: uses.frame,
    length: (each) => each.frames.length + each.coverFrames.length,
  });
  const devices = tallyUses(people, traffic, { place: uses.device, length: (each) => each.devices.length });
  const clients = tallyUses(people, traffic, { place: new Uint8Array(traffic.person.length), length: () => 1 });
  const paid = paymentsByPerson(of);
  const templateAt = new Int32Array(frames.count.length).fill(-1);
  people.forEach((person, account) => {
    const add = (kind: string, value: string, seen: Seen): number => builder.add(account, { kind, value }, seen);
    eachUse(ips, account, ms, (place, seen) => {
      const ip = person.ips[place];
      add('ip', ip, seen);
      add('subnet', subnetOf(ip), seen);
    });
    eachUse(clients, account, ms, (_, seen) => add('user-agent', person.agent, seen));
    eachUse(devices, account, ms, (place, seen) => add('device', person.devices[place], seen));
    eachUse(frames, account, ms, (place, seen) => {
      const frame = frameAt(person, place)!;
      templateAt[frames.start[account] + place] = builder.add(
        account,
        { kind: 'prompt-template', value: frame.id, text: templateText(frame) },
        seen,
      );
      if (frame.systemPrompt) add('system-prompt', fixedId('S', frame.systemPrompt), seen);
      if (frame.tools) add('tool-schema', fixedId('F', frame.tools), seen);
    });
    add('email-domain', person.emailDomain, at(Math.floor(person.createdMs), ms.length + account + 1));
    for (const { payment, ordinal } of paid.get(person) ?? []) {
      const seen = at(Math.floor(payment.timeMs), ordinal);
      add('payment-method', payment.card.token, seen);
      add('bin', payment.card.bin, seen);
    }
  });
  return { template: templatesOf(of, frames, templateAt) };
}

const SLOT = '‹…›';

/** The template as the lake shows it. */
function templateText({ shape, opening, closing }: Frame): string {
  switch (shape) {
    case 'fill-last':
      return `${opening} ${SLOT}`;
    case 'fill-first':
      return `${SLOT} ${closing}`;
    case 'fill-middle':
      return `${opening} ${SLOT} ${closing}`;
  }
}

const subnetOf = (ip: string): string => `${ip.slice(0, ip.lastIndexOf('.'))}.0/24`;

/** An id of a text that stays the same word for word, as the lake gives one, but without its salt. */
const fixedId = (prefix: string, text: string): string =>
  `${prefix}-${createHash('sha256').update(text).digest('hex').slice(0, 10)}`;

const at = (ms: number, ordinal: number): Seen => ({ count: 1, firstMs: ms, lastMs: ms, ordinal });

function eachUse(tally: UseTally, account: number, ms: Float64Array, use: (place: number, seen: Seen) => void): void {
  for (let slot = tally.start[account]; slot < tally.start[account + 1]; slot++) {
    if (tally.count[slot] === 0) continue;
    const first = tally.first[slot];
    use(slot - tally.start[account], {
      count: tally.count[slot],
      firstMs: ms[first],
      lastMs: ms[tally.last[slot]],
      ordinal: first + 1,
    });
  }
}

interface NumberedPayment {
  readonly payment: PersonPayment;
  readonly ordinal: number;
}

function paymentsByPerson({ payments, people, ms }: SightingSources): Map<Person, NumberedPayment[]> {
  const paid = new Map<Person, NumberedPayment[]>();
  payments.forEach((payment, index) => {
    const numbered = { payment, ordinal: ms.length + people.length + index + 1 };
    const known = paid.get(payment.person);
    if (known) known.push(numbered);
    else paid.set(payment.person, [numbered]);
  });
  return paid;
}

function templatesOf({ traffic, uses }: SightingSources, frames: UseTally, templateAt: Int32Array): Int32Array {
  return Int32Array.from(uses.frame, (place, index) =>
    place < 0 ? -1 : templateAt[frames.start[traffic.person[index]] + place],
  );
}
