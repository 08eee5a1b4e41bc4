import { IolausError } from '@iolaus/contracts';
import type { Plan, ResultSummary } from 'neo4j-driver';

/** Procedures that tell of the schema and of what full-text indexes hold, by the name that the server resolved. */
const ALLOWED: ReadonlySet<string> = new Set([
  'db.labels',
  'db.relationshipTypes',
  'db.propertyKeys',
  'db.schema.nodeTypeProperties',
  'db.schema.relTypeProperties',
  'db.index.fulltext.queryNodes',
  'db.index.fulltext.queryRelationships',
]);

/** Refuses what the server's own plan says does more than read the graph (CYPHER_REFUSED): the text is not looked at. */
export function refusePlan({ queryType, plan }: Pick<ResultSummary, 'queryType' | 'plan'>): void {
  if (queryType !== 'r') throw refused('it writes, or changes the schema');
  if (plan === false) throw refused('the server gives no plan of it');
  for (const each of operatorsOf(plan)) {
    const why = refusalOf(each);
    if (why !== undefined) throw refused(why);
  }
}

/** That a query is not run, and why. */
export const refused = (detail: string): IolausError => new IolausError('CYPHER_REFUSED', { detail });

function refusalOf({ operatorType, arguments: of }: Plan): string | undefined {
  const operator = operatorType.split('@', 1)[0]!;
  if (operator === 'LoadCSV') return 'LOAD CSV reads files and addresses';
  if (operator.startsWith('Show') || operator.startsWith('Terminate'))
    return 'SHOW and TERMINATE ask the server, not the graph';
  if (!operator.includes('ProcedureCall')) return undefined;
  const name = procedureOf((of as Readonly<Record<string, unknown>>)['Details']);
  return ALLOWED.has(name) ? undefined : `the procedure ${name} is not one of those that only read`;
}

/** "db.labels() :: (label :: STRING)" is of `db.labels`. */
const procedureOf = (details: unknown): string =>
  typeof details === 'string' ? details.split('(', 1)[0]!.replaceAll('`', '').trim() : 'without a name';

function operatorsOf(plan: Plan): Plan[] {
  return [plan, ...plan.children.flatMap(operatorsOf)];
}
