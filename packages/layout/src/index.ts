export {
  heldOf,
  layoutInputOf,
  type Held,
  type LayoutCommunity,
  type LayoutIndicator,
  type LayoutInput,
} from './layout-input.js';
export { layOutNetwork, type LayoutOptions } from './lay-out-network.js';
export { frameOf, pictureOf, type Extent, type NetworkLayout } from './network-layout.js';
export { layOutOrganic, organicRounds, type OrganicPlaces } from './organic.js';
