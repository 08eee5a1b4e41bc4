// `npm run bench detect [SEEDS]`: what Iolaus and plain rules find of the same synthetic worlds, in one run: F1 of flagged accounts, and the adjusted Rand index over all that are in a campaign
// or flagged. Rules flag groups of ten accounts or more; Iolaus its tier act. SEEDS is a list, "101,102" unless said. No world of these seeds was looked at when rules or points were chosen.
// Louvain is graphology's, Leiden our own on pairs of accounts; both see the pairs that two indicators join, weighed by how many.
import { performance } from 'node:perf_hooks';
import Graph from 'graphology';
import louvain from 'graphology-communities-louvain';

const built = (name) => new URL(`../../packages/${name}/dist/index.js`, import.meta.url).href;
const FAMILIES = ['moderate', 'hard', 'mixed', 'alternating', 'regrowth', 'null'];
const LEAST = 10;
/** Pairs of accounts are counted over indicators of at most so many accounts: their number grows with the square. */
const PAIRS_CUT = 200;

/** Runs the comparison. */
export async function measure([seeds = '101,102']) {
  const { makeTables } = await import(built('synth'));
  const { detectNetworks } = await import(built('detect'));
  const { leiden } = await import(new URL('../../packages/detect/dist/leiden.js', import.meta.url).href);
  const { graphOf } = await import(new URL('../../packages/detect/dist/projection.js', import.meta.url).href);
  const rows = [];
  for (const name of FAMILIES) {
    for (const seed of seeds.split(',').map(Number)) {
      const { tables, truth, events } = makeTables({ name, seed });
      const started = performance.now();
      const detection = await detectNetworks(tables, { readEvents: readerOf(tables, events) });
      const seconds = (performance.now() - started) / 1000;
      const groups = new Map([
        [
          'iolaus',
          detection.networks.filter(({ record }) => record.tier === 'act').map(({ members }) => [...members.account]),
        ],
        ['components', components(tables, () => true)],
        ['components, at most 50 accounts an indicator', components(tables, (reach) => reach <= 50)],
        ['two indicators in common', joined(tables.sightings.accounts.length, sharing(tables, 2).pairs)],
        ['three indicators in common', joined(tables.sightings.accounts.length, sharing(tables, 3).pairs)],
        ['Louvain on pairs with two in common', louvainGroups(sharing(tables, 2))],
        ['Leiden on pairs with two in common', leidenGroups(sharing(tables, 2), { leiden, graphOf })],
      ]);
      const methods = Array.from(groups, ([method, found]) => ({ method, ...score(found, truth) }));
      rows.push({ family: name, seed, accounts: truth.campaign.length, detectSeconds: round(seconds), methods });
    }
  }
  return { about: 'F1 and adjusted Rand index of flagged accounts; for null, accounts flagged', rows };
}

const round = (value) => Math.round(value * 1000) / 1000;

function score(groups, { campaign, generation }) {
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
    ari: all === 0 ? null : round(adjustedRand(groups, { campaign, generation })),
  };
}

/** Adjusted Rand index (Hubert and Arabie 1985) over accounts of a campaign or flagged; the innocent, and those not flagged, are groups of one. A generation is a group of its own. */
function adjustedRand(groups, { campaign, generation }) {
  const found = new Map(groups.flatMap((group, at) => group.map((account) => [account, at])));
  const pairs = (n) => (n * (n - 1)) / 2;
  const [both, truth, made] = [new Map(), new Map(), new Map()];
  const add = (map, key) => map.set(key, (map.get(key) ?? 0) + 1);
  let total = 0;
  campaign.forEach((name, account) => {
    if (name === '' && !found.has(account)) return;
    total++;
    const own = name === '' ? `alone ${account}` : `${name} ${generation[account]}`;
    const other = found.get(account) ?? `alone ${account}`;
    add(both, `${own}|${other}`);
    add(truth, own);
    add(made, other);
  });
  const sum = (map) => [...map.values()].reduce((all, n) => all + pairs(n), 0);
  const expected = (sum(truth) * sum(made)) / pairs(total);
  const most = (sum(truth) + sum(made)) / 2;
  // One group that was found whole leaves nothing to chance.
  return most === expected ? 1 : (sum(both) - expected) / (most - expected);
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

/** Pairs of accounts with at least so many indicators in common, and how many. */
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
  const weight = [];
  for (let from = 0, to = 1; from < sorted.length; from = to++) {
    while (to < sorted.length && sorted[to] === sorted[from]) to++;
    if (to - from < least) continue;
    pairs.push([Math.floor(sorted[from] / accounts), sorted[from] % accounts]);
    weight.push(to - from);
  }
  return { pairs, weight };
}

function louvainGroups({ pairs, weight }) {
  const graph = new Graph({ type: 'undirected' });
  pairs.forEach(([a, b], at) => {
    graph.mergeNode(a);
    graph.mergeNode(b);
    graph.addEdge(a, b, { weight: weight[at] });
  });
  let state = 7;
  const rng = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 4294967296;
  return groupsOf(Object.entries(louvain(graph, { getEdgeWeight: 'weight', rng })).map(([a, c]) => [Number(a), c]));
}

/** Vertices without an edge are left out: Leiden is many times slower with them. */
function leidenGroups({ pairs, weight }, { leiden, graphOf }) {
  const vertexOf = new Map();
  for (const account of pairs.flat()) if (!vertexOf.has(account)) vertexOf.set(account, vertexOf.size);
  const graph = graphOf(
    pairs.map(([a]) => vertexOf.get(a)),
    pairs.map(([, b]) => vertexOf.get(b)),
    { weight, vertices: vertexOf.size },
  );
  const partition = leiden(graph, { resolution: 1, seed: 7, iterations: 6 });
  return groupsOf([...vertexOf].map(([account, vertex]) => [account, partition[vertex]]));
}

function groupsOf(placed) {
  const groups = new Map();
  for (const [account, part] of placed) {
    const own = groups.get(part);
    if (own) own.push(account);
    else groups.set(part, [account]);
  }
  return [...groups.values()].filter((group) => group.length >= LEAST);
}

/** Reads the exchanges of accounts as a lake would. */
function readerOf({ sightings }, events) {
  return async (accounts) => {
    const placeOf = new Map(accounts.map((id, at) => [id, at]));
    const place = Int32Array.from(sightings.accounts, (id) => placeOf.get(id) ?? -1);
    const rows = Uint32Array.from(events.account.keys()).filter((row) => place[events.account[row]] >= 0);
    return {
      account: rows.map((row) => place[events.account[row]]),
      ms: Float64Array.from(rows, (row) => events.ms[row]),
      total: rows.length,
    };
  };
}
