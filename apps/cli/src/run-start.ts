import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { spawn } from 'node:child_process';
import { IolausError } from '@iolaus/contracts';
import { answers, importDumps, Workbench, writeScenario } from '@iolaus/pipeline';
import { SCENARIOS } from '@iolaus/pipeline/scenarios';
import { startServer, type RunningServer } from '@iolaus/server';
import { terminalOf, type CommonOptions } from './command.js';
import type { Terminal } from './terminal.js';

const DEFAULT_PORT = 4680;

/** Flags of `start`. */
export interface StartFlags extends CommonOptions {
  readonly port?: number;
  readonly scenario: string;
  readonly open: boolean;
  readonly import?: string;
  readonly mapping?: string;
}

/** Runs until it is told to stop. */
export async function runStart(flags: StartFlags): Promise<void> {
  const terminal = terminalOf(flags);
  if (!SCENARIOS.some((each) => each.name === flags.scenario))
    throw new IolausError('SCENARIO_UNKNOWN', {
      name: flags.scenario,
      known: SCENARIOS.map((each) => each.name).join(', '),
    });
  const stopping = new AbortController();
  const workbench = await Workbench.open({ home: resolve(flags.home), env: process.env, isServed: true });
  let server: RunningServer | undefined;
  const stop = (): void => stopping.abort();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop);
  try {
    workbench.graph.onRestart = terminal.say;
    if (flags.port !== undefined && flags.port !== 0) await checkPort(flags.port);
    await fill(workbench, flags, { terminal, signal: stopping.signal });
    server = await phase(terminal, 'Serving', () => serve(workbench, flags, terminal));
    const url = server.signInUrl();
    terminal.answer({ url, home: workbench.home.path, pid: process.pid }, () => [
      '',
      `  Iolaus is ready:  ${url}`,
      '  The link signs one browser in, once, within ten minutes. Ctrl-C stops everything.',
      '',
    ]);
    if (flags.open) openBrowser(url);
    // Whoever opens the first account, pastes the first list or makes the first constraint would wait for it; the service answers meanwhile.
    const ready = [answers.warmScreens(workbench), answers.warmMatch(workbench), workbench.warmUp()];
    Promise.all(ready).catch((error: unknown) => {
      if (!stopping.signal.aborted)
        terminal.say(
          `The first answers could not be made ready: ${error instanceof Error ? error.message : 'unknown'}`,
        );
    });
    await new Promise<void>((done) =>
      stopping.signal.aborted ? done() : stopping.signal.addEventListener('abort', () => done()),
    );
    terminal.say('Stopping.');
  } catch (error) {
    if (!stopping.signal.aborted) throw error;
    terminal.say('Stopped before it was ready. What was whole is kept; start again to go on.');
  } finally {
    await server?.close();
    await workbench.close();
  }
}

/** Brings an empty home to a detected one; a full one is only connected to. */
async function fill(
  workbench: Workbench,
  flags: StartFlags,
  of: { terminal: Terminal; signal: AbortSignal },
): Promise<void> {
  const { terminal, signal } = of;
  const work = { onProgress: terminal.progress, signal };
  await workbench.graph.check(work);
  let paths = flags.import === undefined ? [] : [resolve(flags.import)];
  if (paths.length === 0 && workbench.lake.dumps().length === 0) {
    const folder = join(workbench.home.demo, flags.scenario);
    if (!existsSync(join(folder, 'truth')))
      await phase(terminal, `Making the demo scenario ${flags.scenario}`, () =>
        writeScenario({ name: flags.scenario, outDir: folder, ...work }),
      );
    paths = [join(folder, 'dumps')];
  }
  if (paths.length > 0) {
    const mapping = flags.mapping === undefined ? undefined : resolve(flags.mapping);
    await phase(terminal, 'Importing', () => importDumps(workbench, { paths, mapping, lakeOnly: false, ...work }));
    const dumps = workbench.lake.dumps().map(({ sha256 }) => sha256);
    if (!workbench.hasSnapshot || workbench.snapshot().dumps.join() !== dumps.join())
      await phase(terminal, 'Detecting networks', () => workbench.detect({ publish: true, ...work }));
    return;
  }
  await phase(terminal, 'Starting Neo4j', () => workbench.graph.store(work));
  if (!workbench.hasSnapshot)
    await phase(terminal, 'Detecting networks', () => workbench.detect({ publish: true, ...work }));
}

async function phase<T>(terminal: Terminal, title: string, work: () => Promise<T>): Promise<T> {
  const started = Date.now();
  terminal.say(`… ${title}`);
  const result = await work();
  terminal.endProgress();
  terminal.say(`✓ ${title}, ${((Date.now() - started) / 1000).toFixed(1)} s`);
  return result;
}

async function serve(workbench: Workbench, flags: StartFlags, terminal: Terminal): Promise<RunningServer> {
  try {
    return await startServer({ workbench, port: flags.port ?? DEFAULT_PORT });
  } catch (error) {
    if (flags.port !== undefined || !(error instanceof IolausError) || error.code !== 'PORT_IN_USE') throw error;
    terminal.say(`Port ${DEFAULT_PORT} is in use; another one is taken.`);
    return startServer({ workbench, port: 0 });
  }
}

/** Says at once that a port is taken, before minutes of import. */
async function checkPort(number: number): Promise<void> {
  const { createServer } = await import('node:net');
  await new Promise<void>((done, fail) => {
    const probe = createServer();
    probe.once('error', (error) => fail(new IolausError('PORT_IN_USE', { port: number }, { cause: error })));
    probe.listen(number, '127.0.0.1', () => probe.close(() => done()));
  });
}

function openBrowser(url: string): void {
  if (process.platform === 'linux' && !process.env['DISPLAY'] && !process.env['WAYLAND_DISPLAY']) return;
  const command = process.platform === 'darwin' ? 'open' : process.platform === 'win32' ? 'explorer' : 'xdg-open';
  // A machine without a browser is no fault of the service: the URL is on the screen.
  spawn(command, [url], { stdio: 'ignore', detached: true })
    .once('error', () => undefined)
    .unref();
}
