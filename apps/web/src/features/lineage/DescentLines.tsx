import type { Generation, LineageView } from '@iolaus/contracts';

/** Height of a lane, as lineage.css has it, and where in it the days begin. */
const LANE = 128;
const TOP = 36;
const BASE = 88;

/** From the largest ban of one generation to the first sign-up of the next: a full line where it is likely, a broken one where it is possible. */
export function DescentLines({ lineage }: { readonly lineage: LineageView }) {
  const { generations, days } = lineage;
  if (days === 0) return null;
  const rows = new Map(generations.map((each, at) => [each.id, at]));
  return (
    <li className="lin-lines" aria-hidden="true">
      <svg
        width="100%"
        height={generations.length * LANE}
        viewBox={`0 0 1000 ${generations.length * LANE}`}
        preserveAspectRatio="none"
      >
        {generations.map((each, at) => {
          const parent = each.follows && rows.get(each.follows.id);
          if (parent === null || parent === undefined) return null;
          const from = banOf(generations[parent]!, lineage) * 1000;
          const to = firstOf(each, lineage) * 1000;
          const middle = at * LANE + 6;
          return (
            <path
              key={each.id}
              d={`M${from} ${parent * LANE + BASE}V${middle}H${to}V${at * LANE + TOP + 6}`}
              className={`lin-line ${each.follows!.certainty}`}
            />
          );
        })}
      </svg>
    </li>
  );
}

/** Place 0–1 of the largest ban, or of the last active day. */
function banOf({ bans, perDay }: Generation, { startMs, dayMs, days }: LineageView): number {
  const largest = bans.toSorted((x, y) => y.accounts - x.accounts)[0];
  const day = largest ? (largest.ms - startMs) / dayMs : perDay.findLastIndex((count) => count > 0);
  return Math.max(0, day + 0.5) / days;
}

/** Place 0–1 of the first sign-up, or of the first active day. */
function firstOf({ signUpsPerDay, perDay }: Generation, { days }: LineageView): number {
  const first = [signUpsPerDay, perDay].map((series) => series.findIndex((count) => count > 0)).find((day) => day >= 0);
  return ((first ?? 0) + 0.5) / days;
}
