import { INDICATOR_KINDS } from '@iolaus/contracts';
import type { GraphStore, IndicatorRow } from '@iolaus/graph-store';
import { readList } from '@iolaus/ingest';
import { describe, expect, it } from 'vitest';
import { findEntries } from './find-entries.js';

type Asked = Pick<GraphStore, 'matchValues' | 'matchAccounts' | 'matchPrefixes'>;

/** A graph of these indicators and accounts; no more texts are asked for than `mostAsked`. */
function graphOf(
  indicators: readonly (readonly [kind: string, value: string])[],
  { accounts = [], mostAsked = Infinity }: { readonly accounts?: string[]; readonly mostAsked?: number } = {},
): Asked {
  const rows = indicators.map(([kind, value]): IndicatorRow => ({
    kind,
    value,
    text: null,
    reach: 1,
    records: 1,
    firstMs: null,
    lastMs: null,
  }));
  return {
    matchValues: async (values) => rows.filter(({ value }) => values.includes(value)),
    matchAccounts: async (ids) => accounts.filter((id) => ids.includes(id)).map((id) => ({ id, network: null })),
    matchPrefixes: async ({ prefixes, kinds, most }) => {
      const asked = prefixes.slice(0, mostAsked);
      return {
        asked: asked.length,
        rows: asked.flatMap((prefix) =>
          kinds.flatMap((kind) =>
            rows
              .filter((row) => row.kind === kind && row.value.startsWith(prefix))
              .slice(0, most)
              .map((row) => ({ ...row, prefix })),
          ),
        ),
      };
    },
  };
}

const find = async (store: Asked, list: string): Promise<{ values: string[]; partial: readonly string[] }> => {
  const { found, partial } = await findEntries(store, readList(list).entries, INDICATOR_KINDS);
  return {
    values: found.map(({ indicators, accounts }) =>
      [...indicators.map(({ kind, value }) => `${kind} ${value}`), ...accounts.map(({ id }) => `account ${id}`)].join(),
    ),
    partial,
  };
};

describe('what an entry stands for', () => {
  it('is every indicator that has its value, of whatever kind, and the account of that name', async () => {
    const store = graphOf(
      [
        ['ip', '203.0.113.7'],
        ['device', '203.0.113.7'],
        ['email-domain', 'evil.example'],
      ],
      { accounts: ['ada@evil.example'] },
    );
    expect((await find(store, '203[.]0[.]113[.]7\nada[at]evil[.]example\nnobody')).values).toEqual([
      'ip 203.0.113.7,device 203.0.113.7',
      'email-domain evil.example,account ada@evil.example',
      '',
    ]);
  });

  it('is what lies in a network: its addresses and subnets, each once', async () => {
    const store = graphOf([
      ['ip', '203.0.113.7'],
      ['ip', '203.0.113.200'],
      ['ip', '203.0.112.7'],
      ['subnet', '203.0.113.0/24'],
      ['user-agent', '203.0.113.7'],
    ]);
    const { values, partial } = await find(store, '203.0.113.0/25\n203.0.113.0/24\n203.0.112.0/23');
    expect(values).toEqual([
      'ip 203.0.113.7',
      'subnet 203.0.113.0/24,ip 203.0.113.7,ip 203.0.113.200',
      'ip 203.0.112.7,ip 203.0.113.7,ip 203.0.113.200,subnet 203.0.113.0/24',
    ]);
    expect(partial).toEqual([]);
  });

  it('is said to be a part where a network holds too much to look through', async () => {
    const many = Array.from({ length: 1_001 }, (_, at) => ['ip', `10.0.${at % 250}.${at}`] as const);
    const { partial } = await find(graphOf(many), '10.0.0.0/16\n10.0.0.0/15\n192.0.2.0/24');
    expect(partial).toEqual([
      '10.0.0.0/16 and 1 more network: of each part only the first 1,000 addresses were looked through. Give narrower networks for all.',
    ]);
  });

  it('is said not to be known where other networks hold too much already', async () => {
    const { partial } = await find(graphOf([], { mostAsked: 1 }), '10.0.0.0/16\n192.0.2.0/24\n198.51.100.0/24');
    expect(partial).toEqual([
      '2 networks of the list were not looked through, or in part: those before hold very many addresses already.',
    ]);
  });
});
