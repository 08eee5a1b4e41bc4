import type { Card } from './world.js';
import type { Rng } from './rng.js';

/** Gives out addresses and cards, each once, from ranges that belong to nobody. */
export class Supply {
  readonly #rng: Rng;
  readonly #bins: readonly string[];
  #home = 0;
  #site = 0;
  readonly #tokens = new Set<string>();

  constructor(rng: Rng) {
    this.#rng = rng;
    this.#bins = Array.from({ length: 60 }, (_, index) => `90${String(1000 + index * 37)}`);
  }

  /** A new residential address (10.0.0.0/8, neighbours in a subnet are strangers). */
  homeIp(): string {
    const at = this.#home++;
    // A stride that is coprime to 2^22 spreads neighbours over subnets, as a provider's pool does.
    const spread = (at * 2_654_435) % 4_194_304;
    return `10.${spread >>> 16}.${(spread >>> 8) & 255}.${spread & 255}`;
  }

  /** `count` addresses of one site (office, campus, egress): consecutive, in subnets of their own (172.16.0.0/12). */
  siteIps(count: number): string[] {
    const base = this.#site;
    this.#site += Math.ceil(count / 250);
    return Array.from({ length: count }, (_, index) => {
      const net = base + Math.floor(index / 250);
      return `172.${16 + (net >>> 8)}.${net & 255}.${1 + (index % 250)}`;
    });
  }

  /** A proxy pool of `count` addresses, about 20 in each subnet (198.18.0.0/15), `index` keeps pools apart. */
  proxyPool(index: number, count: number): string[] {
    return Array.from({ length: count }, (_, at) => {
      const net = index * 120 + Math.floor(at / 20);
      return `198.${18 + (net >>> 8)}.${net & 255}.${1 + (at % 20) * 12}`;
    });
  }

  /** A new card; the BIN is popular unless one is asked for. */
  card(bin = this.#rng.pickPopular(this.#bins)): Card {
    let token: string;
    do token = `card_${this.#rng.token(10)}`;
    while (this.#tokens.has(token));
    this.#tokens.add(token);
    return { token, bin };
  }

  /** A new account id; it tells nothing about its account. */
  accountId(): string {
    let id: string;
    do id = `acct_${this.#rng.token(8)}`;
    while (this.#tokens.has(id));
    this.#tokens.add(id);
    return id;
  }
}
