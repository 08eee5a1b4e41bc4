// The words that make ClickHouse, inside Python, do what duckdb.mjs does; and whether it is there.
import { spawnSync } from 'node:child_process';

const SCRIPT = `
import os, sys, chdb
out, paths = sys.argv[1], sys.argv[2:]
structure = 'account_id String, ts String, request_id String, ip String, user_agent String, model String, prompt String, system_prompt Nullable(String), tools Nullable(String), input_tokens Float64, output_tokens Float64, status String'
for path in paths:
    target = os.path.join(out, os.path.basename(path) + '.parquet')
    chdb.query(f"""INSERT INTO FUNCTION file('{target}', Parquet)
        SELECT account_id AS account, toFloat64(toUnixTimestamp64Milli(parseDateTime64BestEffort(ts, 3, 'UTC'))) AS time, request_id AS request, * EXCEPT (account_id, ts, request_id)
        FROM file('{path}', JSONEachRow, '{structure}')
        SETTINGS max_threads = 2, output_format_parquet_compression_method = 'zstd', output_format_parquet_string_as_string = 1,
        input_format_json_read_numbers_as_strings = 1, engine_file_truncate_on_insert = 1""")
`;

/** The command for a folder and dumps, by the Python that CHDB_PYTHON names or the one on the PATH. */
export const chdbCommand = (folder, dumps) => [python(), ['-c', SCRIPT, folder, ...dumps]];

/** Why ClickHouse cannot be measured here; undefined when it can. */
export function chdbMissing() {
  const { status } = spawnSync(python(), ['-c', 'import chdb'], { stdio: 'ignore' });
  return status === 0 ? undefined : `${python()} has no package chdb`;
}

const python = () => process.env.CHDB_PYTHON ?? 'python3';
