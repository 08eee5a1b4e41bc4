const GOLDEN = Math.PI * (3 - Math.sqrt(5));

/** Pushes points that are nearer to one another than a distance half of what is missing each, once; a grid of that distance finds them. Changes the columns. */
export function spreadApart(x: Float64Array, y: Float64Array, apart: number): void {
  const grid = gridOf(x, y, apart);
  for (let at = 0; at < x.length; at++) {
    const cell = grid.cellOf[at];
    for (const row of [cell - grid.width, cell, cell + grid.width])
      for (let slot = grid.start[row - 1]; slot < grid.start[row + 2]; slot++) {
        const other = grid.point[slot];
        if (other > at) push(x, y, { at, other, apart });
      }
  }
}

function push(
  x: Float64Array,
  y: Float64Array,
  { at, other, apart }: { readonly at: number; readonly other: number; readonly apart: number },
): void {
  let [dx, dy] = [x[other] - x[at], y[other] - y[at]];
  const square = dx * dx + dy * dy;
  if (square >= apart * apart) return;
  let distance = Math.sqrt(square);
  if (distance < 1e-6) {
    // Two in one place part in a direction of their own, the same in every run.
    [dx, dy, distance] = [Math.cos(other * GOLDEN), Math.sin(other * GOLDEN), 1];
  }
  const by = (apart - Math.sqrt(square)) / 2 / distance;
  x[at] -= dx * by;
  y[at] -= dy * by;
  x[other] += dx * by;
  y[other] += dy * by;
}

/** Brings points that are farther from the origin than a radius back to it. Changes the columns. */
export function keepInside(x: Float64Array, y: Float64Array, radius: number): void {
  for (let at = 0; at < x.length; at++) {
    const distance = Math.sqrt(x[at] * x[at] + y[at] * y[at]);
    if (distance <= radius) continue;
    x[at] *= radius / distance;
    y[at] *= radius / distance;
  }
}

interface Grid {
  readonly width: number;
  readonly cellOf: Uint32Array;
  /** Points of cell c: `point[start[c] … start[c+1]−1]`, ascending. A rim of empty cells lies round them. */
  readonly start: Uint32Array;
  readonly point: Uint32Array;
}

function gridOf(x: Float64Array, y: Float64Array, size: number): Grid {
  let [minX, minY, maxX, maxY] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let at = 0; at < x.length; at++) {
    minX = Math.min(minX, x[at]);
    maxX = Math.max(maxX, x[at]);
    minY = Math.min(minY, y[at]);
    maxY = Math.max(maxY, y[at]);
  }
  const width = Math.floor((maxX - minX) / size) + 3;
  const height = Math.floor((maxY - minY) / size) + 3;
  const start = new Uint32Array(width * height + 2);
  const cellOf = new Uint32Array(x.length);
  for (let at = 0; at < x.length; at++) {
    const cell = (Math.floor((y[at] - minY) / size) + 1) * width + Math.floor((x[at] - minX) / size) + 1;
    cellOf[at] = cell;
    start[cell + 1]++;
  }
  for (let cell = 1; cell < start.length; cell++) start[cell] += start[cell - 1];
  const next = start.slice();
  const point = new Uint32Array(x.length);
  for (let at = 0; at < x.length; at++) point[next[cellOf[at]]++] = at;
  return { width, cellOf, start, point };
}
