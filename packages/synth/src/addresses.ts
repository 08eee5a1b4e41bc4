import type { Card } from './world.js';
import type { Rng } from './rng.js';

/** Gives out addresses and cards, each once, from ranges that belong to nobody. */
export class Supply {
  readonly #rng: Rng;
  readonly #bins: readonly string[];
  #home = 0;
  #site = 0;
  #extraPoolNet = 0;
  #rentedNet = 0;
  readonly #tokens = new Set<string>();

  constructor(rng: Rng) {
    this.#rng = rng;
    this.#bins = Array.from({ length: 60 }, (_, index) => `90${String(1000 + index * 37)}`);
  }

  /** A new residential address (10.0.0.0 to 10.191.255.255, neighbours in a subnet are strangers). */
  homeIp(): string {
    const at = this.#home++;
    const block = Math.floor(at / HOMES_A_BLOCK) * 64;
    // A stride that is coprime to 2^22 spreads neighbours over subnets, as a provider's pool does.
    const spread = ((at % HOMES_A_BLOCK) * 2_654_435) % HOMES_A_BLOCK;
    return `10.${block + (spread >>> 16)}.${(spread >>> 8) & 255}.${spread & 255}`;
  }

  /** `count` addresses of one site (office, campus, egress): consecutive, in subnets of their own (172.16.0.0/12, then 10.192.0.0/11). */
  siteIps(count: number): string[] {
    const base = this.#site;
    this.#site += Math.ceil(count / 250);
    return Array.from({ length: count }, (_, index) => {
      const net = base + Math.floor(index / 250);
      return `${siteNet(net)}.${1 + (index % 250)}`;
    });
  }

  /** A proxy pool of `count` addresses, about 20 in each subnet (198.18.0.0/15, then 10.224.0.0/11); `index` (1 to 3) keeps pools apart. */
  proxyPool(index: number, count: number): string[] {
    const nets = Array.from({ length: Math.ceil(count / 20) }, (_, at) =>
      at < POOL_NETS ? poolNet(index * POOL_NETS + at) : extraNet(224, this.#extraPoolNet++),
    );
    return Array.from({ length: count }, (_, at) => `${nets[Math.floor(at / 20)]}.${1 + (at % 20) * 12}`);
  }

  /** A pool of `count` addresses that a vendor rents out, `perNet` in each subnet, apart from other pools (198.18.0.0/15, then 10.224.0.0/11). */
  rentedPool(count: number, perNet: number): string[] {
    const step = Math.floor(250 / perNet);
    const nets = Array.from({ length: Math.ceil(count / perNet) }, () => {
      const net = this.#rentedNet++;
      return net < RENTED_NETS ? poolNet(net) : extraNet(224, net - RENTED_NETS);
    });
    return Array.from({ length: count }, (_, at) => `${nets[Math.floor(at / perNet)]}.${1 + (at % perNet) * step}`);
  }

  /** The address behind which a mobile carrier hides many customers (100.64.0.0/10), the `index`-th. */
  carrierIp(index: number): string {
    const turn = Math.floor(index / 1024);
    return `100.${64 + ((index >>> 4) & 63)}.${(index & 15) * 16 + turn}.${1 + (index % 254)}`;
  }

  /** A new card; the BIN is popular unless one is asked for. */
  card(bin = this.#rng.pickPopular(this.#bins)): Card {
    return { token: this.#token('card', 10), bin };
  }

  /** A new id of a machine. */
  device(): string {
    return this.#token('dev', 10);
  }

  /** A new account id; it tells nothing about its account. */
  accountId(): string {
    return this.#token('acct', 8);
  }

  #token(prefix: string, length: number): string {
    let token: string;
    do token = `${prefix}_${this.#rng.token(length)}`;
    while (this.#tokens.has(token));
    this.#tokens.add(token);
    return token;
  }
}

const HOMES_A_BLOCK = 4_194_304;
/** Subnets of 198.18.0.0/15 that one proxy pool may use. */
const POOL_NETS = 120;
/** Subnets of 198.18.0.0/15. */
const RENTED_NETS = 512;
/** Subnets of 172.16.0.0/12. */
const SITE_NETS = 4096;

const siteNet = (net: number): string =>
  net < SITE_NETS ? `172.${16 + (net >>> 8)}.${net & 255}` : extraNet(192, net - SITE_NETS);

const poolNet = (net: number): string => `198.${18 + (net >>> 8)}.${net & 255}`;

const extraNet = (first: number, net: number): string => `10.${first + (net >>> 8)}.${net & 255}`;
