import { appendFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { importRequest, job as jobShape, type ImportRequest, type Job } from '@iolaus/contracts';
import { parseJson } from './parse-json.js';

/** A job as the home remembers it; `again` is what an import does when it is resumed. */
export interface JobRecord {
  readonly job: Job;
  readonly again?: ImportRequest | undefined;
}

const KEPT = 200;

/** Jobs of earlier runs, newest first. What had not ended then was interrupted; an import among it can be resumed. The file is rewritten without what is superseded. */
export function openHistory(file: string): JobRecord[] {
  if (!existsSync(file)) return [];
  const last = new Map<string, JobRecord>();
  for (const text of readFileSync(file, 'utf8').split('\n')) {
    const record = readLine(text);
    // What is known of a job is its last line; an older one would tell of work that goes on.
    if (record.id !== undefined) last.delete(record.id);
    if (record.read) last.set(record.read.job.id, record.read);
  }
  const records = [...last.values()].slice(-KEPT).map(afterTheEnd);
  writeFileSync(`${file}.tmp`, records.map(lineOf).join(''), { mode: 0o600 });
  renameSync(`${file}.tmp`, file);
  return records.toReversed();
}

/** Adds the present state of a job to the history, whole before it returns. */
export function appendHistory(file: string, record: JobRecord): void {
  appendFileSync(file, lineOf(record), { mode: 0o600 });
}

const lineOf = (record: JobRecord): string => `${JSON.stringify(record)}\n`;

/** Nothing is read of a line that a crash cut off, or that another version wrote in another shape; the latter still tells of which job. */
function readLine(text: string): { readonly id?: string; readonly read?: JobRecord } {
  const written = parseJson(text) as Partial<JobRecord> | undefined;
  const job = jobShape.safeParse(written?.job);
  const id = written?.job?.id;
  if (!job.success) return typeof id === 'string' ? { id } : {};
  return { id: job.data.id, read: { job: job.data, again: importRequest.safeParse(written?.again).data } };
}

function afterTheEnd(record: JobRecord): JobRecord {
  if (!['waiting', 'running', 'paused'].includes(record.job.state)) return record;
  return { ...record, job: { ...record.job, state: 'interrupted', isResumable: record.again !== undefined } };
}
