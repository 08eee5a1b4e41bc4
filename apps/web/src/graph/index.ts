export { GraphStage, type StageControls, type StageEvents } from './GraphStage.js';
export { StaticPicture } from './StaticPicture.js';
export { readPalette, type Palette } from './palette.js';
export { isDrawn, type AddedAccounts, type ColourBy, type Scene } from './scene.js';
