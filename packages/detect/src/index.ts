export { DEFAULT_PARAMETERS, type DetectParameters } from './parameters.js';
export { constrain } from './constrain.js';
export { detectNetworks, toDocument } from './detect.js';
export { barBits, familySum, indicatorBits, FAMILY_COUNTS, type IndicatorCounts } from './membership.js';
export { explainLink, explainMember, type LinkFacts, type MemberFacts, type SharedFact } from './explain.js';
export { shareOf, type ShareEstimate } from './share.js';
export { NULL_MODEL } from './significance.js';
export { chance, counted, number, rarity, share } from './wording.js';
