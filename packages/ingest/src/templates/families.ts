import { hashRun, type PromptTokens } from './prompt-tokens.js';

/** Templates whose fixed text is this alike are of one family; cosine of weighted words and pairs of words. */
const ALIKE = 0.38;
/** What more than this share of the templates have, or more than so many, says nothing. */
const TOO_COMMON = 0.2;
const MOST_HOLDERS = 300;
/** Less alike than this counts as not alike at all, so that memory does not grow with the square of the templates. */
const FAR = 0.05;
/** Words and pairs of words that are looked at of one template. */
const MOST_ITEMS = 300;
/** Templates that are compared: the first ones; any further is a family of its own. */
const MOST_TEMPLATES = 10_000;

/** The fixed text of a template as tokens, one run for each piece between slots. */
export type FixedRuns = readonly Int32Array[];

/** Which tokens of a sample are fixed, as runs. */
export function fixedRuns({ hashes }: PromptTokens, covered: Uint8Array): FixedRuns {
  const runs: Int32Array[] = [];
  for (let at = 0; at < hashes.length;) {
    const from = at;
    while (at < hashes.length && covered[at] === covered[from]) at++;
    if (covered[from] === 1) runs.push(hashes.slice(from, at));
  }
  return runs;
}

/**
 * The family of each template, numbered by its first template: templates that say much the same in other words. Greedy average link over the cosine of
 * their words and pairs of words, each weighted by how few templates have it.
 */
export function templateFamilies(templates: readonly FixedRuns[]): Int32Array {
  const compared = Math.min(templates.length, MOST_TEMPLATES);
  const found = averageLink(compared, similarities(weighted(templates.slice(0, compared).map(itemsOf))));
  return Int32Array.from(templates, (_, at) => found[at] ?? at);
}

function itemsOf(runs: FixedRuns): Set<number> {
  const items = new Set<number>();
  for (const run of runs) {
    run.forEach((token, at) => {
      if (items.size >= MOST_ITEMS) return;
      items.add(token);
      if (at > 0) items.add(hashRun(run, at - 1, at + 1));
    });
  }
  return items;
}

/** Unit vectors of items by rarity, without what too many templates have. */
function weighted(sets: readonly Set<number>[]): Map<number, number>[] {
  const inTemplates = new Map<number, number>();
  for (const items of sets) for (const item of items) inTemplates.set(item, (inTemplates.get(item) ?? 0) + 1);
  const most = Math.max(Math.min(TOO_COMMON * sets.length, MOST_HOLDERS), 4);
  return sets.map((items) => {
    const vector = new Map<number, number>();
    let square = 0;
    for (const item of items) {
      const common = inTemplates.get(item)!;
      if (common > most) continue;
      const weight = Math.log1p(sets.length / common);
      vector.set(item, weight);
      square += weight * weight;
    }
    const norm = Math.sqrt(square) || 1;
    for (const [item, weight] of vector) vector.set(item, weight / norm);
    return vector;
  });
}

/** Per template the cosine with every other that is not far from it. */
function similarities(vectors: readonly Map<number, number>[]): Map<number, number>[] {
  const holders = new Map<number, { template: number; weight: number }[]>();
  vectors.forEach((vector, template) => {
    for (const [item, weight] of vector) {
      const list = holders.get(item);
      if (list) list.push({ template, weight });
      else holders.set(item, [{ template, weight }]);
    }
  });
  const sums = new Float64Array(vectors.length);
  return vectors.map((vector, template) => {
    const touched = new Set<number>();
    for (const [item, weight] of vector) {
      for (const other of holders.get(item)!) {
        sums[other.template]! += weight * other.weight;
        touched.add(other.template);
      }
    }
    const near = new Map<number, number>();
    for (const other of Array.from(touched).sort((x, y) => x - y)) {
      if (other !== template && sums[other]! >= FAR) near.set(other, sums[other]!);
      sums[other] = 0;
    }
    return near;
  });
}

/** Merges the two most alike clusters as long as their average similarity reaches the threshold. */
function averageLink(count: number, similar: readonly Map<number, number>[]): Int32Array {
  const family = Int32Array.from({ length: count }, (_, at) => at);
  const sizes = new Int32Array(count).fill(1);
  const sums = similar.map((row) => new Map(row));
  const average = (a: number, b: number): number => (sums[a]!.get(b) ?? 0) / (sizes[a]! * sizes[b]!);
  const best = new Int32Array(count).fill(-1);
  const likeness = new Float64Array(count);
  const compare = (a: number, b: number): void => {
    const alike = average(a, b);
    if (alike < ALIKE || alike < likeness[a]! || (alike === likeness[a] && b > best[a]!)) return;
    best[a] = b;
    likeness[a] = alike;
  };
  const look = (a: number): void => {
    best[a] = -1;
    likeness[a] = 0;
    for (const b of sums[a]!.keys()) compare(a, b);
  };
  for (let a = 0; a < count; a++) look(a);
  for (;;) {
    let a = -1;
    for (let at = 0; at < count; at++) if (best[at]! >= 0 && (a < 0 || likeness[at]! > likeness[a]!)) a = at;
    if (a < 0) return resolve(family);
    const [keep, gone] = [Math.min(a, best[a]!), Math.max(a, best[a]!)];
    family[gone] = keep;
    merge(sums, keep, gone);
    sizes[keep]! += sizes[gone]!;
    sizes[gone] = 0;
    best[gone] = -1;
    look(keep);
    // To a third cluster only the two that are now one have changed.
    for (const other of sums[keep]!.keys()) {
      if (best[other] === keep || best[other] === gone) look(other);
      else compare(other, keep);
    }
  }
}

function merge(sums: readonly Map<number, number>[], keep: number, gone: number): void {
  for (const [other, sum] of sums[gone]!) {
    sums[other]!.delete(gone);
    if (other === keep) continue;
    const total = (sums[keep]!.get(other) ?? 0) + sum;
    sums[keep]!.set(other, total);
    sums[other]!.set(keep, total);
  }
  sums[gone]!.clear();
}

function resolve(family: Int32Array): Int32Array {
  return family.map((parent) => {
    let root = parent;
    while (family[root] !== root) root = family[root]!;
    return root;
  });
}
