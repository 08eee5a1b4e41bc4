/** A disc that was placed: radius and centre. */
export interface Disc {
  readonly r: number;
  readonly x: number;
  readonly y: number;
}

/** Two discs that share indicators. */
export interface Pull {
  readonly from: number;
  readonly to: number;
  readonly weight: number;
}

const GOLDEN = Math.PI * (3 - Math.sqrt(5));
/** Width : height that the picture should have, as the stage does. */
const ASPECT = 1.25;
/** Pull to the middle by axis. The wide pair leaves the 150 communities of `lerna`'s largest network 1.3 times as wide as high. */
const PULLS = { wide: { x: 0.4, y: 4 }, round: { x: 1, y: 1 } } as const;

/**
 * Places discs without overlap, `gap` apart: the largest in the middle, the others on a golden spiral by size, then relaxation: linked discs attract, all are drawn to the middle, collisions
 * are pushed apart. `previous` positions are the start where given, so that a network that grows keeps its picture. Deterministic.
 */
export function packDiscs(
  radii: readonly number[],
  pulls: readonly Pull[],
  options: {
    readonly gap: number;
    readonly shape: keyof typeof PULLS;
    readonly previous?: readonly ({ x: number; y: number } | undefined)[];
  },
): Disc[] {
  const total = Math.sqrt(radii.reduce((sum, r) => sum + (r + options.gap) ** 2, 0));
  const discs: Discs = {
    r: Float64Array.from(radii),
    x: new Float64Array(radii.length),
    y: new Float64Array(radii.length),
  };
  let area = 0;
  radii.forEach((r, index) => {
    area += (r + options.gap) ** 2;
    const distance = index === 0 ? 0 : Math.sqrt(area) * 1.05;
    const known = options.previous?.[index];
    discs.x[index] = known?.x ?? distance * Math.cos(index * GOLDEN) * (options.shape === 'wide' ? ASPECT : 1);
    discs.y[index] = known?.y ?? distance * Math.sin(index * GOLDEN);
  });
  const steps = 220;
  for (let step = 0; step < steps; step++) {
    const heat = 1 - step / steps;
    attract(discs, pulls, 0.06 * heat);
    centre(discs, { strength: 0.035 * heat + 0.004, total, by: PULLS[options.shape] });
    for (let pass = 0; pass < 3; pass++) collide(discs, options.gap);
  }
  for (let pass = 0; pass < 200 && collide(discs, options.gap) > 1e-6; pass++);
  // Some hundred discs push each other to and fro without end; a little more room for all settles them.
  while (collide(discs, options.gap) > 0.01) spread(discs);
  return radii.map((r, index) => ({ r, x: discs.x[index], y: discs.y[index] }));
}

/** Discs as columns: each of several hundred passes looks at every pair of them. */
interface Discs {
  readonly r: Float64Array;
  readonly x: Float64Array;
  readonly y: Float64Array;
}

function attract({ r, x, y }: Discs, pulls: readonly Pull[], strength: number): void {
  for (const { from: a, to: b, weight } of pulls) {
    const dx = (x[b] - x[a]) * strength * weight;
    const dy = (y[b] - y[a]) * strength * weight;
    const share = r[a] ** 2 / (r[a] ** 2 + r[b] ** 2);
    x[a] += dx * (1 - share);
    y[a] += dy * (1 - share);
    x[b] -= dx * share;
    y[b] -= dy * share;
  }
}

function centre(
  { x, y }: Discs,
  { strength, total, by }: { strength: number; total: number; by: { x: number; y: number } },
): void {
  for (let at = 0; at < x.length; at++) {
    const pull = strength * (0.6 + (0.4 * Math.sqrt(x[at] ** 2 + y[at] ** 2)) / Math.max(1, total));
    x[at] -= x[at] * pull * by.x;
    y[at] -= y[at] * pull * by.y;
  }
}

function spread({ x, y }: Discs): void {
  for (let at = 0; at < x.length; at++) {
    x[at] *= 1.002;
    y[at] *= 1.002;
  }
}

/** Pushes overlapping discs apart, the lighter one further; gives the largest overlap that it met. */
function collide({ r, x, y }: Discs, gap: number): number {
  let worst = 0;
  for (let i = 0; i < r.length; i++) {
    for (let j = i + 1; j < r.length; j++) {
      const least = r[i] + r[j] + gap;
      let dx = x[j] - x[i];
      if (dx >= least || dx <= -least) continue;
      let dy = y[j] - y[i];
      if (dy >= least || dy <= -least) continue;
      const apart = Math.sqrt(dx * dx + dy * dy);
      if (apart >= least) continue;
      let distance = apart;
      if (distance < 1e-9) {
        dx = Math.cos(j * GOLDEN);
        dy = Math.sin(j * GOLDEN);
        distance = 1;
      }
      const overlap = (least - apart) * 1.0001;
      worst = Math.max(worst, overlap);
      const share = r[j] ** 2 / (r[i] ** 2 + r[j] ** 2);
      x[i] -= (dx / distance) * overlap * share;
      y[i] -= (dy / distance) * overlap * share;
      x[j] += (dx / distance) * overlap * (1 - share);
      y[j] += (dy / distance) * overlap * (1 - share);
    }
  }
  return worst;
}
