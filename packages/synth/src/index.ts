export { SCENARIOS, type CampaignPlan, type ScenarioInfo } from './scenarios.js';
export { writeScenario, type ScenarioOptions, type ScenarioReport } from './write-scenario.js';
export { makeTables, type ScenarioTables, type TableEvents, type TableTruth } from './lake-tables.js';
export { plantCampaigns, type Planted, type PlantedCampaign } from './plant.js';
