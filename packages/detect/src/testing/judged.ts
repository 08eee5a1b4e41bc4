import type { JudgedNetwork } from '../adapt-risk.js';
import { RISK_TERMS } from '../risk-terms.js';
import { randomOf } from './worlds.js';

/** Amounts of each term that look innocent and abusive to the shipped model: the middle of its ranges, from low to high. */
const RANGES: Readonly<Record<string, readonly [innocent: number, abusive: number]>> = {
  Size: [1, 4],
  'Shared cards': [0.5, 6],
  'Many cards': [0.2, 2],
  'Devices and other declared kinds': [0.1, 6],
  'Shared rare prompts': [9, 13],
  'Client software': [0.5, 4],
  'Address rotation': [0.3, 3],
  'One address': [0.5, 0.05],
  Synchrony: [0.01, 0.3],
  'Days in step': [1, 8],
  'Sign-ups together': [0.3, 2.5],
  'Verified organisation': [0.4, 0],
};

/**
 * Judged networks, half of them abusive, whose operators are not those that the shipped model learned from: they show no cards and no devices of their own, so that it puts many of them below Act,
 * while their prompts and hours give them away.
 */
export function judgedNetworks(count: number, seed: number): JudgedNetwork[] {
  const random = randomOf(seed);
  return Array.from({ length: count }, (_, k) => {
    const isAbusive = k % 2 === 0;
    const amounts = RISK_TERMS.map(({ feature }) => {
      const [low, high] = RANGES[feature] ?? [0, 1];
      const isShown = isAbusive && !/cards|Devices|Size|Sign-ups/.test(feature);
      return low + (high - low) * ((isShown ? 0.35 : 0) + random() * 0.6);
    });
    return { amounts, fixed: 0, isAbusive };
  });
}

/** Judged networks whose verdicts have nothing to do with their amounts. */
export function judgedAtRandom(count: number, seed: number): JudgedNetwork[] {
  const random = randomOf(seed);
  const judged = judgedNetworks(count, seed);
  return judged.map((each, k) => ({ ...each, isAbusive: k < 5 ? true : k < 10 ? false : random() < 0.5 }));
}
