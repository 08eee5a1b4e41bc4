import { existsSync, readFileSync, renameSync } from 'node:fs';
import type { Casebook } from '@iolaus/casebook';
import { constraint as shape, IolausError, type Constraint } from '@iolaus/contracts';
import { parseJson } from './parse-json.js';

/**
 * Takes the constraints of a home of an earlier version into its journal, with their ids, authors and times, undone ones as undone, and leaves the file aside as `constraints.before-journal.jsonl`. What
 * is in the journal already, since this was cut off before the file was renamed, is not taken twice. Refuses a damaged file and leaves it as it is (CONSTRAINTS_DAMAGED).
 */
export function takeOverConstraints(file: string, casebook: Casebook): void {
  if (!existsSync(file)) return;
  for (const each of readConstraints(file)) takeOver(each, casebook);
  renameSync(file, file.replace(/\.jsonl$/, '.before-journal.jsonl'));
}

function takeOver({ id, rule, reason, author, anchors, createdMs, undoneMs }: Constraint, casebook: Casebook): void {
  const known = casebook.constraints().find((each) => each.id === id);
  if (!known) casebook.run({ verb: 'constrain', rule, reason, anchors }, { author, atMs: createdMs });
  if (undoneMs === null || (known && known.undoneMs !== null)) return;
  casebook.undo({ step: casebook.stepOfConstraint(id).id }, { author: undefined, atMs: undoneMs });
}

/** One line when it was made and one more when it was undone; what a crash cut off at the end was never answered. */
function readConstraints(file: string): Constraint[] {
  const written = readFileSync(file, 'utf8');
  const lines = written.slice(0, written.lastIndexOf('\n') + 1).split('\n');
  return lines.flatMap((line, at) => {
    if (line === '') return [];
    const read = shape.safeParse(parseJson(line));
    if (!read.success) throw new IolausError('CONSTRAINTS_DAMAGED', { path: file, line: at + 1 });
    return [read.data];
  });
}
