import { spawn } from 'node:child_process';

/** How a tool ended, with the last 64 KiB of what it said. */
export interface ToolResult {
  readonly code: number | null;
  readonly output: string;
}

const KEPT_CHARACTERS = 65_536;

/** Runs a program to its end; a missing program is a result with code null, an abort kills it. Its standard input stays open as long as this process lives. */
export function runTool(
  command: string,
  options: {
    readonly arguments: readonly string[];
    readonly env?: NodeJS.ProcessEnv;
    readonly cwd?: string;
    readonly signal?: AbortSignal | undefined;
    readonly onOutput?: (text: string) => void;
  },
): Promise<ToolResult> {
  const { env = process.env, cwd, signal, onOutput } = options;
  return new Promise((resolve) => {
    let output = '';
    const keep = (chunk: Buffer): void => {
      const text = chunk.toString();
      output = (output + text).slice(-KEPT_CHARACTERS);
      onOutput?.(text);
    };
    const child = spawn(command, [...options.arguments], {
      env,
      stdio: ['pipe', 'pipe', 'pipe'],
      ...(cwd === undefined ? {} : { cwd }),
      ...(signal === undefined ? {} : { signal, killSignal: 'SIGKILL' }),
    });
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.once('error', (error) => resolve({ code: null, output: `${output}${error.message}` }));
    child.once('close', (code) => resolve({ code, output }));
  });
}
