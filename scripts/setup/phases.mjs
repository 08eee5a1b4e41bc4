// Phases on the terminal: a title, what it is doing, and the time that it took.
import { spawn } from 'node:child_process';

/** Runs `work` as a named phase; prints its time, and ticks once every ten seconds while it lasts. */
export async function phase(title, work) {
  const started = Date.now();
  const seconds = () => ((Date.now() - started) / 1000).toFixed(1);
  process.stderr.write(`… ${title}\n`);
  const tick = setInterval(() => process.stderr.write(`  ${title}: ${seconds()} s\n`), 10_000);
  try {
    return await work();
  } finally {
    clearInterval(tick);
    process.stderr.write(`✓ ${title}, ${seconds()} s\n`.replace('✓', process.exitCode ? '✗' : '✓'));
  }
}

/** Runs a program; resolves with its exit code and, when `isQuiet`, with what it printed. */
export function run(command, args, { isQuiet = false, env = {}, cwd } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', isQuiet ? 'pipe' : 'inherit', isQuiet ? 'pipe' : 'inherit'],
    });
    let output = '';
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve({ code: code ?? (signal ? 1 : 0), output }));
  });
}

/** A refusal before anything is built: code, sentence, next step; ends the process with 1. */
export class SetupError extends Error {
  constructor(code, sentence, hint) {
    super(sentence);
    this.code = code;
    this.hint = hint;
  }
}

/** Prints a refusal the way that the product prints its own, and sets the exit code. */
export function report(error) {
  if (!(error instanceof SetupError)) throw error;
  process.stderr.write(`${error.code}  ${error.message}\n  ${error.hint}\n`);
  process.exitCode = 1;
}
