import type { Incidence } from './incidence.js';
import { familiesOf, familySum, WIDTH } from './membership.js';
import { recallFrom } from './remembered.js';
import { NumberList, scratchOf } from './scratch.js';

/** Bits by family of accounts, row-major, and their totals. */
export interface Scores {
  /** Ascending. */
  readonly account: Uint32Array;
  readonly byFamily: Float32Array;
  readonly total: Float32Array;
}

/** Indicators, ascending, with the bits that each gives. Evidence against (negative bits) is not added up: absence tells little. */
export interface Weighted {
  readonly indicators: Uint32Array;
  readonly bits: Float32Array;
}

/** What an account must reach to claim a place: bits in all, and families that count. */
export interface Claiming extends Weighted {
  readonly leastBits: number;
  readonly leastFamilies: number;
}

/** Scores these accounts, which are in ascending order; one that holds nothing of it has no bits. */
export function scoreMembers(incidence: Incidence, members: Uint32Array, of: Weighted): Scores {
  const { indicators, bits } = of;
  return recallFrom(incidence, 'scores of members', { columns: [members, indicators, bits], indicators }, () =>
    scoreThose(incidence, members, { ...of, leastBits: 0, leastFamilies: 0 }),
  );
}

/** Scores all accounts that hold any of the indicators, and gives those that reach what is asked. */
export function claimsOf(incidence: Incidence, of: Claiming): Scores {
  const { indicators, bits, leastBits, leastFamilies } = of;
  const asked = Float64Array.of(leastBits, leastFamilies);
  return recallFrom(incidence, 'claims', { columns: [indicators, bits, asked], indicators }, () =>
    scoreThose(incidence, holdersOf(incidence, tellingOf(incidence, of)), of),
  );
}

/** Room for the rounding of sums. */
const ROUNDING = 1e-3;

/**
 * The indicators of which whoever reaches so many bits holds at least one. Those that most accounts hold give few bits, and as long as all of them together are not enough, nobody needs to be looked at
 * for holding them alone.
 */
function tellingOf({ reach, family }: Incidence, { indicators, bits, leastBits }: Claiming): Uint32Array {
  const places = Uint32Array.from(indicators.keys()).filter((k) => bits[k] > 0);
  places.sort((x, y) => reach[indicators[y]] - reach[indicators[x]] || x - y);
  const best = new Float64Array(WIDTH);
  const sum = new Float64Array(WIDTH);
  let common = 0;
  for (; common < places.length; common++) {
    const k = places[common];
    const own = family[indicators[k]];
    sum[own] += bits[k];
    best[own] = Math.max(best[own], bits[k]);
    if (best.reduce((all, each, at) => all + familySum(each, sum[at]), ROUNDING) >= leastBits) break;
  }
  return places.subarray(common).map((k) => indicators[k]);
}

const touched = new NumberList();

/** Accounts that hold any of the indicators, ascending. */
function holdersOf(incidence: Incidence, indicators: Uint32Array): Uint32Array {
  const { count } = scratchOf(incidence);
  const { indicatorStart, ofIndicator } = incidence;
  for (const e of indicators) {
    for (let at = indicatorStart[e]; at < indicatorStart[e + 1]; at++) {
      const a = ofIndicator[at];
      if (count[a] > 0) continue;
      count[a] = 1;
      touched.push(a);
    }
  }
  const holders = touched.takeSorted();
  for (const a of holders) count[a] = 0;
  return holders;
}

/** Scores accounts by what each holds, and leaves out who does not reach what is asked. */
function scoreThose(incidence: Incidence, accounts: Uint32Array, of: Claiming): Scores {
  const { indicators, bits, leastBits, leastFamilies } = of;
  const { accountStart, ofAccount, family } = incidence;
  const { held: placeAbove } = scratchOf(incidence);
  for (let k = 0; k < indicators.length; k++) if (bits[k] > 0) placeAbove[indicators[k]] = k + 1;
  scored.reserve(accounts.length);
  const best = new Float32Array(WIDTH);
  const row = new Float32Array(WIDTH);
  let own = new Uint32Array(64);
  for (const a of accounts) {
    const most = accountStart[a + 1] - accountStart[a];
    if (most > own.length) own = new Uint32Array(2 * most);
    let count = 0;
    let isSorted = true;
    for (let at = accountStart[a]; at < accountStart[a + 1]; at++) {
      const above = placeAbove[ofAccount[at]];
      if (above === 0) continue;
      if (count > 0 && own[count - 1] > above) isSorted = false;
      own[count++] = above;
    }
    // Sums of floats depend on their order: it is that of the indicators, whatever the order of rows.
    if (!isSorted) own.subarray(0, count).sort();
    best.fill(0);
    row.fill(0);
    for (let at = 0; at < count; at++) {
      const k = own[at] - 1;
      const column = family[indicators[k]];
      row[column] += bits[k];
      if (bits[k] > best[column]) best[column] = bits[k];
    }
    for (let cell = 0; cell < WIDTH; cell++) if (best[cell] > 0) row[cell] = familySum(best[cell], row[cell]);
    const total = sumOf(row);
    if (total >= leastBits && familiesOf(row, 0) >= leastFamilies) scored.add(a, row, total);
  }
  for (const e of indicators) placeAbove[e] = 0;
  return scored.taken();
}

/** As a column of 32 bits has it. */
function sumOf(row: Float32Array): number {
  let sum = 0;
  for (let cell = 0; cell < WIDTH; cell++) sum += row[cell];
  return Math.fround(sum);
}

/** Scores as they come, in room that is used again: most of those who are scored are left out, and room for all of them each time would keep the collector busy. */
class ScoreList {
  #account = new Uint32Array(0);
  #byFamily = new Float32Array(0);
  #total = new Float32Array(0);
  #length = 0;

  /** Makes room for so many; the list is empty. */
  reserve(most: number): void {
    this.#length = 0;
    if (most <= this.#account.length) return;
    this.#account = new Uint32Array(most);
    this.#byFamily = new Float32Array(most * WIDTH);
    this.#total = new Float32Array(most);
  }

  add(account: number, byFamily: Float32Array, total: number): void {
    const at = this.#length++;
    this.#account[at] = account;
    this.#total[at] = total;
    for (let cell = 0; cell < WIDTH; cell++) this.#byFamily[at * WIDTH + cell] = byFamily[cell];
  }

  taken(): Scores {
    return {
      account: this.#account.slice(0, this.#length),
      byFamily: this.#byFamily.slice(0, this.#length * WIDTH),
      total: this.#total.slice(0, this.#length),
    };
  }
}

const scored = new ScoreList();
