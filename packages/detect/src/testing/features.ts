import type { Features } from '../features.js';

/** Features of a plain campaign among 60,000 accounts, with what a test says otherwise. */
export function featuresOf(otherwise: Partial<Features> = {}): Features {
  return {
    size: 60,
    accounts: 60_000,
    cardBits: 8,
    templateBits: 11.8,
    agentBits: 4,
    declaredBits: 6,
    ipBits: 9,
    subnetBits: 8,
    cardSpread: 3,
    rotation: 3,
    topIpShare01: 0.1,
    poolIps: 40,
    synchrony: 0.3,
    daysInStep: 8,
    signUpCoherence: 2,
    organisationShare01: 0,
    organisation: undefined,
    cardFanOut: 5,
    follows: null,
    unmeasured: new Set(),
    ...otherwise,
  };
}
