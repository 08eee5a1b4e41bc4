import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where stories find the running service. */
export interface RunningService {
  readonly url: string;
  readonly home: string;
}

const WEB = join(import.meta.dirname, '..');
const RUNNING = join(WEB, 'test-results/service.json');

/** The command line of this clone. */
export const IOLAUS = join(WEB, '../cli/bin/iolaus.mjs');

/** The service that global set-up started. */
export function runningService(): RunningService {
  return JSON.parse(readFileSync(RUNNING, 'utf8')) as RunningService;
}

/** Tells stories where the service is. */
export function announceService(service: RunningService): void {
  writeFileSync(RUNNING, JSON.stringify(service));
}

/** Starts `iolaus start`, with the flags that say what an empty home is filled with, and waits for the one URL that it prints; everything it says is kept for a failure's message. */
export async function startService(
  home: string,
  filling: readonly string[],
): Promise<{ child: ChildProcess; signInUrl: string }> {
  const child = spawn(process.execPath, [IOLAUS, 'start', '--home', home, ...filling, '--no-open', '--port', '0'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  return new Promise((resolve, reject) => {
    const listen = (chunk: Buffer): void => {
      said += chunk.toString();
      const found = /http:\/\/127\.0\.0\.1:\d+\/\S*#token=\S+/.exec(said);
      if (found) resolve({ child, signInUrl: found[0] });
    };
    child.stdout.on('data', listen);
    child.stderr.on('data', listen);
    child.once('exit', (code) => reject(new Error(`The service ended with ${code}:\n${said.slice(-4000)}`)));
  });
}

/** Stops it as Ctrl-C does, and waits until it is gone. */
export async function stopService(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  child.kill('SIGINT');
  await once(child, 'exit');
}
