export type {
  BundleIndicator,
  BundleInput,
  BundleLink,
  BundleMember,
  BundleSighting,
  Citation,
} from './bundle-input.js';
export { sealBundle, type SealedBundle } from './seal-bundle.js';
export { loadOrCreateKey, signingKey, type SigningKey } from './signing-key.js';
export { verifyBundle, type Recompute, type VerifyOptions } from './verify-bundle.js';
