// CPU seconds and peak memory of a program with all that it starts.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

const SAMPLE_MS = 100;
/** The shell adds up the CPU of all children that were waited for, to the millisecond, and prints it behind the program's end. */
const TIMED = '"$@" >/dev/null; code=$?; times >&3; exit $code';

/**
 * Runs a program to its end. CPU is user + system of its whole process tree; memory is the largest sum of resident sizes that a sample saw (every 100 ms, Linux
 * only, else null), in which pages that two processes share count twice.
 */
export async function measureTree(command, words, { env = {} } = {}) {
  const started = performance.now();
  const child = spawn('bash', ['-c', TIMED, 'timed', command, ...words], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  let peakKb = null;
  let [times, said] = ['', ''];
  child.stdio[3].on('data', (part) => (times += part));
  child.stderr.on('data', (part) => (said = `${said}${part}`.slice(-2000)));
  const sampling = setInterval(() => {
    const now = residentKb(child.pid);
    if (now !== null) peakKb = Math.max(peakKb ?? 0, now);
  }, SAMPLE_MS);
  const [code] = await once(child, 'close');
  clearInterval(sampling);
  if (code !== 0) throw new Error(`${command} ended with ${code}: ${said}`);
  return {
    wallSeconds: round((performance.now() - started) / 1000),
    cpuSeconds: round(cpuOf(times)),
    peakMiB: peakKb === null ? null : Math.round(peakKb / 1024),
  };
}

/** Sum of user and system time of the children: the second line of `times`. */
function cpuOf(times) {
  const line = times.trim().split('\n')[1] ?? '';
  return [...line.matchAll(/(\d+)m([\d.]+)s/g)].reduce((sum, [, m, s]) => sum + Number(m) * 60 + Number(s), 0);
}

function residentKb(pid) {
  const status = read(`/proc/${pid}/status`);
  if (status === undefined) return null;
  const own = Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? 0);
  const children = (read(`/proc/${pid}/task/${pid}/children`) ?? '').trim().split(' ').filter(Boolean);
  return children.reduce((sum, child) => sum + (residentKb(Number(child)) ?? 0), own);
}

/** A process may be gone between two looks at it. */
function read(path) {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

const round = (value) => Math.round(value * 100) / 100;
