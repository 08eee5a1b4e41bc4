import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const TOKEN_LIFE_MS = 10 * 60_000;
const IDLE_MS = 12 * 3_600_000;

/** Name of the session cookie; the prefix makes browsers insist on Secure, Path=/ and this very host. */
export const COOKIE = '__Host-iolaus';

/** One-time tokens and the sessions that they open. Only digests are kept. `clock` gives milliseconds. */
export class Sessions {
  readonly #clock: () => number;
  #token: { digest: Buffer; until: number } | undefined;
  readonly #sessions = new Map<string, number>();

  constructor(clock: () => number) {
    this.#clock = clock;
  }

  /** A new one-time token; the one before is void. */
  issueToken(): string {
    const token = randomBytes(32).toString('base64url');
    this.#token = { digest: digest(token), until: this.#clock() + TOKEN_LIFE_MS };
    return token;
  }

  /** Turns a token into a session id, once; undefined when it is wrong, used or too old. */
  redeem(token: string): string | undefined {
    const waiting = this.#token;
    if (!waiting || this.#clock() > waiting.until || !timingSafeEqual(digest(token), waiting.digest)) return undefined;
    this.#token = undefined;
    const id = randomBytes(32).toString('base64url');
    this.#sessions.set(key(id), this.#clock() + IDLE_MS);
    return id;
  }

  /** Whether a session is open; being asked keeps it open. */
  isOpen(id: string | undefined): boolean {
    if (id === undefined) return false;
    const until = this.#sessions.get(key(id));
    if (until === undefined || this.#clock() > until) return false;
    this.#sessions.set(key(id), this.#clock() + IDLE_MS);
    return true;
  }
}

/** Compares two secrets in constant time. */
export function isSame(a: string, b: string): boolean {
  return timingSafeEqual(digest(a), digest(b));
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
const key = (id: string): string => digest(id).toString('hex');
