export { checkHealth, readStatus, VERSION } from './answers/status.js';
export {
  detectionView,
  expand,
  expandPreview,
  networkMembers,
  networkRecords,
  networkTimeline,
  networkView,
  takedownPlan,
  triage,
} from './answers/networks.js';
export {
  casebookSteps,
  casebookView,
  redoStep,
  runCommand,
  savedList,
  undoStep,
  verifyJournal,
  watchSteps,
} from './answers/casebook.js';
export { addConstraint, undoConstraint } from './answers/constraints.js';
export { compareWindows, networkDays, windowModels } from './answers/time.js';
export { networkDayRows } from './answers/day-rows.js';
export { networkDifference, networkLineage } from './answers/lineage.js';
export { forgetRiskModel, learnFromVerdicts, riskModelView } from './answers/learning.js';
export { networkPivot } from './answers/pivot.js';
export { linkPaths } from './answers/paths.js';
export { networkBridges } from './answers/bridges.js';
export { previewSplit } from './answers/split.js';
export { networkAccountIds, networkAccountNumbers } from './answers/account-names.js';
export { frameOf, organicPlacesOf } from './answers/frames.js';
export { networkShades } from './answers/shades.js';
export { frameVerdicts } from './answers/frame-verdicts.js';
export { similarMembers } from './answers/similar.js';
export { networkTurns } from './answers/turns.js';
export { askGraph } from './answers/cypher.js';
export { keptSnapshots } from './answers/account-changes.js';
export { accountCounts, accountsFile, accountWindow } from './answers/account-table.js';
export { accountRows, accountView, linkView } from './answers/accounts.js';
export { blastRadius, indicatorAccounts, indicatorView, topIndicators } from './answers/indicators.js';
export { keepCommand, matchSavedList } from './answers/match/saved-lists.js';
export { warmScreens } from './answers/warm-screens.js';
export { matchedAccounts, matchList, warmMatch } from './answers/match/match-list.js';
export {
  detect,
  dryRun,
  mappingWords,
  resumeJob,
  search,
  startDetection,
  startDryRun,
  startExport,
  startImport,
} from './answers/work.js';
export {
  dumpView,
  rawRows,
  rawRowsOnRecord,
  refusedFile,
  revealRecord,
  startReimport,
  startRemoval,
} from './answers/dumps.js';
export { resumeWatches, startWatch } from './answers/watch.js';
