import neo4j, { type Point } from 'neo4j-driver';

/** A value of an answer as JSON has it. */
export type Plain = string | number | boolean | null | Plain[] | { [key: string]: Plain };

const MOST_CHARACTERS = 4000;

/** A value that the driver gave: nodes and relationships with their labels, type and properties, paths as lists of both, dates and points as text; long texts are cut. */
export function plainValue(value: unknown): Plain {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return value.length > MOST_CHARACTERS ? `${value.slice(0, MOST_CHARACTERS)}…` : value;
  if (typeof value === 'boolean' || typeof value === 'number') return Number.isNaN(value) ? null : value;
  if (Array.isArray(value)) return value.map(plainValue);
  if (neo4j.isNode(value)) return { labels: [...value.labels], properties: plainMap(value.properties) };
  if (neo4j.isRelationship(value)) return { type: value.type, properties: plainMap(value.properties) };
  if (neo4j.isPath(value))
    return [value.start, ...value.segments.flatMap((segment) => [segment.relationship, segment.end])].map(plainValue);
  const isMap = typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype;
  // Dates, durations and points each have a spelling of their own.
  return isMap ? plainMap(value) : (value as Point).toString();
}

const plainMap = (map: object): { [key: string]: Plain } =>
  Object.fromEntries(Object.entries(map).map(([key, each]) => [key, plainValue(each)]));

/** Parameters as the driver sends them: whole numbers are integers, as Cypher wants them in LIMIT. */
export function parameterOf(value: unknown): unknown {
  if (typeof value === 'number') return Number.isSafeInteger(value) ? neo4j.int(value) : value;
  if (Array.isArray(value)) return value.map(parameterOf);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, parameterOf(each)]));
}
