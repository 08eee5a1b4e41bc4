import { spawnSync } from 'node:child_process';

/** Whether all of these programs can be run here. */
export function isOnPath(...programs: readonly string[]): boolean {
  return programs.every((program) => spawnSync('sh', ['-c', 'command -v "$0"', program]).status === 0);
}
