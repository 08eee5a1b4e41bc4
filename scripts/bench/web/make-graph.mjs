// A seeded network of communities that share indicators: as the product's picture and frame, and as the node and link objects that other libraries take.
import { frameOf, layOutNetwork, pictureOf } from '@iolaus/layout';
import { FAMILIES } from '@iolaus/contracts';

const KINDS = ['payment-method', 'ip', 'template', 'device'];
const [SMALLEST, LARGEST] = [30, 1500];
const LEAST_HOLDERS = 3;
/** Share of what accounts hold that belongs to a community nearby in number: it makes the edges between discs. */
const ABROAD = 0.03;
const NEARBY = 3;

/** `{ picture, frame, ids, nodes, links }` of one case; the same seed gives the same bytes. Positions are those of the product's layout and equal in both forms. */
export function makeGraph({ accounts, indicators, links, linksAs }, seed) {
  const random = randomOf(seed);
  const sizes = communitySizes(accounts, random);
  const community = shuffled(
    sizes.flatMap((size, c) => Array.from({ length: size }, () => c)),
    random,
  );
  const members = sizes.map(() => []);
  community.forEach((c, account) => members[c].push(account));
  const homes = indicatorHomes(sizes, indicators);
  const holders = holdersOf({ members, community, homes, links }, random);
  const input = layoutInput({ sizes, community, homes, holders }, random);
  const layout = withCrowdedOut(layOutNetwork(input), input);
  const frame = frameOf(input, layout);
  return {
    picture: pictureOf(input, layout),
    frame,
    ids: input.accountIds,
    ...asObjects(frame, { linksAs, ids: input.accountIds }, random),
  };
}

/** A power law between the smallest and the largest community, cut so that the sum is exact. */
function communitySizes(accounts, random) {
  const sizes = [];
  let left = accounts;
  while (left > 0) {
    const drawn = Math.floor(SMALLEST / (1 - random() * (1 - SMALLEST / LARGEST)));
    const size = left - drawn < SMALLEST ? left : drawn;
    sizes.push(size);
    left -= size;
  }
  return sizes.sort((a, b) => b - a);
}

/** The community of each indicator: one each, the rest by size. */
function indicatorHomes(sizes, indicators) {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const spare = indicators - sizes.length;
  const homes = [];
  let owed = 0;
  sizes.forEach((size, c) => {
    owed += (spare * size) / total;
    for (let n = 1 + Math.round(owed); n > 0; n--) homes.push(c);
    owed -= Math.round(owed);
  });
  while (homes.length < indicators) homes.push(0);
  return homes.slice(0, indicators);
}

/** Who holds each indicator: three members at least, the rest spread evenly over accounts; the first of a community are held by many, as templates and addresses are. */
function holdersOf({ members, community, homes, links }, random) {
  const holders = homes.map(() => new Set());
  const own = members.map(() => []);
  homes.forEach((c, indicator) => own[c].push(indicator));
  homes.forEach((c, indicator) => {
    while (holders[indicator].size < LEAST_HOLDERS) holders[indicator].add(pick(members[c], random));
  });
  let left = links - LEAST_HOLDERS * homes.length;
  for (let turn = 0; left > 0; turn++) {
    const account = turn % community.length;
    const step = random() < ABROAD ? 1 + Math.floor(random() * NEARBY) : 0;
    const c = (community[account] + step) % members.length;
    const indicator = own[c][Math.floor(random() ** 2 * own[c].length)];
    if (indicator === undefined || holders[indicator].has(account)) continue;
    holders[indicator].add(account);
    left--;
  }
  return holders.map((set) => Uint32Array.from(set).sort());
}

function layoutInput({ sizes, community, homes, holders }, random) {
  const accountIds = community.map(() => `acct_${token(8, random)}`);
  return {
    network: 'N-bench',
    members: community.length,
    accountIds,
    community: Uint16Array.from(community),
    bits: Float32Array.from(community, () => 8 + random() * 40).sort((a, b) => b - a),
    exchanges: Float64Array.from(community, () => 1 + Math.floor(random() * 200)),
    communities: sizes.map((accounts, c) => ({
      label: `C${c + 1}`,
      accounts,
      exchanges: accounts * 40,
      bits: 18 + random() * 30,
      heldBy: Object.fromEntries(FAMILIES.map((family) => [family, Math.round(random() * 12)])),
      holdsTogether: 'shared indicators',
    })),
    indicators: homes.map((home, indicator) => ({
      kind: KINDS[indicator % KINDS.length],
      value: `${KINDS[indicator % KINDS.length]}_${token(8, random)}`,
      reach: holders[indicator].length,
      bits: 4 + random() * 10,
      community: home,
      holders: holders[indicator],
    })),
  };
}

/** The layout leaves out the least telling indicators of a crowded community; here they stand in the middle of their holders, so that every form counts the same. */
function withCrowdedOut(layout, input) {
  const placed = new Set(layout.indicators.map(({ index }) => index));
  const middle = (column, holders) => holders.reduce((sum, account) => sum + column[account], 0) / holders.length;
  const missing = input.indicators.flatMap(({ holders, community }, index) => {
    if (placed.has(index)) return [];
    const near = holders.filter((account) => input.community[account] === community);
    return [{ index, x: middle(layout.accountX, near), y: middle(layout.accountY, near), isHeart: false, community }];
  });
  return { ...layout, indicators: [...layout.indicators, ...missing] };
}

/** Each thing held as one link. Between accounts it goes to the next holder in a ring, so that both forms count the same links. */
function asObjects(frame, { linksAs, ids }, random) {
  const node = (id, x, y, community) => ({ id, x: hundredths(x), y: hundredths(y), community });
  const nodes = ids.map((id, at) => node(id, frame.accountX[at], frame.accountY[at], frame.accountCommunity[at]));
  const links = [];
  frame.indicatorValues.forEach((value, indicator) => {
    const held = shuffled(
      [...frame.linkAccount.subarray(frame.linkStart[indicator], frame.linkStart[indicator + 1])],
      random,
    );
    if (linksAs === 'holdings')
      nodes.push(
        node(value, frame.indicatorX[indicator], frame.indicatorY[indicator], frame.indicatorCommunity[indicator]),
      );
    held.forEach((account, at) => {
      const target = linksAs === 'holdings' ? value : ids[held[(at + 1) % held.length]];
      links.push({ source: ids[account], target });
    });
  });
  return { nodes, links };
}

/** Numbers in [0, 1): mulberry32. */
function randomOf(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function shuffled(list, random) {
  const copy = [...list];
  for (let at = copy.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [copy[at], copy[other]] = [copy[other], copy[at]];
  }
  return copy;
}

/** As many digits as a screen shows; a Float32 written out has seventeen. */
const hundredths = (value) => Math.round(value * 100) / 100;
const pick = (list, random) => list[Math.floor(random() * list.length)];
const token = (length, random) =>
  Array.from({ length }, () => '0123456789abcdefghjkmnpqrstvwxyz'[Math.floor(random() * 32)]).join('');
