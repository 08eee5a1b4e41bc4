// DuckDB by itself: read_json to one Parquet file per dump, in the order of the dump, with the lake's columns, codec and level. Arguments: folder, dumps.
import { basename, join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

const [folder, ...paths] = process.argv.slice(2);
const quoted = (path) => `'${path.replaceAll("'", "''")}'`;
const COLUMNS = {
  account_id: 'VARCHAR',
  ts: 'TIMESTAMP',
  request_id: 'VARCHAR',
  ip: 'VARCHAR',
  user_agent: 'VARCHAR',
  model: 'VARCHAR',
  prompt: 'VARCHAR',
  system_prompt: 'VARCHAR',
  tools: 'VARCHAR',
  input_tokens: 'DOUBLE',
  output_tokens: 'DOUBLE',
  status: 'VARCHAR',
};
const columns = Object.entries(COLUMNS)
  .map(([name, type]) => `${name}: '${type}'`)
  .join(', ');
const instance = await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '2GB' });
const connection = await instance.connect();
for (const path of paths)
  await connection.run(
    `COPY (SELECT account_id AS account, epoch_ms(ts)::DOUBLE AS time, request_id AS request, * EXCLUDE (account_id, ts, request_id)
     FROM read_json(${quoted(path)}, format = 'newline_delimited', columns = {${columns}}))
     TO ${quoted(join(folder, `${basename(path)}.parquet`))} (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1)`,
  );
