import { classCounts, classesOf, type IndicatorKind } from '@iolaus/contracts';
import { counted, isSharedOutside, number, rarity } from '@iolaus/detect';
import { LEAST_BITS, linkBits } from '../indicators.js';

/** Exits of a VPN, proxies, and addresses that strangers share count with a third or less; more than that is a plain indicator. */
const MOST_OF_SHARED = 1 / 3;

/** What decides whether an indicator is over-common. */
export interface Commonness {
  readonly kind: IndicatorKind;
  /** Bits of INDICATOR_CLASSES. */
  readonly classes: number;
  /** Holders, and those of them in no network. */
  readonly reach: number;
  readonly outside: number;
  /** All accounts. */
  readonly accounts: number;
  /** Id of the constraint that leaves it out of detection. */
  readonly cutBy: string | undefined;
}

/** Bits that an indicator tells, to a tenth. */
export function bitsOf({ kind, classes, reach, accounts }: Commonness): number {
  const bits = linkBits({ reliability01: kind.reliability01 * classCounts(classes), reach, accounts });
  return Math.round(bits * 10) / 10;
}

/**
 * Why an indicator tells nothing of whoever holds it, null where it does: a constraint leaves it out, everybody has it by the rule of its page (under one bit), or it is infrastructure, or context, and
 * strangers use it by the rule of takedown plans.
 */
export function reasonOverCommon(of: Commonness): string | null {
  if (of.cutBy !== undefined) return `constraint ${of.cutBy} leaves it out of detection`;
  const [weakest] = classesOf(of.classes).toSorted((x, y) => x.counts01 - y.counts01);
  if (weakest?.counts01 === 0) return `${weakest.sentence}: it links nobody`;
  const isContext = of.kind.reliability01 === 0;
  const isShared = isContext || (weakest !== undefined && weakest.counts01 <= MOST_OF_SHARED);
  if (isShared && isSharedOutside(of.outside, of.reach)) {
    const what = weakest ? weakest.sentence : `${of.kind.plural} are context and never link`;
    return `${what}; ${number(of.outside)} of ${counted(of.reach, 'account')} that hold it are in no network`;
  }
  if (!isContext && linkBits({ ...of, reliability01: of.kind.reliability01 * classCounts(of.classes) }) < LEAST_BITS)
    return rarity(of.reach, of.accounts, false);
  return null;
}
