import { vi } from 'vitest';
import { run } from '../run.js';

/** How a command line ended, and what it wrote. */
export interface Said {
  readonly exit: unknown;
  readonly out: string;
  readonly err: string;
}

/** Runs one command line in this process; the spies on its output are for `vi.restoreAllMocks` to take away. */
export async function iolaus(...args: readonly string[]): Promise<Said> {
  let [out, err] = ['', ''];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((err += String(text)), true));
  process.exitCode = undefined;
  await run(args);
  return { exit: process.exitCode ?? 0, out, err };
}
