import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalIp } from '../read-value.js';
import { isInNetwork, networkPrefixes, networkQuery, networkText, type NetworkQuery } from './network-values.js';

fc.configureGlobal({ seed: 20_260_301 });

const queryOf = (cidr: string): NetworkQuery => {
  const query = networkQuery(cidr);
  if ('reason' in query) throw new Error(query.reason);
  return query;
};
const prefixesOf = (cidr: string): readonly string[] => networkPrefixes(queryOf(cidr));

describe('the texts that a network is looked for by', () => {
  it.each([
    ['10.0.0.0/8', ['10.']],
    ['10.4.0.0/14', ['10.4.', '10.5.', '10.6.', '10.7.']],
    ['192.0.2.0/24', ['192.0.2.']],
    ['192.0.2.64/26', ['192.0.2.']],
    ['192.0.2.0/23', ['192.0.2.', '192.0.3.']],
    ['2001:db8::/32', ['2001:db8:']],
    ['2001:db8:0:5::/64', ['2001:db8:0:5:']],
    ['2001:db8:0:0:5::/80', ['2001:db8:']],
    ['2001:db8:7::/47', ['2001:db8:']],
    ['::/16', ['::', '0:']],
    ['::ffff:192.0.2.0/120', ['192.0.2.']],
  ])('of %s are %s', (cidr, prefixes) => {
    expect(prefixesOf(cidr)).toEqual(prefixes);
  });

  it('are at most 128', () => {
    expect(prefixesOf('10.0.0.0/9')).toHaveLength(128);
    expect(prefixesOf('10.128.0.0/17')).toHaveLength(128);
  });

  it('are those of every address that lies in it', () => {
    const group = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 0xffff }));
    const ipv6 = fc
      .array(group, { minLength: 8, maxLength: 8 })
      .map((groups) => canonicalIp(groups.map((each) => each.toString(16)).join(':')));
    fc.assert(
      fc.property(
        fc.oneof(
          fc.tuple(fc.ipV4(), fc.integer({ min: 8, max: 31 })),
          fc.tuple(ipv6, fc.integer({ min: 16, max: 127 })),
        ),
        ([address, length]) => {
          const query = queryOf(`${address}/${length}`);
          const { range } = query;
          expect(isInNetwork(range, address)).toBe(true);
          expect(networkPrefixes(query).some((prefix) => address.startsWith(prefix))).toBe(true);
        },
      ),
      { numRuns: 3000 },
    );
  });
});

it.each([
  ['203.0.113.7/24', '203.0.113.0/24'],
  ['2001:DB8:0:0:1::/48', '2001:db8::/48'],
  ['::ffff:203.0.113.7/120', '203.0.113.0/24'],
])('%s is the network %s', (cidr, text) => {
  expect(networkText(queryOf(cidr))).toBe(text);
});

describe('what lies in a network', () => {
  const { range } = queryOf('192.0.2.0/24');

  it.each(['192.0.2.0', '192.0.2.255', '192.0.2.0/24', '192.0.2.128/25'])('%s does', (value) => {
    expect(isInNetwork(range, value)).toBe(true);
  });

  it.each(['192.0.3.0', '192.0.2.0/23', '192.0.22.1', '::1', 'acct_1', ''])('%s does not', (value) => {
    expect(isInNetwork(range, value)).toBe(false);
  });
});
