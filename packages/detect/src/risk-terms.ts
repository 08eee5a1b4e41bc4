import type { Features, Measured } from './features.js';
import { share } from './wording.js';

/** Something that risk points are read from. */
export interface RiskTerm {
  readonly feature: string;
  /** What the data must hold for the term to say anything. */
  readonly needs?: Measured;
  /** 1 when more of it speaks for abuse, −1 when it speaks against. */
  readonly sign: 1 | -1;
  readonly amount: (features: Features) => number;
  readonly words: (features: Features) => string;
}

const FITTED_ACCOUNTS = 100_000;

/** Lifts cannot exceed about log2 of the population: in small data they are stretched, so that bounds fitted on large data hold for them. */
const stretched = (bits: number, accounts: number): number =>
  bits / Math.min(1, Math.log2(Math.max(2, accounts)) / Math.log2(FITTED_ACCOUNTS));

const bits = (value: number): string => `${value.toFixed(1)} bits a member`;

/** The terms of the risk score, in the order of the screen (research part 2, section 2.2, and what benign look-alikes lack). Country, name and nationality are not among them. */
export const RISK_TERMS: readonly RiskTerm[] = [
  { feature: 'Size', sign: 1, amount: (f) => Math.log2(f.size / 8), words: (f) => `${f.size} accounts` },
  {
    feature: 'Shared cards',
    needs: 'payment-method',
    sign: 1,
    amount: (f) => stretched(f.cardBits, f.accounts),
    words: (f) => (f.cardFanOut === 0 ? 'no shared card' : `${f.cardFanOut.toFixed(0)} members a card`),
  },
  {
    feature: 'Many cards',
    needs: 'payment-method',
    sign: 1,
    amount: (f) => f.cardSpread,
    words: (f) =>
      f.cardSpread === 0 ? 'no card of its own' : `log2 of its own cards, by members: ${f.cardSpread.toFixed(1)}`,
  },
  {
    feature: 'Devices and other declared kinds',
    needs: 'declared',
    sign: 1,
    amount: (f) => stretched(f.declaredBits, f.accounts),
    words: (f) => bits(f.declaredBits),
  },
  {
    feature: 'Shared rare prompts',
    needs: 'prompt-template',
    sign: 1,
    amount: (f) => stretched(f.templateBits, f.accounts),
    words: (f) => bits(f.templateBits),
  },
  {
    feature: 'Client software',
    needs: 'user-agent',
    sign: 1,
    amount: (f) => stretched(f.agentBits, f.accounts),
    words: (f) => bits(f.agentBits),
  },
  {
    feature: 'Address rotation',
    needs: 'ip',
    sign: 1,
    amount: (f) => f.rotation,
    words: (f) => `${f.poolIps} addresses, the most used carries ${share(f.topIpShare01)}`,
  },
  {
    feature: 'One address',
    needs: 'ip',
    sign: -1,
    amount: (f) => f.topIpShare01,
    words: (f) => `most used address carries ${share(f.topIpShare01)}`,
  },
  {
    feature: 'Synchrony',
    needs: 'activity',
    sign: 1,
    amount: (f) => f.synchrony,
    words: (f) => `mean correlation ${f.synchrony.toFixed(2)}`,
  },
  {
    feature: 'Days in step',
    needs: 'activity',
    sign: 1,
    amount: (f) => f.daysInStep,
    words: (f) =>
      f.daysInStep === 0 ? 'no busy hours in common' : `common busy hours on ${f.daysInStep.toFixed(1)} days`,
  },
  {
    feature: 'Sign-ups together',
    needs: 'sign-ups',
    sign: 1,
    amount: (f) => f.signUpCoherence,
    words: (f) => `${f.signUpCoherence.toFixed(1)} nats closer than chance`,
  },
  {
    feature: 'Verified organisation',
    sign: -1,
    amount: (f) => f.organisationShare01,
    words: (f) => (f.organisation ? `${share(f.organisationShare01)} belong to one verified organisation` : 'none'),
  },
];

/** Most bits that one term adds or takes. Devices depend most on how an operator was simulated, a launch brings honest sign-ups together too, and anybody can declare an organisation. */
const MOST_BITS = 4;
const CAPS: Readonly<Record<string, number>> = {
  'Devices and other declared kinds': 3,
  'Sign-ups together': 2,
  'Verified organisation': 3,
};

/** Most bits that a term adds or takes. */
export const mostBits = (feature: string): number => CAPS[feature] ?? MOST_BITS;
