// `npm test`: makes a fresh clone ready, then checks, unit, real-Neo4j and Chromium tests. `npm test -- unit` runs one tier alone.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from './setup/chromium.mjs';
import { phase, report, run, SetupError } from './setup/phases.mjs';
import { build, checkNode, installPackages, ROOT } from './setup/workspace.mjs';

const node = process.execPath;
const bin = (path) => join(ROOT, 'node_modules', path);
const scratch = mkdtempSync(join(tmpdir(), 'iolaus-test-'));

/** @type {readonly (readonly [string, readonly string[]])[]} */
const CHECKS = [
  ['types', [bin('typescript/bin/tsc'), '-p', 'tsconfig.test.json']],
  ['lint', [bin('oxlint/bin/oxlint'), '--type-aware', '--deny-warnings']],
  ['format', [bin('oxfmt/bin/oxfmt'), '--check', '.']],
  ['dead code', [bin('knip/bin/knip.js')]],
];

const TIERS = {
  check: runChecks,
  unit: () => runVitest('unit'),
  db: () => runVitest('db'),
  e2e: runPlaywright,
};

try {
  const chosen = process.argv.slice(2);
  const unknown = chosen.find((tier) => !(tier in TIERS));
  if (unknown)
    throw new SetupError(
      'BAD_INPUT',
      `There is no test tier ${unknown}.`,
      `Choose from: ${Object.keys(TIERS).join(', ')}.`,
    );
  checkNode();
  await installPackages();
  await build();
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const tier of chosen.length > 0 ? chosen : Object.keys(TIERS)) {
    const counts = await phase(`Tests: ${tier}`, TIERS[tier]);
    for (const key of Object.keys(total)) total[key] += counts[key];
  }
  if (total.failed > 0 || total.passed === 0) process.exitCode = 1;
  process.stdout.write(
    `${total.passed} passed, ${total.failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}\n`,
  );
} catch (error) {
  report(error);
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

async function runChecks() {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for (const [name, args] of CHECKS) {
    const { code, output } = await run(node, args, { cwd: ROOT, isQuiet: true });
    process.stdout.write(`${code === 0 ? '✓' : '✗'} ${name}\n${code === 0 ? '' : output}`);
    counts[code === 0 ? 'passed' : 'failed'] += 1;
  }
  return counts;
}

async function runVitest(project) {
  const file = join(scratch, `${project}.json`);
  const args = [
    bin('vitest/vitest.mjs'),
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ];
  const { code } = await run(node, args, { cwd: ROOT });
  return read(file, code, (json) => ({
    passed: json.numPassedTests,
    failed: json.numFailedTests,
    skipped: json.numPendingTests + json.numTodoTests,
  }));
}

async function runPlaywright() {
  const chromium = await findChromium();
  const file = join(scratch, 'e2e.json');
  const env = { CHROMIUM_PATH: chromium, PLAYWRIGHT_JSON_OUTPUT_NAME: file };
  const { code } = await run(node, [bin('@playwright/test/cli.js'), 'test', '--reporter=list,json'], {
    cwd: join(ROOT, 'apps/web'),
    env,
  });
  return read(file, code, ({ stats }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected,
    skipped: stats.skipped,
  }));
}

/** Counts from a runner's report; a runner that broke counts as one failure even where no test failed. */
function read(file, code, countsOf) {
  const json = readReport(file);
  if (json === undefined) return { passed: 0, failed: 1, skipped: 0 };
  const counts = countsOf(json);
  return code !== 0 && counts.failed === 0 ? { ...counts, failed: 1 } : counts;
}

function readReport(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    process.stderr.write(`The test runner left no report: ${error.message}\n`);
    return undefined;
  }
}
