// Scores found networks against ground truth: flagged accounts are the members of tier act.

/** Precision, recall, F1 of tier act; B-cubed precision and recall over true-or-flagged accounts, benign ones as singletons; the networks of tier act by what they are made of. */
export function scoreNetworks(document, truthCsv) {
  const campaignOf = readTruth(truthCsv);
  const networkOf = new Map();
  const act = document.networks.filter((network) => network.tier === 'act');
  for (const network of act) for (const member of network.members) networkOf.set(member.account, network.id);
  const fraud = [...campaignOf].filter(([, campaign]) => campaign !== '').map(([account]) => account);
  const hits = fraud.filter((account) => networkOf.has(account)).length;
  const precision = hits / Math.max(1, networkOf.size);
  const recall = hits / Math.max(1, fraud.length);
  return {
    accounts: campaignOf.size,
    campaignAccounts: fraud.length,
    flagged: networkOf.size,
    precision: round(precision),
    recall: round(recall),
    f1: round((2 * precision * recall) / Math.max(1e-9, precision + recall)),
    ...bCubed(new Set([...fraud, ...networkOf.keys()]), campaignOf, networkOf),
    act: act.map((network) => ({
      id: network.id,
      accounts: network.members.length,
      madeOf: makeUp(network, campaignOf),
    })),
  };
}

function readTruth(csv) {
  const rows = csv
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(','));
  return new Map(rows.map(([account, campaign]) => [account, campaign]));
}

function bCubed(accounts, campaignOf, networkOf) {
  const found = (account) => networkOf.get(account) ?? `alone ${account}`;
  const real = (account) => campaignOf.get(account) || `alone ${account}`;
  const sizes = { found: new Map(), real: new Map(), both: new Map() };
  const count = (map, key) => map.set(key, (map.get(key) ?? 0) + 1);
  for (const account of accounts) {
    count(sizes.found, found(account));
    count(sizes.real, real(account));
    count(sizes.both, `${found(account)}|${real(account)}`);
  }
  let precision = 0;
  let recall = 0;
  for (const account of accounts) {
    const both = sizes.both.get(`${found(account)}|${real(account)}`);
    precision += both / sizes.found.get(found(account));
    recall += both / sizes.real.get(real(account));
  }
  return { bCubedPrecision: round(precision / accounts.size), bCubedRecall: round(recall / accounts.size) };
}

function makeUp(network, campaignOf) {
  const counts = {};
  for (const { account } of network.members) {
    const campaign = campaignOf.get(account) || 'benign';
    counts[campaign] = (counts[campaign] ?? 0) + 1;
  }
  return counts;
}

const round = (value) => Math.round(value * 10_000) / 10_000;
