import { readFileSync } from 'node:fs';

/** Whether a process of this machine runs. One that has ended and that nobody has waited for yet (a zombie) does not: it holds nothing any more. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
  return stateOf(pid) !== 'Z';
}

/** The state of a process as Linux tells it (proc(5), /proc/PID/stat, third field); undefined elsewhere, and when the process has just gone. */
function stateOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name of the program stands in brackets and may hold any letter.
    return stat.slice(stat.lastIndexOf(')') + 2)[0];
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ESRCH') return undefined;
    throw error;
  }
}
