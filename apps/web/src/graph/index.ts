export { GraphStage, type StageControls, type StageEvents } from './GraphStage.js';
export { drawLegend, LEGEND_HEIGHT } from './draw-legend.js';
export { legendOf, legendWords, type LegendItem } from './legend.js';
export { readPalette, type Palette } from './palette.js';
export type { ColourBy, Scene } from './scene.js';
export { shadeOf, type Shade } from './shade.js';
export type { RegionTool } from './region.js';
export { countDrawn, placePath, type PlacedStep } from './path-places.js';
