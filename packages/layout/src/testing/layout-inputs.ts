import type { LayoutIndicator, LayoutInput } from '../layout-input.js';

/** A community of a test: its size, its cards with the members that hold each (numbers inside the community), and how many templates all hold. */
export interface TestCommunity {
  readonly accounts: number;
  readonly cards?: readonly (readonly number[])[];
  readonly templates?: number;
}

/** An indicator over members of any community, by member number. */
export type Bridge = readonly number[];

const all = (from: number, count: number): number[] => Array.from({ length: count }, (_, at) => from + at);

/** A layout input out of literal communities, members numbered community by community; `bridges` are held across them. */
export function layoutInput(communities: readonly TestCommunity[], bridges: readonly Bridge[] = []): LayoutInput {
  const starts = communities.map((_, c) => communities.slice(0, c).reduce((sum, each) => sum + each.accounts, 0));
  const members = communities.reduce((sum, each) => sum + each.accounts, 0);
  const indicators = communities.flatMap(({ accounts, cards = [], templates = 0 }, c): LayoutIndicator[] => {
    const start = starts[c] ?? 0;
    return [
      ...cards.map((held, at) =>
        indicator(
          'payment-method',
          `card_${c}_${at}`,
          c,
          held.map((m) => start + m),
        ),
      ),
      ...all(0, templates).map((at) => indicator('prompt-template', `tpl_${c}_${at}`, c, all(start, accounts))),
    ];
  });
  return {
    network: 'N-0001',
    members,
    accountIds: all(0, members).map((at) => `acct_${at}`),
    community: Uint16Array.from(communities.flatMap(({ accounts }, c) => all(0, accounts).map(() => c))),
    bits: Float32Array.from(all(0, members), (at) => 20 - (at % 7)),
    exchanges: Float64Array.from(all(0, members), (at) => (at * 7) % 31),
    communities: communities.map(({ accounts }, c) => ({
      label: `A-${String(c + 1).padStart(2, '0')}`,
      accounts,
      exchanges: accounts * 10,
      bits: 12,
      heldBy: { payment: 1, prompt: 0.5 },
      holdsTogether: '1 card',
    })),
    indicators: [...indicators, ...bridges.map((held, at) => indicator('ip', `10.0.0.${at}`, 65535, held))],
  };
}

function indicator(kind: string, value: string, community: number, held: readonly number[]): LayoutIndicator {
  const holders = Uint32Array.from(held).sort();
  return { kind, value, reach: holders.length, bits: 8, community, holders };
}
