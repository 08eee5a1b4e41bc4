import { parseMapping, type Mapping } from '../mapping.js';

/** A mapping of exchanges in JSON lines with these fields, each as a line of YAML. */
export const exchangeMapping = (...fields: readonly string[]): Mapping =>
  parseMapping(
    [
      'version: 1',
      'match: "*"',
      'format: jsonl',
      'entity: exchange',
      'fields:',
      ...fields.map((each) => `  ${each}`),
    ].join('\n'),
    'test',
  );
