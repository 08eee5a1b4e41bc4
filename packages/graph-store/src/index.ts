export type * from './graph-store.js';
export { openGraph } from './open-graph.js';
export { connect, type Credentials } from './connect.js';
export { findNeo4jWay, type Neo4jWay } from './embedded/find-way.js';
export { fetchNeo4j, NEO4J_VERSION, neo4jCacheDir, type Neo4jProgram } from './embedded/fetch-neo4j.js';
export { startEmbeddedNeo4j, type EmbeddedNeo4j, type EmbeddedOptions } from './embedded/start-embedded.js';
export { checkFreeSpace, freeBytes, LEAST_FREE_BYTES, type FreeBytes } from './free-space.js';
export { hasGraph, importOffline, type OfflineImport } from './embedded/import-offline.js';
