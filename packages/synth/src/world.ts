import type { Frame } from './prompts.js';

/** When every scenario begins, UTC. */
export const START_MS = Date.UTC(2026, 8, 1);
/** Milliseconds of an hour and of a day. */
export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;
/** When the fictional model M-5 is released. */
export const RELEASE_MS = START_MS + 30 * DAY_MS + 9 * HOUR_MS;

/** When a group is busy: hours since START_MS, drawn from by its members. */
export interface Rhythm {
  readonly burstHours: readonly number[];
  /** The minute of the hour at which a scheduled job runs; any minute when absent. */
  readonly minute?: number;
  /** Share 0–1 of exchanges that fall into the burst hours. */
  readonly share01: number;
}

/** One account of the scenario, with what it uses. Truth fields are never written into dumps. */
export interface Person {
  readonly id: string;
  readonly campaign: string;
  readonly kind: string;
  readonly isStealth: boolean;
  /** Share 0–1 of its exchanges that belong to the campaign; 0 for benign accounts. */
  readonly campaignShare01: number;
  readonly createdMs: number;
  readonly emailDomain: string;
  readonly organisation: string;
  readonly isVerified: boolean;
  readonly programme: string;
  readonly country: string;
  readonly ips: readonly string[];
  readonly cards: readonly Card[];
  readonly agent: string;
  /** Ids of its machines as its client tells them; empty when it tells none. */
  readonly devices: readonly string[];
  /** How busy it is against others of its kind. */
  readonly busy: number;
  /** Frames of its own group (campaign, course, agency); empty for free chat. */
  readonly frames: readonly Frame[];
  /** Public frames that a member's unrelated exchanges use at times. */
  readonly coverFrames: readonly Frame[];
  /** Share 0–1 of benign exchanges that use a group or public frame. */
  readonly frameShare01: number;
  readonly rhythm: Rhythm | undefined;
  /** Share 0–1 of campaign traffic that moves to the new model within a day. */
  readonly pivot01: number;
  /** 2 for the successor of a banned account. */
  readonly generation: number;
  /** Unix ms of its ban; it does nothing from then on. */
  readonly bannedMs: number | undefined;
}

/** A payment method as the log shows it: an opaque token and the card's BIN. */
export interface Card {
  readonly token: string;
  readonly bin: string;
}
