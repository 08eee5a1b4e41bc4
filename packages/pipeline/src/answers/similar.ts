import { decodeFrame, MOST_SELECTED, type Frame, type Similar } from '@iolaus/contracts';
import { readFrame } from '../snapshot.js';
import type { Workbench } from '../workbench.js';
import { findNetwork } from './networks.js';

/** An indicator that more than this share of the members hold ties the network and tells none of its members apart. */
const COMMON_SHARE = 0.2;

/** Members that share indicators with selected ones, out of the frame: it carries the indicators that are of one community, at most 4,000; what many communities hold tells none of them apart. */
export async function similarMembers(
  workbench: Workbench,
  of: { readonly id: string; readonly accounts: readonly string[] },
): Promise<Similar> {
  const snapshot = workbench.snapshot();
  const { record, core, members } = findNetwork(snapshot, of.id);
  const bytes = await readFrame(workbench.home.snapshots, snapshot, record.id);
  return { ...similarIn(decodeFrame(bytes), members.ids, of.accounts), core: core.length };
}

/** Who of a frame, whose accounts have these ids, shares how many indicators with the named accounts; names it does not know count for nothing. */
export function similarIn(frame: Frame, ids: readonly string[], accounts: readonly string[]): Omit<Similar, 'core'> {
  const wanted = new Set(accounts);
  const members = frame.accountX.length;
  const isSelected = Uint8Array.from(frame.accountX, (_, account) => Number(wanted.has(ids[account]!)));
  const shared = new Uint32Array(members);
  const bits = new Float64Array(members);
  const counts = { indicators: 0, common: 0 };
  for (let each = 0; each < frame.indicatorValues.length; each++) {
    const holders = frame.linkAccount.subarray(frame.linkStart[each], frame.linkStart[each + 1]);
    if (!holders.some((account) => isSelected[account] === 1)) continue;
    if (holders.length > Math.max(2, COMMON_SHARE * members)) {
      counts.common++;
      continue;
    }
    counts.indicators++;
    for (const account of holders) {
      shared[account]!++;
      bits[account]! += frame.indicatorBits[each]!;
    }
  }
  const others = Array.from(shared.keys()).filter((account) => isSelected[account] === 0 && shared[account]! > 0);
  const selected = isSelected.reduce((sum, each) => sum + each, 0);
  return {
    selected,
    others: members - selected,
    ...counts,
    comparable: frame.indicatorValues.length,
    atLeast: atLeast(others.map((account) => shared[account]!)),
    accounts: others
      .sort((a, b) => shared[b]! - shared[a]! || bits[b]! - bits[a]! || a - b)
      .slice(0, MOST_SELECTED)
      .map((account) => ({
        account: ids[account]!,
        shared: shared[account]!,
        bits: Math.round(bits[account]! * 10) / 10,
      })),
  };
}

/** How many numbers are 1 or more, 2 or more, up to the largest. */
function atLeast(numbers: readonly number[]): number[] {
  const most = numbers.reduce((largest, each) => Math.max(largest, each), 0);
  const exactly = Array.from({ length: most }, () => 0);
  for (const each of numbers) exactly[each - 1]!++;
  return exactly.map((_, from) => exactly.slice(from).reduce((sum, each) => sum + each, 0));
}
