export type * from './graph-store.js';
