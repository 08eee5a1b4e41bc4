import type { RiskModel } from '../risk-model.js';

/** Round points that do not change when the shipped model is fitted anew: for tests of what becomes of points. */
export const TEST_MODEL: RiskModel = {
  base: -7.3,
  fittedOn: 'nothing',
  terms: [
    {
      feature: 'Size',
      below: -0.8,
      steps: [
        [1, 0],
        [2.3, 0.8],
        [5.6, 2.2],
      ],
    },
    { feature: 'Shared cards', below: -1.9, steps: [[0.1, 0]] },
    {
      feature: 'Shared rare prompts',
      below: -2.5,
      steps: [
        [9, 0],
        [11, 1.8],
        [11.6, 3.5],
      ],
    },
    { feature: 'Client software', below: -1.8, steps: [[1.4, 0]] },
    {
      feature: 'Address rotation',
      below: -0.9,
      steps: [
        [0.24, 0],
        [1.93, 1.3],
        [5.33, 3.4],
      ],
    },
    {
      feature: 'One address',
      below: 2.5,
      steps: [
        [0.037, 0.7],
        [0.73, -0.3],
      ],
    },
    {
      feature: 'Synchrony',
      below: -0.9,
      steps: [
        [0.004, 0],
        [0.27, 1.4],
      ],
    },
    {
      feature: 'Sign-ups together',
      below: 0,
      steps: [
        [0.7, 1.8],
        [2.7, 2.9],
      ],
    },
    {
      feature: 'Verified organisation',
      below: 0,
      steps: [
        [0.1, -1],
        [0.5, -4],
      ],
    },
  ],
};
