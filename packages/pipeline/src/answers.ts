export { checkHealth, readStatus, VERSION } from './answers/status.js';
export {
  expand,
  expandPreview,
  networkMembers,
  networkRecords,
  networkTimeline,
  networkView,
  triage,
} from './answers/networks.js';
export { accountRows, accountView, linkView } from './answers/accounts.js';
export { indicatorView, topIndicators } from './answers/indicators.js';
export { dryRun, frameOf, search, startDetection, startExport, startImport } from './answers/work.js';
