import type { RiskModel } from './risk-model.js';

/** The model that ships. Made by scripts/fit/risk.mjs; do not edit it by hand. */
export const SHIPPED_MODEL: RiskModel = {
  base: -6.9,
  fittedOn: '254 campaigns and 15815 innocent networks of 62 synthetic worlds',
  terms: [
    {
      feature: 'Size',
      below: -3.3,
      steps: [
        [0, -3.2],
        [0.322, 0.4],
      ],
    },
    {
      feature: 'Shared cards',
      below: -0.9,
      steps: [
        [0.951, 0.6],
        [1.477, 0.7],
      ],
    },
    {
      feature: 'Many cards',
      below: -0.6,
      steps: [
        [0.129, 0.1],
        [0.789, 0.3],
        [0.947, 0.4],
        [1.118, 0.5],
        [1.647, 0.6],
        [2.106, 3.7],
        [2.467, 3.9],
      ],
    },
    {
      feature: 'Devices and other declared kinds',
      below: -1.1,
      steps: [
        [0.069, 1.2],
        [0.597, 1.6],
        [5.801, 3.1],
      ],
    },
    {
      feature: 'Shared rare prompts',
      below: -4,
      steps: [
        [9.703, -1.6],
        [10.315, -1.2],
        [10.655, -0.6],
        [12.105, 0.6],
        [12.513, 0.9],
        [12.524, 1.2],
        [13.177, 2.3],
        [13.377, 2.7],
      ],
    },
    {
      feature: 'Client software',
      below: -1.1,
      steps: [
        [0.639, 1],
        [1.176, 1.2],
        [1.507, 1.3],
      ],
    },
    {
      feature: 'Address rotation',
      below: -1.7,
      steps: [
        [0.113, -1.6],
        [0.151, -1.4],
        [0.6, -1.2],
        [0.833, -0.1],
        [1.648, 0],
        [3.969, 3.8],
        [4.269, 3.9],
        [4.74, 4],
      ],
    },
    {
      feature: 'One address',
      below: 4.1,
      steps: [
        [0.081, 3.6],
        [0.097, 1.8],
        [0.172, 0.9],
        [0.261, 0],
        [0.316, -0.8],
        [0.625, -2.6],
        [0.923, -3.6],
        [0.978, -4.1],
      ],
    },
    { feature: 'Synchrony', below: 0, steps: [] },
    {
      feature: 'Days in step',
      below: -0.6,
      steps: [
        [2.876, -0.1],
        [2.943, 0.1],
        [3.999, 0.2],
        [4.112, 0.4],
        [5.66, 0.5],
        [6.971, 0.6],
      ],
    },
    {
      feature: 'Sign-ups together',
      below: -1.2,
      steps: [
        [0.011, -1.1],
        [0.042, -1],
        [0.318, -0.7],
        [3.233, 0.1],
        [3.367, 0.9],
        [3.395, 1.2],
        [4, 1.3],
      ],
    },
    {
      feature: 'Verified organisation',
      below: 0.6,
      steps: [
        [0.6, -2],
        [0.667, -2.7],
        [0.727, -3],
        [1, -3.1],
      ],
    },
  ],
};
