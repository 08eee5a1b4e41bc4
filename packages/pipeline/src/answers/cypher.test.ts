import { describe, expect, it } from 'vitest';
import type { Workbench } from '../workbench.js';
import { askGraph } from './cypher.js';

const CARD = 'card_0000004242';

/** A workbench whose graph answers with these rows, and what happened in it, in order. */
function workbenchOf(rows: unknown[][], isMore = false): { workbench: Workbench; happened: unknown[] } {
  const happened: unknown[] = [];
  const store = {
    askReadOnly: ({ cypher }: { readonly cypher: string }) => {
      happened.push(`asked ${cypher}`);
      return Promise.resolve({ columns: ['a', 'b'], rows, isMore });
    },
    matchValues: (values: readonly string[]) =>
      Promise.resolve(values.includes(CARD) ? [{ kind: 'payment-method', value: CARD }] : []),
  };
  const workbench = {
    graph: { store: () => Promise.resolve(store) },
    casebook: { run: (command: unknown, by: { readonly author?: string }) => happened.push([command, by.author]) },
  } as unknown as Workbench;
  return { workbench, happened };
}

describe('a question to the graph', () => {
  it('masks the token of a card wherever it stands in the answer, and leaves the rest as it is', async () => {
    const node = { labels: ['Indicator'], properties: { key: `payment-method:${CARD}`, value: CARD, reach: 3 } };
    const { workbench } = workbenchOf([
      [node, [CARD, 'acct_1']],
      ['192.0.2.1', null],
    ]);
    const answer = await askGraph(workbench, { cypher: 'RETURN 1', parameters: {}, limit: 10 });
    expect(answer.rows).toEqual([
      [
        { labels: ['Indicator'], properties: { key: 'payment-method:••4242', value: '••4242', reach: 3 } },
        ['••4242', 'acct_1'],
      ],
      ['192.0.2.1', null],
    ]);
  });

  it('is on record before it is asked, without the values in it', async () => {
    const { workbench, happened } = workbenchOf([]);
    const cypher = `MATCH (i {value: '${CARD}'}) WHERE i.reach > $least RETURN i`;
    await askGraph(workbench, { cypher, parameters: { least: 5 }, limit: 10, author: 'Ana Roe' });
    const kept = {
      verb: 'cypher',
      cypher: "MATCH (i {value: '…'}) WHERE i.reach > $least RETURN i",
      parameters: ['least'],
    };
    expect(happened).toEqual([[kept, 'Ana Roe'], `asked ${cypher}`]);
  });

  it('says in words that there is more', async () => {
    const sentence = async (isMore: boolean, limit: number): Promise<string> => {
      const { workbench } = workbenchOf(
        Array.from({ length: 1000 }, () => [1, 2]),
        isMore,
      );
      return (await askGraph(workbench, { cypher: 'RETURN 1', parameters: {}, limit })).sentence;
    };
    expect(await sentence(true, 1000)).toBe(
      '1,000 of more rows shown, in the order of the query; a limit of up to 10,000 shows more.',
    );
    expect(await sentence(true, 10_000)).toBe('1,000 of more rows shown, in the order of the query.');
    expect(await sentence(false, 1000)).toBe('1,000 rows.');
  });
});
