export { DEFAULT_PARAMETERS, type DetectParameters } from './parameters.js';
export { detectNetworks, toDocument } from './detect.js';
export { barBits, familySum, indicatorBits, FAMILY_COUNTS, type IndicatorCounts } from './membership.js';
export { explainLink, explainMember, type LinkFacts, type MemberFacts, type SharedFact } from './explain.js';
export { NULL_MODEL } from './significance.js';
export { chance, counted, number, rarity, share } from './wording.js';
export { findAlternation, ALTERNATION_DEFAULTS, type Alternation, type AlternationOptions } from './alternation.js';
export { alternationOfNetwork, type NetworkAlternation } from './network-alternation.js';
export { pivotOf, type Pivot } from './pivot.js';
