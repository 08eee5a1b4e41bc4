/** How well a partition meets the truth. */
export interface PartitionScores {
  /** Adjusted Rand index: 1 equal, 0 by chance. */
  readonly rand: number;
  readonly precision: number;
  readonly recall: number;
  /** F1 of B-cubed precision and recall: each item asks how pure its cluster is and how much of its class it holds. */
  readonly f1: number;
}

/** Scores `found` against `truth`; an item with a negative label is a cluster of its own. */
export function scorePartition(found: Int32Array, truth: Int32Array): PartitionScores {
  const labels = found.map((label, at) => (label < 0 ? -1 - at : label));
  const clusters = tally(labels);
  const classes = tally(truth);
  const cells = new Map<string, number>();
  labels.forEach((label, at) => cells.set(`${label} ${truth[at]}`, (cells.get(`${label} ${truth[at]}`) ?? 0) + 1));
  let precision = 0;
  let recall = 0;
  let together = 0;
  for (const [cell, count] of cells) {
    const [label, kind] = cell.split(' ').map(Number);
    precision += (count * count) / clusters.get(label!)! / labels.length;
    recall += (count * count) / classes.get(kind!)! / labels.length;
    together += pairs(count);
  }
  const inClusters = sum(clusters);
  const inClasses = sum(classes);
  const expected = (inClusters * inClasses) / pairs(labels.length);
  const most = (inClusters + inClasses) / 2;
  return {
    rand: most === expected ? 1 : (together - expected) / (most - expected),
    precision,
    recall,
    f1: (2 * precision * recall) / (precision + recall),
  };
}

/** Share of items whose cluster is exactly the set of items of their class. */
export function groupingAccuracy(found: Int32Array, truth: Int32Array): number {
  const clusters = tally(found);
  const classes = tally(truth);
  const cells = new Map<string, number>();
  found.forEach((label, at) => cells.set(`${label} ${truth[at]}`, (cells.get(`${label} ${truth[at]}`) ?? 0) + 1));
  let right = 0;
  for (const [cell, count] of cells) {
    const [label, kind] = cell.split(' ').map(Number);
    if (clusters.get(label!) === count && classes.get(kind!) === count) right += count;
  }
  return right / found.length;
}

const pairs = (count: number): number => (count * (count - 1)) / 2;
const sum = (counts: ReadonlyMap<number, number>): number =>
  Array.from(counts.values()).reduce((total, count) => total + pairs(count), 0);

function tally(labels: Int32Array): Map<number, number> {
  const counts = new Map<number, number>();
  for (const label of labels) counts.set(label, (counts.get(label) ?? 0) + 1);
  return counts;
}
