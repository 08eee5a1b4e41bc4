export { Casebook, type Addition, type By } from './casebook.js';
export { stateDigest, subjectKey, type Content, type Said } from './content.js';
export { fold, type CasebookState, type SeenMark } from './fold.js';
export { linesOf } from './step-name.js';
export { movesOf, stepRow, stepRows } from './step-rows.js';
