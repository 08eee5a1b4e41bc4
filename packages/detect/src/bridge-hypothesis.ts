import { classesOf, type Family, type Hypothesis } from '@iolaus/contracts';
import { counted, number } from './wording.js';

/** Holders that nothing is held against from which on they speak for an explanation, and the least share of all holders. */
const LEAST_INNOCENT = 3;
const LEAST_SHARE = 0.1;

/** What a bridge is explained from. */
export interface ExplainedBridge {
  readonly family: Family;
  /** Bits of INDICATOR_CLASSES. */
  readonly classes: number;
  readonly reach: number;
  /** Holders in no network, or in a benign one, that are not banned. */
  readonly innocent: number;
}

/**
 * The innocent explanation that fits what joins two communities; undefined for none. A list that knows it answers first; else it is one where enough strangers hold it too: at least three, and a
 * tenth of all holders. It is a question to ask before a cut, no verdict.
 */
export function bridgeHypothesis(of: ExplainedBridge): Pick<Hypothesis, 'id' | 'question' | 'figure'> | undefined {
  const { family, classes, reach, innocent } = of;
  const strangers = `${counted(innocent, 'account')} of ${number(reach)} that hold it ${innocent === 1 ? 'is' : 'are'} in no network, or in a benign one`;
  const known = classesOf(classes).filter(({ name }) => name !== 'datacenter');
  if (known.length > 0) {
    const isExit = known.some(({ name }) => name === 'vpn' || name === 'proxy');
    const figure = `it is ${known.map(({ sentence }) => sentence).join(' and ')}; ${strangers}`;
    return { ...(isExit ? EXIT : EXPLANATIONS[family]), figure };
  }
  if (innocent < LEAST_INNOCENT || innocent < LEAST_SHARE * reach) return undefined;
  return { ...EXPLANATIONS[family], figure: strangers };
}

const EXIT = { id: 'vpn-exit', question: 'VPN exit' } as const;

const EXPLANATIONS: Readonly<Record<Family, Pick<Hypothesis, 'id' | 'question'>>> = {
  network: { id: 'campus-nat', question: 'Campus or office NAT' },
  payment: { id: 'reseller', question: 'Reseller with real customers' },
  prompt: { id: 'popular-prompt', question: 'Popular prompt or tutorial' },
  client: { id: 'popular-client', question: 'Popular client' },
  identity: { id: 'one-organisation', question: 'One organisation' },
  timing: { id: 'class-assignment', question: 'Class assignment or course' },
};
