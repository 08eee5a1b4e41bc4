import type { Frame } from '@iolaus/contracts';

/** An indicator that members of either of two communities hold. */
export interface ComparedIndicator {
  readonly kind: string;
  readonly value: string;
  /** Members that hold it, in the one and in the other. */
  readonly inA: number;
  readonly inB: number;
  /** Bits for a member that holds it. */
  readonly bits: number;
}

/** Of one kind, how many indicators both communities hold, and how many one of them alone. */
export interface KindRow {
  readonly kind: string;
  readonly onlyA: number;
  readonly both: number;
  readonly onlyB: number;
}

/** What two communities share and what they do not, of the indicators that the picture has. */
export interface CommunityComparison {
  /** Those that both hold; what joins most members of both first: the smaller count times the bits. */
  readonly shared: readonly ComparedIndicator[];
  /** Those that one alone holds, by members times bits. */
  readonly onlyA: readonly ComparedIndicator[];
  readonly onlyB: readonly ComparedIndicator[];
  readonly kinds: readonly KindRow[];
}

/** Compares two communities by their places. */
export function compareCommunities(frame: Frame, a: number, b: number): CommunityComparison {
  const found: ComparedIndicator[] = [];
  for (let indicator = 0; indicator < frame.indicatorValues.length; indicator++) {
    let [inA, inB] = [0, 0];
    for (let at = frame.linkStart[indicator]!; at < frame.linkStart[indicator + 1]!; at++) {
      const community = frame.accountCommunity[frame.linkAccount[at]!];
      if (community === a) inA++;
      else if (community === b) inB++;
    }
    if (inA + inB === 0) continue;
    const kind = frame.kinds[frame.indicatorKind[indicator]!]!;
    found.push({ kind, value: frame.indicatorValues[indicator]!, inA, inB, bits: frame.indicatorBits[indicator]! });
  }
  const byWeight = (
    weight: (each: ComparedIndicator) => number,
    of: readonly ComparedIndicator[],
  ): ComparedIndicator[] =>
    of.toSorted((x, y) => weight(y) * y.bits - weight(x) * x.bits || (x.value < y.value ? -1 : 1));
  const shared = found.filter(({ inA, inB }) => inA > 0 && inB > 0);
  const onlyA = found.filter(({ inB }) => inB === 0);
  const onlyB = found.filter(({ inA }) => inA === 0);
  return {
    shared: byWeight(({ inA, inB }) => Math.min(inA, inB), shared),
    onlyA: byWeight(({ inA }) => inA, onlyA),
    onlyB: byWeight(({ inB }) => inB, onlyB),
    kinds: frame.kinds
      .map((kind): KindRow => {
        const count = (of: readonly ComparedIndicator[]): number => of.filter((each) => each.kind === kind).length;
        return { kind, onlyA: count(onlyA), both: count(shared), onlyB: count(onlyB) };
      })
      .filter(({ onlyA: a1, both, onlyB: b1 }) => a1 + both + b1 > 0),
  };
}

/** How alike the days of two communities are: the correlation of their shares of active members by day, −1 to 1; undefined where one of them never changes. */
export function likenessOfDays(a: readonly number[], b: readonly number[]): number | undefined {
  const mean = (of: readonly number[]): number => of.reduce((sum, each) => sum + each, 0) / of.length;
  const [meanA, meanB] = [mean(a), mean(b)];
  let [both, squareA, squareB] = [0, 0, 0];
  a.forEach((each, day) => {
    const [x, y] = [each - meanA, (b[day] ?? 0) - meanB];
    both += x * y;
    squareA += x * x;
    squareB += y * y;
  });
  return squareA === 0 || squareB === 0 ? undefined : both / Math.sqrt(squareA * squareB);
}
