import type { RiskModel } from './risk-model.js';

/** The model that ships. Made by scripts/fit/risk.mjs; do not edit it by hand. */
export const SHIPPED_MODEL: RiskModel = {
  base: -6.9,
  fittedOn: '254 campaigns and 15815 innocent networks of 62 synthetic worlds',
  terms: [
    { feature: 'Size', below: -4, steps: [[0.322, 0.4]] },
    { feature: 'Shared cards', below: -0.9, steps: [[0.951, 0.7]] },
    {
      feature: 'Many cards',
      below: -0.4,
      steps: [
        [0.129, 0],
        [0.7, 0.3],
        [0.789, 0.4],
        [2.106, 4],
      ],
    },
    {
      feature: 'Devices and other declared kinds',
      below: -0.9,
      steps: [
        [0.069, 1.4],
        [5.801, 3],
      ],
    },
    {
      feature: 'Shared rare prompts',
      below: -4.1,
      steps: [
        [9.703, -0.9],
        [10.655, -0.7],
        [12.105, 0.5],
        [12.513, 0.8],
        [12.524, 1.2],
        [13.177, 2.1],
      ],
    },
    { feature: 'Client software', below: -0.9, steps: [[0.639, 1]] },
    {
      feature: 'Address rotation',
      below: -1.9,
      steps: [
        [0.833, -0.5],
        [3.969, 4],
      ],
    },
    {
      feature: 'One address',
      below: 4,
      steps: [
        [0.097, 2.2],
        [0.172, 1.4],
        [0.208, 0.9],
        [0.261, 0.4],
        [0.316, 0],
        [0.625, -2.9],
        [0.923, -3.7],
        [0.966, -4.1],
      ],
    },
    { feature: 'Synchrony', below: 0, steps: [] },
    {
      feature: 'Days in step',
      below: -0.8,
      steps: [
        [2.876, 0.2],
        [4.112, 0.5],
        [5.491, 0.8],
      ],
    },
    {
      feature: 'Sign-ups together',
      below: -1,
      steps: [
        [3.233, 0.3],
        [3.367, 1.3],
      ],
    },
    { feature: 'Verified organisation', below: 0.6, steps: [[0.6, -3.1]] },
  ],
};
