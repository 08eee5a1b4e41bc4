import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Driver } from 'neo4j-driver';
import { connect } from '../connect.js';
import type { Query } from '../query.js';
import { buildPublication } from '../testing/build-publication.js';
import { buildFeed } from '../testing/build-feed.js';
import { buildTables, type Sight } from '../testing/build-tables.js';
import { openEmptyGraph, testCredentials } from '../testing/test-graph.js';

/** Label scans that are meant, with the reason. */
const JUSTIFIED: Readonly<Record<string, string>> = {
  'status-counts': 'there is one :Kind node a kind of indicator, a few in all',
};
const FOLDER = new URL('./', import.meta.url);
const NOT_QUERIES = /(?:\.test\.ts|-row\.ts|membership\.ts|expand-count\.ts|search-hit\.ts)$/;
const FILES = readdirSync(FOLDER).filter((file) => file.endsWith('.ts') && !NOT_QUERIES.test(file));

interface Plan {
  readonly operatorType: string;
  readonly children: readonly Plan[];
  readonly arguments: Readonly<Record<string, unknown>>;
}

/** 400 accounts that share cards, addresses and templates in the proportions of a log. */
function sights(): Sight[] {
  return Array.from({ length: 400 }, (_, index) => [
    [`acct_${index}`, 'payment-method', `card_${index % 200}`] as const,
    [`acct_${index}`, 'ip', `192.0.2.${index % 100}`] as const,
    [`acct_${index}`, 'ip', `198.51.100.${index % 250}`] as const,
    [`acct_${index}`, 'prompt-template', `T-${index % 10}`] as const,
  ]).flat();
}

let driver: Driver;
beforeAll(async () => {
  const graph = await openEmptyGraph();
  const tables = buildTables(sights());
  await graph.load(buildFeed(tables));
  const network = {
    id: 'N-1',
    name: 'Lerna',
    members: tables.sightings.accounts.slice(0, 40),
    core: ['payment-method:card_1', 'ip:192.0.2.1'],
  };
  await graph.publish(buildPublication(tables, 'S-1', [network]));
  await graph.close();
  driver = await connect(testCredentials());
  // Plans follow the counts of the graph: fixed data, sampled now, and none of another test's plans.
  await driver.executeQuery('CALL db.prepareForReplanning(60)', {});
});
afterAll(() => driver.close());

async function queryIn(file: string): Promise<Query<object, unknown>> {
  const exported: unknown[] = Object.values((await import(new URL(file, FOLDER).href)) as object);
  return exported[0] as Query<object, unknown>;
}

describe('each query', () => {
  for (const file of FILES) {
    it(`${file} keeps its plan, scans nothing and bounds its rows`, async () => {
      const query = await queryIn(file);
      expect(`${query.name}.ts`).toBe(file);
      const { summary } = await driver.executeQuery(`EXPLAIN ${query.cypher}`, query.example);
      const plan = linesOf(summary.plan as unknown as Plan);
      if (JUSTIFIED[query.name] === undefined)
        expect(plan.join('\n')).not.toMatch(/AllNodesScan|NodeByLabelScan|CartesianProduct.*Scan/);
      if (!plan.some((line) => line.includes('CountFromCountStore'))) expect(query.cypher).toMatch(/\bLIMIT\b/);
      await expect(`${plan.join('\n')}\n`).toMatchFileSnapshot(`${query.name}.plan.txt`);
    });
  }
});

/** Operators, indented by depth, with what a seek or a scan reads. */
function linesOf(plan: Plan, depth = 0): string[] {
  const operator = plan.operatorType.replace('@neo4j', '');
  const reads = /Seek|Scan|CountStore/.test(operator) ? ` ${plan.arguments['Details'] as string}` : '';
  return [`${'  '.repeat(depth)}${operator}${reads}`, ...plan.children.flatMap((child) => linesOf(child, depth + 1))];
}
