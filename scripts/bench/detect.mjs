// `npm run bench detect [SEEDS]`: what Iolaus and plain rules find of the same synthetic worlds, in one run: F1 of flagged accounts. Rules flag groups of ten accounts or more; Iolaus its tier act.
// SEEDS is a list, "101,102" unless said. No world of these seeds was looked at when rules or points were chosen.
import { performance } from 'node:perf_hooks';

const built = (name) => new URL(`../../packages/${name}/dist/index.js`, import.meta.url).href;
const FAMILIES = ['moderate', 'hard', 'mixed', 'alternating', 'regrowth', 'null'];
const LEAST = 10;
/** Pairs of accounts are counted over indicators of at most so many accounts: their number grows with the square. */
const PAIRS_CUT = 200;

/** Runs the comparison. */
export async function measure([seeds = '101,102']) {
  const { makeTables } = await import(built('synth'));
  const { detectNetworks } = await import(built('detect'));
  const rows = [];
  for (const name of FAMILIES) {
    for (const seed of seeds.split(',').map(Number)) {
      const { tables, truth } = makeTables({ name, seed });
      const started = performance.now();
      const detection = await detectNetworks(tables);
      const seconds = (performance.now() - started) / 1000;
      const groups = new Map([
        [
          'iolaus',
          detection.networks.filter(({ record }) => record.tier === 'act').map(({ members }) => [...members.account]),
        ],
        ['components', components(tables, () => true)],
        ['components, at most 50 accounts an indicator', components(tables, (reach) => reach <= 50)],
        ['two indicators in common', sharing(tables, 2)],
        ['three indicators in common', sharing(tables, 3)],
      ]);
      const methods = Array.from(groups, ([method, found]) => ({ method, ...score(found, truth) }));
      rows.push({ family: name, seed, accounts: truth.campaign.length, detectSeconds: round(seconds), methods });
    }
  }
  return { about: 'F1 of flagged accounts; for null, accounts flagged', rows };
}

const round = (value) => Math.round(value * 1000) / 1000;

function score(groups, { campaign }) {
  const flagged = groups.flat();
  const right = flagged.filter((account) => campaign[account] !== '').length;
  const all = campaign.filter((name) => name !== '').length;
  const precision = flagged.length === 0 ? null : round(right / flagged.length);
  const recall = all === 0 ? null : round(right / all);
  return {
    groups: groups.length,
    flagged: flagged.length,
    precision,
    recall,
    f1: all === 0 ? null : round((2 * right) / (flagged.length + all)),
  };
}

function holdersOf({ sightings }) {
  const holders = Array.from({ length: sightings.indicatorValue.length }, () => []);
  sightings.indicator.forEach((indicator, row) => holders[indicator].push(sightings.account[row]));
  // A BIN, a browser or a provider is no indicator by anybody's rule.
  return holders.filter((_, indicator) => sightings.kinds[sightings.indicatorKind[indicator]].reliability01 > 0.25);
}

function joined(accounts, pairs) {
  const parent = Uint32Array.from({ length: accounts }, (_, at) => at);
  const find = (at) => {
    let top = at;
    while (parent[top] !== top) top = parent[top] = parent[parent[top]];
    return top;
  };
  for (const [a, b] of pairs) parent[find(a)] = find(b);
  const groups = new Map();
  for (let at = 0; at < accounts; at++) {
    const own = groups.get(find(at));
    if (own) own.push(at);
    else groups.set(find(at), [at]);
  }
  return [...groups.values()].filter((group) => group.length >= LEAST);
}

function components(tables, keeps) {
  const pairs = holdersOf(tables)
    .filter((accounts) => keeps(accounts.length))
    .flatMap((accounts) => accounts.slice(1).map((account) => [accounts[0], account]));
  return joined(tables.sightings.accounts.length, pairs);
}

function sharing(tables, least) {
  const accounts = tables.sightings.accounts.length;
  const keys = [];
  for (const holders of holdersOf(tables)) {
    if (holders.length > PAIRS_CUT) continue;
    for (let i = 0; i < holders.length; i++)
      for (let j = i + 1; j < holders.length; j++) keys.push(holders[i] * accounts + holders[j]);
  }
  const sorted = Float64Array.from(keys).sort();
  const pairs = [];
  for (let from = 0, to = 1; from < sorted.length; from = to++) {
    while (to < sorted.length && sorted[to] === sorted[from]) to++;
    if (to - from >= least) pairs.push([Math.floor(sorted[from] / accounts), sorted[from] % accounts]);
  }
  return joined(accounts, pairs);
}
