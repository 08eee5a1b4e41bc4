/** A disc to place: radius, and how strongly it is drawn to others. */
export interface Disc {
  readonly r: number;
  x: number;
  y: number;
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
  let area = 0;
  const discs = radii.map((r, index): Disc => {
    area += (r + options.gap) ** 2;
    const distance = index === 0 ? 0 : Math.sqrt(area) * 1.05;
    const known = options.previous?.[index];
    return known
      ? { r, ...known }
      : {
          r,
          x: distance * Math.cos(index * GOLDEN) * (options.shape === 'wide' ? ASPECT : 1),
          y: distance * Math.sin(index * GOLDEN),
        };
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
  return discs;
}

function attract(discs: Disc[], pulls: readonly Pull[], strength: number): void {
  for (const { from, to, weight } of pulls) {
    const a = discs[from];
    const b = discs[to];
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    const share = a.r ** 2 / (a.r ** 2 + b.r ** 2);
    a.x += dx * strength * weight * (1 - share);
    a.y += dy * strength * weight * (1 - share);
    b.x -= dx * strength * weight * share;
    b.y -= dy * strength * weight * share;
  }
}

function centre(
  discs: Disc[],
  { strength, total, by }: { strength: number; total: number; by: { x: number; y: number } },
): void {
  for (const disc of discs) {
    const pull = strength * (0.6 + (0.4 * Math.hypot(disc.x, disc.y)) / Math.max(1, total));
    disc.x -= disc.x * pull * by.x;
    disc.y -= disc.y * pull * by.y;
  }
}

function spread(discs: Disc[]): void {
  for (const disc of discs) {
    disc.x *= 1.002;
    disc.y *= 1.002;
  }
}

/** Pushes overlapping discs apart, the lighter one further; gives the largest overlap that it met. */
function collide(discs: Disc[], gap: number): number {
  let worst = 0;
  for (let i = 0; i < discs.length; i++) {
    const a = discs[i];
    for (let j = i + 1; j < discs.length; j++) {
      const b = discs[j];
      const least = a.r + b.r + gap;
      let dx = b.x - a.x;
      if (dx >= least || dx <= -least) continue;
      let dy = b.y - a.y;
      if (dy >= least || dy <= -least) continue;
      const apart = Math.hypot(dx, dy);
      if (apart >= least) continue;
      let distance = apart;
      if (distance < 1e-9) {
        dx = Math.cos(j * GOLDEN);
        dy = Math.sin(j * GOLDEN);
        distance = 1;
      }
      const overlap = (least - apart) * 1.0001;
      worst = Math.max(worst, overlap);
      const share = b.r ** 2 / (a.r ** 2 + b.r ** 2);
      a.x -= (dx / distance) * overlap * share;
      a.y -= (dy / distance) * overlap * share;
      b.x += (dx / distance) * overlap * (1 - share);
      b.y += (dy / distance) * overlap * (1 - share);
    }
  }
  return worst;
}
