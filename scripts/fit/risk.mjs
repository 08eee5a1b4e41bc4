// `node scripts/fit/risk.mjs`: fits the model of risk points on synthetic worlds and writes packages/detect/src/shipped-risk-model.ts. The seeds are below, and the same seeds give the same
// model. It learns from campaigns whose knobs are drawn at random, and from worlds without any; the named families of `synth` are what it is judged by and are not read here.
// With `--check`, no file is written: the shipped model is tried on worlds of other seeds, and what it makes of them is printed.
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';

const built = (name) => new URL(`../../packages/${name}/dist/index.js`, import.meta.url).href;
const { makeTables } = await import(built('synth'));
const { detectNetworks, fitRisk, RISK_TERMS } = await import(built('detect'));

const WORLDS = [
  { name: 'drawn', seeds: range(1, 40), accounts: 60_000 },
  { name: 'drawn', seeds: range(41, 52), accounts: 30_000 },
  { name: 'null', seeds: range(101, 110), accounts: 60_000 },
];
const FRESH = [
  { name: 'null', seeds: range(201, 206), accounts: 100_000 },
  { name: 'drawn', seeds: range(61, 64), accounts: 100_000 },
];
/** A network is an example when this share of its members are of one campaign, or of none. */
const PURE = 0.8;
const MODEL_SEED = 7;

const isCheck = process.argv.includes('--check');
const examples = [];
for (const { name, seeds, accounts } of isCheck ? FRESH : WORLDS) {
  for (const seed of seeds) {
    const { tables, truth } = makeTables({ name, seed, accounts });
    const { networks } = await detectNetworks(tables);
    for (const { record, members } of networks) {
      const counts = new Map();
      for (const account of members.account)
        counts.set(truth.campaign[account], (counts.get(truth.campaign[account]) ?? 0) + 1);
      const [campaign, most] = [...counts].sort((x, y) => y[1] - x[1])[0];
      if (most < PURE * record.accounts) continue;
      const amounts = RISK_TERMS.map(({ feature }) => record.points.find((point) => point.feature === feature).amount);
      examples.push({ name, tier: record.tier, score: record.score, amounts, isAbusive: campaign !== '' });
    }
    console.error(`${name} ${seed}: ${networks.length} networks`);
  }
}

const abusive = examples.filter((each) => each.isAbusive);
if (isCheck) {
  const innocent = examples.filter((each) => !each.isAbusive);
  const count = (rows, tier) => rows.filter((each) => each.tier === tier).length;
  console.log(
    JSON.stringify({
      innocent: { networks: innocent.length, act: count(innocent, 'act'), review: count(innocent, 'review') },
      abusive: { networks: abusive.length, act: count(abusive, 'act'), review: count(abusive, 'review') },
      highestInnocent: Math.max(...innocent.map(({ score }) => score)),
    }),
  );
} else {
  const model = fitRisk(examples, {
    seed: MODEL_SEED,
    fittedOn: `${abusive.length} campaigns and ${examples.length - abusive.length} innocent networks of ${WORLDS.reduce((sum, { seeds }) => sum + seeds.length, 0)} synthetic worlds`,
  });
  const file = new URL('../../packages/detect/src/shipped-risk-model.ts', import.meta.url).pathname;
  writeFileSync(
    file,
    `import type { RiskModel } from './risk-model.js';\n\n/** The model that ships. Made by scripts/fit/risk.mjs; do not edit it by hand. */\nexport const SHIPPED_MODEL: RiskModel = ${JSON.stringify(model)};\n`,
  );
  execFileSync('npx', ['oxfmt', file], { stdio: 'inherit' });
  console.log(`${file}: base ${model.base}, ${model.fittedOn}`);
}

function range(from, to) {
  return Array.from({ length: to - from + 1 }, (_, at) => from + at);
}
