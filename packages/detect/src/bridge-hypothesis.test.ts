import { describe, expect, it } from 'vitest';
import { classBit } from '@iolaus/contracts';
import { bridgeHypothesis } from './bridge-hypothesis.js';

const campus = { family: 'network', classes: 0, reach: 80, innocent: 40 } as const;

describe('bridgeHypothesis', () => {
  it('takes an address that strangers use too for a campus or office NAT, and says how many', () => {
    expect(bridgeHypothesis(campus)).toEqual({
      id: 'campus-nat',
      question: 'Campus or office NAT',
      figure: '40 accounts of 80 that hold it are in no network, or in a benign one',
    });
  });

  it('has no explanation for an address that hardly anybody else uses', () => {
    expect(bridgeHypothesis({ ...campus, innocent: 7 })).toBeUndefined();
    expect(bridgeHypothesis({ ...campus, reach: 5, innocent: 2 })).toBeUndefined();
  });

  it('believes a list before it counts', () => {
    const vpn = bridgeHypothesis({ ...campus, innocent: 0, classes: classBit('vpn') });
    expect(vpn?.id).toBe('vpn-exit');
    expect(vpn?.figure).toMatch(/^it is a VPN exit by your list; 0 accounts of 80/);
  });

  it('does not take a data centre for an explanation', () => {
    expect(bridgeHypothesis({ ...campus, innocent: 0, classes: classBit('datacenter') })).toBeUndefined();
  });

  it.each([
    ['payment', 'reseller'],
    ['prompt', 'popular-prompt'],
    ['client', 'popular-client'],
    ['identity', 'one-organisation'],
  ] as const)('asks of %s evidence whether it is a case of %s', (family, id) => {
    expect(bridgeHypothesis({ ...campus, family })?.id).toBe(id);
  });
});
