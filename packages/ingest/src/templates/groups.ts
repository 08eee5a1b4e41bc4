/** Which part of the prompts a template was found by: their opening (P), their ending (S), a passage between (M), or opening and ending together (B). */
export type TemplateStage = 'P' | 'S' | 'M' | 'B';

/** No group. */
export const NO_GROUP = -1;

/** Prompts with the same key at the same stage. */
export interface Group {
  readonly stage: TemplateStage;
  readonly key: number;
}

/** Which row belongs to which group, while the stages hand what is left from one to the next. */
export class Grouping {
  /** Per row the index of its group, or `NO_GROUP`. */
  readonly labels: Int32Array;
  readonly groups: Group[] = [];
  private readonly indices = new Map<string, Map<number, number>>();

  constructor(rows: number) {
    this.labels = new Int32Array(rows).fill(NO_GROUP);
  }

  /** Puts a row into the group of this stage and key, which is made when new. */
  put(row: number, stage: TemplateStage, key: number): void {
    let byKey = this.indices.get(stage);
    if (!byKey) this.indices.set(stage, (byKey = new Map()));
    let index = byKey.get(key);
    if (index === undefined) byKey.set(key, (index = this.groups.push({ stage, key }) - 1));
    this.labels[row] = index;
  }

  /** Takes the rows of all groups that `keep` refuses out of them. */
  release(keep: (group: number) => boolean): void {
    const kept = Uint8Array.from(this.groups, (_, index) => (keep(index) ? 1 : 0));
    for (let row = 0; row < this.labels.length; row++) {
      const label = this.labels[row]!;
      if (label >= 0 && kept[label] === 0) this.labels[row] = NO_GROUP;
    }
  }

  /** Rows per group. */
  sizes(): Int32Array {
    const sizes = new Int32Array(this.groups.length);
    for (let row = 0; row < this.labels.length; row++) {
      const label = this.labels[row]!;
      if (label >= 0) sizes[label]!++;
    }
    return sizes;
  }
}
