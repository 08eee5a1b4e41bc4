export * from './words.js';
export * from './tables.js';
export * from './graph-feed.js';
export * from './detection.js';
export * from './errors.js';
export * from './frame.js';
export * from './screens.js';
export * from './contract.js';
