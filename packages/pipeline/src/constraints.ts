import { closeSync, existsSync, fsyncSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs';
import { constraint as shape, IolausError, type Constraint, type Rule } from '@iolaus/contracts';
import { parseJson } from './parse-json.js';

/** The constraints of a home: one JSON line for each that is made, and one more when it is undone. */
export class Constraints {
  readonly #file: string;
  readonly #known = new Map<string, Constraint>();

  /** Reads what the file holds; a last line that a crash cut off was never answered, and goes. */
  constructor(file: string) {
    this.#file = file;
    if (!existsSync(file)) return;
    const written = readFileSync(file, 'utf8');
    const whole = written.slice(0, written.lastIndexOf('\n') + 1);
    if (whole.length < written.length) truncateSync(file, Buffer.byteLength(whole));
    whole
      .split('\n')
      .filter((line) => line !== '')
      .forEach((line, at) => {
        const read = shape.safeParse(parseJson(line));
        if (!read.success) throw new IolausError('CONSTRAINTS_DAMAGED', { path: file, line: at + 1 });
        this.#known.set(read.data.id, read.data);
      });
  }

  /** All of them, oldest first, undone ones too. */
  list(): Constraint[] {
    return Array.from(this.#known.values());
  }

  /** Those that hold, oldest first. */
  active(): Constraint[] {
    return this.list().filter(({ undoneMs }) => undoneMs === null);
  }

  /** Adds a rule; on disk when this returns. Refuses one that is there already or that another one contradicts (CONSTRAINT_CONTRADICTS). */
  add(of: Pick<Constraint, 'rule' | 'reason' | 'author' | 'anchors' | 'createdMs'>): Constraint {
    const other = this.active().find((each) => contradicts(each.rule, of.rule));
    if (other) throw new IolausError('CONSTRAINT_CONTRADICTS', { id: other.id, reason: other.reason });
    const id = `C-${String(this.#known.size + 1).padStart(4, '0')}`;
    return this.#append({ id, ...of, undoneMs: null });
  }

  /** Undoes a constraint; detection is then as if it had never been. Refuses an unknown one (NOT_FOUND) and one that is undone (BAD_INPUT). */
  undo(id: string, nowMs: number): Constraint {
    const found = this.#known.get(id);
    if (!found) throw new IolausError('NOT_FOUND', { what: 'constraint', id });
    if (found.undoneMs !== null) throw new IolausError('BAD_INPUT', { detail: `${id} is undone already` });
    return this.#append({ ...found, undoneMs: nowMs });
  }

  #append(constraint: Constraint): Constraint {
    const file = openSync(this.#file, 'a', 0o600);
    try {
      const line = Buffer.from(`${JSON.stringify(constraint)}\n`);
      for (let at = 0; at < line.length;) at += writeSync(file, line, at);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    this.#known.set(constraint.id, constraint);
    return constraint;
  }
}

/** The same rule again, or two that say different things of one account. */
function contradicts(one: Rule, other: Rule): boolean {
  const isPlace = (rule: Rule): boolean => rule.verb === 'pin-account' || rule.verb === 'exclude-account';
  if (isPlace(one) && isPlace(other) && 'account' in one && 'account' in other) return one.account === other.account;
  return JSON.stringify(one) === JSON.stringify(other);
}
