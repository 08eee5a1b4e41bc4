import { describe, expect, it } from 'vitest';
import { leftOutBy, plansFor, rankIndicators, type RankedNetwork } from './indicators.js';

const network = (
  q: number,
  core: readonly (readonly [value: string, bits: number, members: number])[],
): RankedNetwork => ({
  record: {
    q,
    core: core.map(([value]) => ({ kind: 'ip', value, ...(value === '192.0.2.1' ? { text: 'known' } : {}) })),
  },
  core: core.map(([value, bits, members]) => ({ kind: 'ip', value, bits, members, reach: 40 })),
});

describe('the list of indicators', () => {
  it('leaves out networks that do not pass, and what only they hold', () => {
    const listed = rankIndicators(
      [
        network(1e-6, [['192.0.2.1', 8, 10]]),
        network(0.02, [
          ['192.0.2.1', 9, 10],
          ['192.0.2.9', 9, 99],
        ]),
      ],
      { limit: 10 },
    );
    expect(listed).toEqual([{ kind: 'ip', value: '192.0.2.1', text: 'known', reach: 40, bits: 8, networks: 1 }]);
  });

  it('lists an indicator of several networks once, by its members in all and with its most bits, rounded', () => {
    const listed = rankIndicators(
      [
        network(0.01, [
          ['192.0.2.2', 8, 6],
          ['192.0.2.3', 8, 5],
        ]),
        network(1e-9, [['192.0.2.3', 7.77, 5]]),
        network(1e-9, [['192.0.2.3', 8.08, 1]]),
      ],
      { limit: 10 },
    );
    expect(listed.map(({ value, bits, networks }) => [value, bits, networks])).toEqual([
      ['192.0.2.3', 8.1, 3],
      ['192.0.2.2', 8, 1],
    ]);
  });

  it('lists one kind, and no more than asked for', () => {
    const networks = [
      network(0, [
        ['192.0.2.2', 8, 6],
        ['192.0.2.3', 8, 5],
      ]),
    ];
    expect(rankIndicators(networks, { kind: 'payment-method', limit: 10 })).toEqual([]);
    expect(rankIndicators(networks, { kind: 'ip', limit: 1 }).map(({ value }) => value)).toEqual(['192.0.2.2']);
  });
});

describe('what plans say of an indicator', () => {
  const planned = (network: string, of: { readonly blocks?: string[]; readonly spares?: string[] }) => ({
    plan: {
      network,
      name: `Network ${network}`,
      tier: 'act' as const,
      frontier: [],
      blocks: (of.blocks ?? []).map((value) => ({ kind: 'ip', value, members: 9, outside: 0 })),
      notBlocked: (of.spares ?? []).map((value) => ({
        kind: 'ip',
        value,
        members: 9,
        outside: 40,
        reason: 'shared: 40 accounts outside use this IP address',
      })),
      notBlockedTotal: 0,
      regrowth: { bits: 0, isRecognised: false },
      notes: [],
    },
  });

  it('names those that block it before those that spare it with their reason, and no other', () => {
    const said = plansFor(
      [planned('N-1', { spares: ['192.0.2.1'] }), planned('N-2', { blocks: ['192.0.2.1'] }), planned('N-3', {})],
      { kind: 'ip', value: '192.0.2.1' },
    );
    expect(said).toEqual([
      { network: 'N-2', name: 'Network N-2', blocks: true, reason: null },
      { network: 'N-1', name: 'Network N-1', blocks: false, reason: 'shared: 40 accounts outside use this IP address' },
    ]);
  });

  it('takes no other kind with the same value for it', () => {
    expect(plansFor([planned('N-1', { blocks: ['T-1'] })], { kind: 'prompt-template', value: 'T-1' })).toEqual([]);
  });
});

describe('the constraint that leaves an indicator out', () => {
  const ip = { kind: 'ip', value: '192.0.2.1' };
  const constraint = { reason: 'an office', createdMs: 1, undoneMs: null, anchors: [] };
  const constraints = [
    { ...constraint, id: 'C-0001', rule: { verb: 'exclude-account' as const, account: '192.0.2.1' } },
    { ...constraint, id: 'C-0002', rule: { verb: 'share-indicator' as const, ...ip } },
  ];

  it('is one that the shown networks were detected with', () => {
    expect(leftOutBy(ip, { constraints, parameters: { constraints: 'C-0001 C-0002' } })?.id).toBe('C-0002');
  });

  it('is none where the shown networks do not honour it yet, or it is of another indicator', () => {
    expect(leftOutBy(ip, { constraints, parameters: {} })).toBeUndefined();
    expect(
      leftOutBy({ ...ip, kind: 'subnet' }, { constraints, parameters: { constraints: 'C-0002' } }),
    ).toBeUndefined();
  });
});
