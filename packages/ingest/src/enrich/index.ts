export { EnrichmentStore } from './enrichment-store.js';
export { publicPromptTexts } from './public-prompts.js';
export { enrichBins, enrichIps } from './write-facts.js';
