/** Accounts community by community, in each in their own order: what is at place p of the answer is the account that is written p-th. */
export function accountsByCommunity(community: Uint16Array): Uint32Array {
  const next = new Uint32Array(65537);
  for (const each of community) next[each + 1]!++;
  for (let each = 1; each < next.length; each++) next[each]! += next[each - 1]!;
  const order = new Uint32Array(community.length);
  community.forEach((each, account) => (order[next[each]!++] = account));
  return order;
}

/** Who holds what, as in a frame. */
interface Links {
  readonly linkStart: Uint32Array;
  readonly linkAccount: Uint32Array;
}

/** The holders of each indicator as places in an order, and each place as how many lie between it and the one before. */
export function gapsOf({ linkStart, linkAccount }: Links, order: Uint32Array): Uint32Array {
  const placeOf = new Uint32Array(order.length);
  order.forEach((account, place) => (placeOf[account] = place));
  const gaps = Uint32Array.from(linkAccount, (account) => placeOf[account]!);
  for (let each = 0; each + 1 < linkStart.length; each++) {
    const places = gaps.subarray(linkStart[each], linkStart[each + 1]).sort();
    for (let at = places.length - 1; at > 0; at--) places[at]! -= places[at - 1]! + 1;
  }
  return gaps;
}

/** The holders again, ascending for each indicator; throws a RangeError where a place is none of the order. */
export function holdersOf(gaps: Uint32Array, linkStart: Uint32Array, order: Uint32Array): Uint32Array {
  const holders = Uint32Array.from(gaps);
  for (let each = 0; each + 1 < linkStart.length; each++) {
    const own = holders.subarray(linkStart[each], linkStart[each + 1]);
    let place = -1;
    own.forEach((gap, at) => {
      place += gap + 1;
      if (place >= order.length) throw new RangeError('a holder is no account');
      own[at] = order[place]!;
    });
    own.sort();
  }
  return holders;
}
