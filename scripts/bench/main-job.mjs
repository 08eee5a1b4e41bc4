// The main job on the default scenario: synth, import (lake and graph), detection, export, verification. Wall and CPU seconds of each command's
// whole process tree, its peak resident memory, and detection's quality against the ground truth, which the product itself never reads.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../setup/phases.mjs';
import { ROOT } from '../setup/workspace.mjs';
import { scoreNetworks } from '../checks/score-networks.mjs';

const IOLAUS = join(ROOT, 'apps/cli/bin/iolaus.mjs');
const TIMER =
  'import os,resource,subprocess,sys,time;t=time.time();c=subprocess.call(sys.argv[1:],stdout=subprocess.DEVNULL,stderr=subprocess.DEVNULL);' +
  'u=resource.getrusage(resource.RUSAGE_CHILDREN);print(c,time.time()-t,u.ru_utime+u.ru_stime,u.ru_maxrss//1024)';

/** Runs the commands one after the other in a scratch folder; `[scenario, seed]` may be given. */
export async function measure([scenario = 'lerna', seed = '1'] = []) {
  const scratch = mkdtempSync(join(tmpdir(), 'iolaus-bench-'));
  const home = join(scratch, 'home');
  const data = join(scratch, 'data');
  const networks = join(scratch, 'networks.json');
  try {
    const steps = [];
    const step = async (name, args) => steps.push({ name, ...(await timed(args)) });
    await step('synth', ['synth', scenario, '--out', data, '--seed', seed]);
    await step('import', ['import', join(data, 'dumps'), '--home', home]);
    await step('import again', ['import', join(data, 'dumps'), '--home', home]);
    await step('detect', ['detect', '--home', home, '--out', networks]);
    const found = JSON.parse(readFileSync(networks, 'utf8'));
    await step('export', ['export', found.networks[0].id, '--home', home, '--out', join(scratch, 'bundle.zip')]);
    await step('verify', ['verify', join(scratch, 'bundle.zip')]);
    return {
      scenario,
      seed,
      steps,
      quality: scoreNetworks(found, readFileSync(join(data, 'truth/accounts.csv'), 'utf8')),
    };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

async function timed(args) {
  const { output } = await run('python3', ['-c', TIMER, process.execPath, IOLAUS, ...args], { isQuiet: true });
  const [exitCode, wallSeconds, cpuSeconds, peakMiB] = output.trim().split(' ').map(Number);
  return { exitCode, wallSeconds: round(wallSeconds), cpuSeconds: round(cpuSeconds), largestProcessMiB: peakMiB };
}

const round = (value) => Math.round(value * 10) / 10;
