// The JSON Schema docs/reference/mapping.schema.json, made from what mappings are checked by. `node scripts/checks/mapping-schema.mjs` writes it.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { mappingJsonSchema } from '@iolaus/ingest';
import { ROOT } from '../setup/workspace.mjs';

/** Where the schema lies. */
export const MAPPING_SCHEMA = join(ROOT, 'docs/reference/mapping.schema.json');

/** The schema as plain values. */
export const mappingSchema = () => JSON.parse(JSON.stringify(mappingJsonSchema()));

if (process.argv[1] === fileURLToPath(import.meta.url))
  writeFileSync(MAPPING_SCHEMA, `${JSON.stringify(mappingSchema(), undefined, 2)}\n`);
