import type { CasebookView, StepRow } from '@iolaus/contracts';

/** Steps that were replaced, as the branch that still holds them. */
export interface Fold {
  readonly branch: string;
  readonly rows: readonly StepRow[];
}

/** One line of the list: a step, or steps that were taken at one stroke, with what was replaced by it folded under. */
export interface Entry {
  readonly name: string;
  /** Oldest first; one, or more of one kind, author and moment. */
  readonly rows: readonly [StepRow, ...StepRow[]];
  readonly folds: readonly Fold[];
}

/** The list of steps, newest at the bottom, and the branches that no step of it replaced. */
export interface Entries {
  readonly entries: readonly Entry[];
  readonly others: readonly Fold[];
}

const REPLACED = /^.* before (S-\d{4,12})'*$/u;
const STROKE_MS = 5000;

/** What a list of steps shows of journal rows, which come newest first. */
export function entriesOf(rows: readonly StepRow[], branches: CasebookView['branches']): Entries {
  const here = rows.filter(({ state }) => state === 'now' || state === 'undone').toReversed();
  const elsewhere = rows.filter(({ state }) => state === 'elsewhere').toReversed();
  const folds = branches
    .filter(({ isCurrent }) => !isCurrent)
    .toReversed()
    .map(({ name }) => ({ branch: name, rows: elsewhere.filter(({ branch }) => branch === name) }));
  const shown = new Set(here.map(({ id }) => id));
  const replacedBy = ({ branch }: Fold): string | undefined => {
    const id = REPLACED.exec(branch)?.[1];
    return id !== undefined && shown.has(id) ? id : undefined;
  };
  return {
    entries: strokesOf(here).map((stroke) => ({
      name: strokeName(stroke),
      rows: stroke,
      folds: folds.filter((fold) => stroke.some(({ id }) => replacedBy(fold) === id)),
    })),
    others: folds.filter((fold) => replacedBy(fold) === undefined),
  };
}

/** Verdicts of one word that one person gave on several at once are one line. */
function strokesOf(rows: readonly StepRow[]): [StepRow, ...StepRow[]][] {
  const strokes: [StepRow, ...StepRow[]][] = [];
  for (const row of rows) {
    const last = strokes.at(-1);
    const before = last?.at(-1);
    if (last && before && isOneStroke(before, row)) last.push(row);
    else strokes.push([row]);
  }
  return strokes;
}

const isOneStroke = (a: StepRow, b: StepRow): boolean =>
  a.verb === 'verdict' &&
  b.verb === 'verdict' &&
  a.state === b.state &&
  a.author === b.author &&
  b.atMs - a.atMs < STROKE_MS &&
  actOf(a) === actOf(b);

/** "Confirmed account " of "Confirmed account acct_1". */
function actOf({ name, subject }: StepRow): string {
  const id = subject === null || subject.on === 'indicator' ? '' : subject.id;
  return id !== '' && name.endsWith(id) ? name.slice(0, -id.length) : name;
}

/** "Confirmed 58 accounts". */
function strokeName(stroke: readonly [StepRow, ...StepRow[]]): string {
  const [first] = stroke;
  return stroke.length === 1 ? first.name : actOf(first).replace(/(\w+) $/u, `${stroke.length} $1s`);
}
