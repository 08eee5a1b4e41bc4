import type { RiskModel } from './risk-model.js';

/** The model that ships. Made by scripts/fit/risk.mjs; do not edit it by hand. */
export const SHIPPED_MODEL: RiskModel = {
  base: -7.8,
  fittedOn: '254 campaigns and 18712 innocent networks of 62 synthetic worlds',
  terms: [
    { feature: 'Size', below: -3, steps: [[0.17, 0.2]] },
    { feature: 'Shared cards', below: -1.1, steps: [[0.951, 0.9]] },
    {
      feature: 'Many cards',
      below: -0.1,
      steps: [
        [0.727, 0.3],
        [2.106, 4],
      ],
    },
    {
      feature: 'Devices and other declared kinds',
      below: -1,
      steps: [
        [0.069, 1.7],
        [5.801, 3.1],
      ],
    },
    {
      feature: 'Shared rare prompts',
      below: -4.1,
      steps: [
        [9.703, -0.9],
        [11.86, 0.5],
        [12.527, 1.3],
        [13.177, 2.4],
      ],
    },
    { feature: 'Client software', below: -0.9, steps: [[0.639, 1.1]] },
    {
      feature: 'Address rotation',
      below: -1.8,
      steps: [
        [0.833, -0.5],
        [1.648, -0.4],
        [3.969, 4.1],
      ],
    },
    {
      feature: 'One address',
      below: 4,
      steps: [
        [0.097, 1.8],
        [0.261, 0.1],
        [0.865, -3.4],
        [0.939, -4.1],
      ],
    },
    { feature: 'Synchrony', below: 0, steps: [] },
    {
      feature: 'Days in step',
      below: -1,
      steps: [
        [2.829, -0.2],
        [4.112, 0.7],
      ],
    },
    {
      feature: 'Sign-ups together',
      below: -1.1,
      steps: [
        [0.032, -0.9],
        [0.815, -0.2],
        [3.233, 0.6],
        [3.367, 1.8],
      ],
    },
    { feature: 'Verified organisation', below: 0.6, steps: [[0.583, -3.2]] },
  ],
};
