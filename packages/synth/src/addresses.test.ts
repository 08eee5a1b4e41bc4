import { isIPv4 } from 'node:net';
import { describe, expect, it } from 'vitest';
import { Supply } from './addresses.js';
import { Rng } from './rng.js';

const supply = (): Supply => new Supply(new Rng(1));
const many = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);
const subnet = (ip: string): string => ip.slice(0, ip.lastIndexOf('.'));

/** `count` home addresses after the first `skipped` ones. */
function homesFrom(skipped: number, count: number): string[] {
  const from = supply();
  for (let at = 0; at < skipped; at++) from.homeIp();
  return many(count, () => from.homeIp());
}

describe('Supply', () => {
  it('gives every home an address of its own, with neighbours in other subnets', () => {
    const from = supply();
    const ips = many(100_000, () => from.homeIp());
    expect(new Set(ips).size).toBe(ips.length);
    expect(ips.every((ip) => isIPv4(ip) && ip.startsWith('10.'))).toBe(true);
    expect(ips.filter((ip, at) => at > 0 && subnet(ip) === subnet(ips[at - 1]))).toEqual([]);
  });

  it('gives sites consecutive addresses and never one twice', () => {
    const from = supply();
    const sites = [3, 1, 600, 20].map((count) => from.siteIps(count));
    expect(sites.map((ips) => ips.length)).toEqual([3, 1, 600, 20]);
    expect(sites[0]).toEqual(['172.16.0.1', '172.16.0.2', '172.16.0.3']);
    expect(new Set(sites.flat()).size).toBe(624);
    expect(sites.flat().every(isIPv4)).toBe(true);
  });

  it('keeps subnets of sites apart', () => {
    const from = supply();
    const [one, other] = [new Set(from.siteIps(300).map(subnet)), new Set(from.siteIps(300).map(subnet))];
    expect([...one].filter((each) => other.has(each))).toEqual([]);
  });

  it('keeps the proxy pools of the largest scenario apart, about 20 addresses a subnet', () => {
    const pools = [100, 500, 1800].map((count, at) => supply().proxyPool(at + 1, count));
    expect(new Set(pools.flat()).size).toBe(2400);
    expect(pools.flat().every((ip) => isIPv4(ip) && /^198\.1[89]\./.test(ip))).toBe(true);
    expect(new Set(pools[1].map(subnet)).size).toBe(25);
  });

  it('rents out pools apart from one another, so many addresses a subnet', () => {
    const from = supply();
    const pools = [10_000, 3, 45].map((count, at) => from.rentedPool(count, [12, 20, 25][at]));
    expect(new Set(pools.flat()).size).toBe(10_048);
    expect(pools.flat().every((ip) => isIPv4(ip) && /^(198\.1[89]|10\.2(2[4-9]|[34]\d|5[0-5]))\./.test(ip))).toBe(true);
    expect(pools.map((pool) => new Set(pool.map(subnet)).size)).toEqual([834, 1, 2]);
  });

  it('keeps homes, offices, proxies and carriers of two million accounts apart, in private ranges', () => {
    const from = supply();
    const ips = [
      ...[0, 4_194_304, 8_388_608].flatMap((at) => homesFrom(at, 1000)),
      ...many(12_000, () => from.siteIps(1)).flat(),
      ...[2000, 10_000, 36_000].flatMap((count, at) => from.proxyPool(at + 1, count)),
      ...many(1300, () => 0).map((_, at) => from.carrierIp(at)),
    ];
    expect(new Set(ips).size).toBe(ips.length);
    const isPrivate = /^(10\.|172\.(1[6-9]|2\d|3[01])\.|198\.1[89]\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.)/;
    expect(ips.filter((ip) => !isIPv4(ip) || !isPrivate.test(ip))).toEqual([]);
  });

  it('gives every card, account and machine a token of its own', () => {
    const from = supply();
    const tokens = many(20_000, () => [from.card().token, from.accountId(), from.device()]).flat();
    expect(new Set(tokens).size).toBe(tokens.length);
    expect(tokens.every((token) => /^(card_[0-9a-z]{10}|acct_[0-9a-z]{8}|dev_[0-9a-z]{10})$/.test(token))).toBe(true);
  });

  it('draws again when a token comes twice', () => {
    class Stuttering extends Rng {
      #drawn = 0;
      override token(): string {
        return `t${this.#drawn++ >> 1}`;
      }
    }
    const from = new Supply(new Stuttering(1));
    expect(many(3, () => from.card().token)).toEqual(['card_t0', 'card_t1', 'card_t2']);
    expect(many(3, () => from.accountId())).toEqual(['acct_t2', 'acct_t3', 'acct_t4']);
  });

  it('gives a card the BIN that is asked for', () => {
    expect(supply().card('904111').bin).toBe('904111');
    expect(supply().card().bin).toMatch(/^90\d{4}$/);
  });
});
