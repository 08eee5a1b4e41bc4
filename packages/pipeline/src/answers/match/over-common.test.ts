import { classBit, INDICATOR_KINDS, type IndicatorClass } from '@iolaus/contracts';
import { describe, expect, it } from 'vitest';
import { bitsOf, reasonOverCommon, type Commonness } from './over-common.js';

const common = (
  kind: string,
  of: { readonly reach: number; readonly outside: number; readonly class?: IndicatorClass; readonly cutBy?: string },
): Commonness => ({
  kind: INDICATOR_KINDS.find((each) => each.kind === kind)!,
  classes: of.class === undefined ? 0 : classBit(of.class),
  reach: of.reach,
  outside: of.outside,
  accounts: 100_000,
  cutBy: of.cutBy,
});
const reasonOf = (...of: Parameters<typeof common>): string | null => reasonOverCommon(common(...of));

describe('an indicator is over-common', () => {
  it('where it tells less than one bit, by the rule of its page', () => {
    expect(reasonOf('user-agent', { reach: 9_000, outside: 0 })).toBe('1 in 11: too common to count');
    expect(reasonOf('user-agent', { reach: 5_000, outside: 5_000 })).toBeNull();
  });

  it.each([
    ['vpn', 'a VPN exit by your list; 40 of 50 accounts that hold it are in no network'],
    ['proxy', 'a proxy by your list; 40 of 50 accounts that hold it are in no network'],
    ['shared', 'shared by strangers; 40 of 50 accounts that hold it are in no network'],
  ] as const)('where it is of the class %s and strangers use it', (of, reason) => {
    expect(reasonOf('ip', { reach: 50, outside: 40, class: of })).toBe(reason);
    expect(reasonOf('ip', { reach: 50, outside: 10, class: of })).toBeNull();
    expect(reasonOf('ip', { reach: 5, outside: 5, class: of })).toBeNull();
  });

  it('where it is context and strangers use it', () => {
    expect(reasonOf('asn', { reach: 50, outside: 40 })).toBe(
      'ASNs are context and never link; 40 of 50 accounts that hold it are in no network',
    );
    expect(reasonOf('asn', { reach: 50, outside: 3 })).toBeNull();
    expect(bitsOf(common('asn', { reach: 50, outside: 3 }))).toBe(0);
  });

  it('where it is public, whoever holds it', () => {
    expect(reasonOf('prompt-template', { reach: 3, outside: 0, class: 'public' })).toBe(
      'public by your list: it links nobody',
    );
  });

  it('where a constraint leaves it out', () => {
    expect(reasonOf('ip', { reach: 3, outside: 0, cutBy: 'C-0002' })).toBe(
      'constraint C-0002 leaves it out of detection',
    );
  });

  it('not where strangers use an address that is nothing but an address, or one in a data centre', () => {
    expect(reasonOf('ip', { reach: 50, outside: 50 })).toBeNull();
    expect(reasonOf('ip', { reach: 50, outside: 50, class: 'datacenter' })).toBeNull();
  });
});

it('tells fewer bits of what counts less', () => {
  const of = { reach: 90, outside: 0 };
  expect(bitsOf(common('ip', of))).toBe(7);
  expect(bitsOf(common('ip', { ...of, class: 'datacenter' }))).toBe(4.7);
  expect(bitsOf(common('ip', { ...of, class: 'vpn' }))).toBe(2.3);
});
