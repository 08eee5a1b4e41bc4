import { describe, expect, it } from 'vitest';
import { INDICATOR_KINDS, type Hypothesis, type IndicatorClass, type IndicatorKind } from '@iolaus/contracts';
import type { Features, Measured } from './features.js';
import { testHypotheses } from './hypotheses.js';
import { buildIncidence } from './incidence.js';
import { DEFAULT_PARAMETERS } from './parameters.js';
import { buildTables, type TestAccount } from './testing/build-tables.js';
import { clusterOf } from './testing/clusters.js';
import { featuresOf } from './testing/features.js';
import { campaign, course, strangers } from './testing/worlds.js';

function ask(
  id: Hypothesis['id'],
  accounts: readonly TestAccount[],
  {
    kinds,
    lists,
    ...features
  }: Partial<Features> & { kinds?: readonly IndicatorKind[]; lists?: Readonly<Record<string, IndicatorClass>> } = {},
) {
  const tables = buildTables(accounts, kinds, lists);
  const incidence = buildIncidence(tables, DEFAULT_PARAMETERS);
  const cluster = clusterOf(incidence, tables, 'red');
  const found = testHypotheses({ incidence, tables, cluster, features: featuresOf(features) });
  return found.find((each) => each.id === id);
}

const benign = strangers(600, 2);
const world = [...benign, ...course('uni', 20, 6), ...campaign('red', 40, 3)];

const cell = (name: string, size: number, holds: TestAccount['holds']): TestAccount[] =>
  Array.from({ length: size }, (_, at) => ({ id: `${name}${String(at).padStart(3, '0')}`, holds }));

const CARD = ['payment-method', 'card_red'] as const;

/** Twenty members on one card, an address and a template; so many others hold `also`. */
const ring = (others: number, also: TestAccount['holds']): TestAccount[] => [
  ...benign,
  ...cell('red', 20, [
    ['payment-method', 'card_red'],
    ['ip', '10.1.1.1'],
    ['prompt-template', 'red-t'],
  ]),
  ...cell('other', others, also),
];

describe('testHypotheses', () => {
  it('asks every question once', () => {
    const tables = buildTables(world);
    const incidence = buildIncidence(tables, DEFAULT_PARAMETERS);
    const cluster = clusterOf(incidence, tables, 'red');
    const ids = testHypotheses({ incidence, tables, cluster, features: featuresOf() }).map((each) => each.id);
    expect(ids).toEqual([
      'campus-nat',
      'vpn-exit',
      'reseller',
      'popular-prompt',
      'class-assignment',
      'popular-client',
      'one-organisation',
    ]);
  });

  it('excludes all but the pool of addresses for a campaign', () => {
    for (const id of [
      'vpn-exit',
      'reseller',
      'popular-prompt',
      'class-assignment',
      'popular-client',
      'one-organisation',
    ] as const)
      expect(ask(id, world)).toMatchObject({ id, answer: 'excluded' });
  });
});

describe('a class assignment', () => {
  const PROMPTS = ring(0, []);
  const asked = (features: Partial<Features>): Hypothesis | undefined => ask('class-assignment', PROMPTS, features);

  it('explains prompts of accounts that are busy together on few days and have no cards of their own', () => {
    expect(asked({ daysInStep: 2, cardSpread: 0.8 })).toMatchObject({
      answer: 'explains',
      figure: "busy together on 2.0 days; no cards but a sponsor's",
    });
  });

  it('explains a part where one of the two speaks for it, or one alone was measured', () => {
    expect(asked({ daysInStep: 8, cardSpread: 0.8 })?.answer).toBe('partly');
    expect(asked({ daysInStep: 2, cardSpread: 3 })?.answer).toBe('partly');
    const unmeasured = new Set<Measured>(['payment-method']);
    expect(asked({ daysInStep: 2, unmeasured })).toMatchObject({
      answer: 'partly',
      figure: 'busy together on 2.0 days',
    });
  });

  it('is excluded by many days and cards, by no common hours, and where no prompt is shared', () => {
    expect(asked({ daysInStep: 8, cardSpread: 3 })?.answer).toBe('excluded');
    expect(asked({ daysInStep: 0, cardSpread: 3 })).toMatchObject({
      answer: 'excluded',
      figure: 'no busy hours in common; cards of its own',
    });
    const cards = [...benign, ...cell('red', 20, [CARD, ['ip', '10.1.1.1']])];
    expect(ask('class-assignment', cards, { daysInStep: 2, cardSpread: 0.8 })).toMatchObject({
      answer: 'excluded',
      figure: 'it shares no prompt',
    });
  });

  it('is open where neither hours nor cards were measured', () => {
    expect(asked({ unmeasured: new Set<Measured>(['activity', 'payment-method']) })?.answer).toBe('open');
  });
});

describe('a popular client', () => {
  const AGENT = ['user-agent', 'Kit/4.1'] as const;
  const users = (outside: number): TestAccount[] => [
    ...benign,
    ...cell('red', 20, [CARD, ['prompt-template', 'red-t'], AGENT]),
    ...cell('other', outside, [AGENT]),
  ];

  it('explains software that more strangers than members run', () => {
    expect(ask('popular-client', users(30))).toMatchObject({
      answer: 'explains',
      figure: '1 client; the most known has 30 users outside',
    });
    expect(ask('popular-client', users(5))).toMatchObject({
      answer: 'excluded',
      figure: '1 client; the most known has 5 users outside',
    });
  });

  const partners = (holds: (at: number) => TestAccount['holds']): TestAccount[] => [
    ...benign,
    ...Array.from({ length: 20 }, (_, at) => ({
      id: `red${String(at).padStart(3, '0')}`,
      programme: 'partner',
      holds: [AGENT, ['ip', '10.1.1.1'] as const, ...holds(at)],
    })),
  ];

  it('explains what a partner made, when its users pay each for themselves', () => {
    expect(
      ask(
        'popular-client',
        partners((at) => [['payment-method', `card_${at}`]]),
      ),
    ).toMatchObject({
      answer: 'explains',
      figure: '100 % run one client, 100 % share no payment method; 100 % are in one programme',
    });
    expect(
      ask(
        'popular-client',
        partners(() => [CARD]),
      )?.answer,
    ).toBe('excluded');
    // Many cards, each of which two share, are an operator's.
    const inTwos = partners((at) => [['payment-method', `card_${at >> 1}`]]);
    expect(ask('popular-client', inTwos)?.answer).toBe('excluded');
    const unmeasured = new Set<Measured>(['payment-method']);
    expect(
      ask(
        'popular-client',
        partners(() => []),
        { unmeasured },
      )?.answer,
    ).toBe('excluded');
  });

  it('is excluded where no software tells members from others, and open where none was seen', () => {
    expect(ask('popular-client', ring(0, []))?.answer).toBe('excluded');
    expect(ask('popular-client', ring(0, []), { unmeasured: new Set<Measured>(['user-agent']) })?.answer).toBe('open');
  });
});

describe('what the data says nothing about', () => {
  const lacking = (id: Hypothesis['id'], ...unmeasured: Measured[]): Hypothesis | undefined =>
    ask(id, world, { unmeasured: new Set(unmeasured) });

  it('leaves open what addresses would tell', () => {
    for (const id of ['campus-nat', 'vpn-exit'] as const)
      expect(lacking(id, 'ip')).toMatchObject({ answer: 'open', figure: 'not in this data' });
  });

  it('leaves a reseller open only when neither cards nor addresses are there', () => {
    expect(lacking('reseller', 'ip')?.answer).toBe('excluded');
    expect(lacking('reseller', 'payment-method')?.answer).toBe('excluded');
    expect(lacking('reseller', 'ip', 'payment-method')).toMatchObject({ answer: 'open', figure: 'not in this data' });
  });

  it('leaves a popular prompt open when no prompt was seen', () => {
    const members = cell('red', 20, [CARD, ['ip', '10.1.1.1']]);
    const unmeasured = new Set<Measured>(['prompt-template']);
    expect(ask('popular-prompt', members, { unmeasured })).toMatchObject({
      answer: 'open',
      figure: 'not in this data',
    });
  });

  it('leaves one organisation open when nobody names any', () => {
    expect(ask('one-organisation', [...benign, ...campaign('red', 40, 3)])).toMatchObject({
      answer: 'open',
      figure: 'not in this data',
    });
  });
});

describe('campus or office NAT', () => {
  it.each([
    ['explains a few addresses that carry much', 3, 0.4, 'explains'],
    ['explains up to eight', 8, 0.03, 'explains'],
    ['partly explains up to thirty', 30, 0.03, 'partly'],
    ['is excluded by more addresses', 31, 0.4, 'excluded'],
    ['is excluded when none of them carries much', 3, 0.029, 'excluded'],
    ['is excluded when no address is shared', 0, 0, 'excluded'],
  ] as const)('%s', (_, poolIps, topIpShare01, answer) => {
    expect(ask('campus-nat', world, { poolIps, topIpShare01 })?.answer).toBe(answer);
  });

  it('explains up to thirty of one programme', () => {
    const site = world.map((each) => (each.id.startsWith('red') ? { ...each, programme: 'education' } : each));
    expect(ask('campus-nat', site, { poolIps: 30, topIpShare01: 0.03 })).toMatchObject({
      answer: 'explains',
      figure: '30 addresses, the most used carries 3 %; 100 % are in one programme',
    });
    expect(ask('campus-nat', site, { poolIps: 31, topIpShare01: 0.4 })?.answer).toBe('excluded');
  });

  it('rests on the size of the pool and its most used address', () => {
    expect(ask('campus-nat', world, { poolIps: 3, topIpShare01: 0.4 })?.figure).toBe(
      '3 addresses, the most used carries 40 %',
    );
    expect(ask('campus-nat', world, { poolIps: 1, topIpShare01: 1 })?.figure).toBe(
      '1 address, the most used carries 100 %',
    );
    expect(ask('campus-nat', world, { poolIps: 0 })?.figure).toBe('no address is shared');
  });
});

describe('VPN exits', () => {
  const exit = [['ip', '10.1.1.1']] as const;

  it('explains a network whose address mostly serves others', () => {
    expect(ask('vpn-exit', ring(21, exit))).toMatchObject({
      answer: 'explains',
      figure: '1 of 1 address mostly serve others',
    });
  });

  it('is excluded when members are at least half of its users', () => {
    expect(ask('vpn-exit', ring(20, exit))?.answer).toBe('excluded');
  });

  it('does not call an address of few users an exit', () => {
    const few = [...benign, ...cell('red', 9, [CARD, ...exit]), ...cell('other', 20, exit)];
    expect(ask('vpn-exit', few)?.answer).toBe('excluded');
    expect(ask('vpn-exit', [...few, ...cell('more', 1, exit)])?.answer).toBe('explains');
  });

  it('partly explains when some addresses are exits and most are not', () => {
    const members = cell('red', 20, [CARD, ...exit, ['ip', '10.1.1.2'], ['ip', '10.1.1.3']]);
    expect(ask('vpn-exit', [...benign, ...members, ...cell('other', 30, exit)])).toMatchObject({
      answer: 'partly',
      figure: '1 of 3 addresses mostly serve others',
    });
  });
});

describe('VPN exits by lists', () => {
  const members = cell('red', 20, [CARD, ['ip', '10.1.1.1'], ['ip', '10.1.1.2'], ['ip', '10.1.1.3']]);
  const network = [...benign, ...members];

  it('are counted, with how much they count', () => {
    expect(ask('vpn-exit', network, { lists: { '10.1.1.1': 'vpn' } })).toMatchObject({
      answer: 'partly',
      figure: '1 of 3 addresses are on your VPN list, 0 mostly serve others; 1 counts a third',
    });
    expect(ask('vpn-exit', network, { lists: { '10.1.1.1': 'vpn', '10.1.1.2': 'proxy' } })).toMatchObject({
      answer: 'explains',
      figure: '2 of 3 addresses are on your VPN and proxy lists, 0 mostly serve others; 2 count a third',
    });
  });

  it('are excluded where lists know others, and none of these', () => {
    expect(ask('vpn-exit', network, { lists: { '10.0.0.1': 'proxy' } })).toMatchObject({
      answer: 'excluded',
      figure: '0 of 3 addresses are on your proxy list, 0 mostly serve others',
    });
  });

  it('are also those that mostly serve others, each once', () => {
    const others = cell('other', 40, [['ip', '10.1.1.1']]);
    expect(ask('vpn-exit', [...network, ...others], { lists: { '10.1.1.1': 'vpn' } })).toMatchObject({
      answer: 'partly',
      figure: '1 of 3 addresses are on your VPN list, 1 mostly serve others; 1 counts a third',
    });
  });

  it('leave a data centre what it is: no exit, and two thirds', () => {
    expect(ask('vpn-exit', network, { lists: { '10.1.1.1': 'datacenter', '10.1.1.2': 'datacenter' } })).toMatchObject({
      answer: 'excluded',
      figure: '0 of 3 addresses mostly serve others; 2 count two thirds',
    });
  });
});

describe('a reseller with customers of its own', () => {
  it.each([
    ['is open when as many others use its card', 20, 'open'],
    ['partly explains from one in ten on', 2, 'partly'],
    ['is excluded below', 1, 'excluded'],
  ] as const)('%s', (_, others, answer) => {
    expect(ask('reseller', ring(others, [CARD]))?.answer).toBe(answer);
  });

  it('counts each other account once, on cards and addresses together', () => {
    const both = ring(7, [CARD, ['ip', '10.1.1.1']]);
    expect(ask('reseller', both)?.figure).toBe('7 other accounts use its cards or addresses');
    expect(ask('reseller', ring(0, []))?.figure).toBe('no other account uses its cards or addresses');
  });

  const inProgramme = (accounts: readonly TestAccount[], isIn: (id: string) => boolean): TestAccount[] =>
    accounts.map((each) => (isIn(each.id) ? { ...each, programme: 'reseller' } : each));

  it('explains a network that is one programme, and few cards pay for', () => {
    const customers = inProgramme(ring(0, []), (id) => id.startsWith('red'));
    expect(ask('reseller', customers)).toMatchObject({
      answer: 'explains',
      figure: '1 payment method pays for 100 % of its members; 100 % are in one programme',
    });
  });

  it('needs the programme of half of them, one that few others are in, and a card that many share', () => {
    expect(
      ask(
        'reseller',
        inProgramme(ring(0, []), (id) => id < 'red009'),
      )?.answer,
    ).toBe('excluded');
    expect(
      ask(
        'reseller',
        inProgramme(ring(0, []), () => true),
      )?.answer,
    ).toBe('excluded');
    const own = cell('red', 20, [
      ['ip', '10.1.1.1'],
      ['prompt-template', 'red-t'],
    ]);
    expect(
      ask(
        'reseller',
        inProgramme([...benign, ...own], (id) => id.startsWith('red')),
      )?.answer,
    ).toBe('excluded');
  });

  it('takes those who only share a prompt for no customers', () => {
    expect(ask('reseller', ring(40, [['prompt-template', 'red-t']]))?.answer).toBe('excluded');
  });
});

describe('a popular prompt', () => {
  const known = [['prompt-template', 'red-t']] as const;

  it('explains when most users of every template stand outside', () => {
    expect(ask('popular-prompt', ring(21, known))).toMatchObject({
      answer: 'explains',
      figure: '1 template; the most known has 21 users outside',
    });
  });

  it('is excluded when at least half of them are members', () => {
    expect(ask('popular-prompt', ring(20, known))?.answer).toBe('excluded');
  });

  it('partly explains when one template is popular and another is not', () => {
    const members = cell('red', 20, [CARD, ...known, ['prompt-template', 'red-own']]);
    expect(ask('popular-prompt', [...benign, ...members, ...cell('other', 50, known)])).toMatchObject({
      answer: 'partly',
      figure: '2 templates; the most known has 50 users outside',
    });
  });

  it('tells public prompts that members use, which count nothing', () => {
    const lists = { 'red-t': 'public', 'red-u': 'public' } as const;
    const members = cell('red', 20, [CARD, ['ip', '10.1.1.1'], ...known]);
    expect(ask('popular-prompt', [...benign, ...members], { lists })).toMatchObject({
      answer: 'excluded',
      figure: 'it shares no other prompt; 1 public prompt that members use counts nothing',
    });
    const own = cell('red', 20, [CARD, ...known, ['prompt-template', 'red-u'], ['prompt-template', 'red-own']]);
    expect(ask('popular-prompt', [...benign, ...own], { lists })).toMatchObject({
      answer: 'excluded',
      figure: '1 template; the most known has 0 users outside; 2 public prompts that members use count nothing',
    });
  });

  it('is excluded where no prompt is shared', () => {
    const members = cell('red', 20, [CARD, ['ip', '10.1.1.1']]);
    expect(ask('popular-prompt', [...benign, ...members])).toMatchObject({
      answer: 'excluded',
      figure: 'it shares no prompt',
    });
  });
});

describe('a popular thing that a mapping declares', () => {
  const declared = { kind: 'url', label: 'URL', plural: 'URLs', family: 'prompt', reliability01: 0.8 } as const;
  const kinds = [...INDICATOR_KINDS, { ...declared, isDeclared: true }];
  const url = (at: number): readonly [string, string] => ['url', `https://news-${at}.example`];

  it('is asked about by its own name', () => {
    const members = cell('red', 20, [CARD, url(1), url(2)]);
    expect(ask('popular-prompt', [...benign, ...members, ...cell('other', 50, [url(1)])], { kinds })).toEqual({
      id: 'popular-prompt',
      question: 'Popular URL',
      answer: 'partly',
      figure: '2 URLs; the most known has 50 users outside',
    });
  });

  it('is counted in the singular when it is one', () => {
    const members = cell('red', 20, [CARD, url(1)]);
    expect(ask('popular-prompt', [...benign, ...members], { kinds })?.figure).toBe(
      '1 URL; the most known has 0 users outside',
    );
  });
});

describe('one organisation or class', () => {
  it.each([
    [0.5, 'explains'],
    [0.49, 'partly'],
    [0.1, 'partly'],
    [0.09, 'excluded'],
  ] as const)('weighs a share of %s as it should', (organisationShare01, answer) => {
    const found = ask('one-organisation', world, { organisationShare01, organisation: 'Northwold College' });
    expect(found?.answer).toBe(answer);
  });

  it('says whether there is one, and how many belong to it', () => {
    expect(
      ask('one-organisation', world, { organisationShare01: 0.3, organisation: 'Northwold College' })?.figure,
    ).toBe('30 % belong to one verified organisation');
    expect(ask('one-organisation', world)?.figure).toBe('no verified organisation among its members');
  });
});
