export { GraphStage, type StageControls, type StageEvents } from './GraphStage.js';
export { readPalette } from './palette.js';
export type { Scene } from './scene.js';
export type { RegionTool } from './region.js';
export { countDrawn, placePath, type PlacedStep } from './path-places.js';
