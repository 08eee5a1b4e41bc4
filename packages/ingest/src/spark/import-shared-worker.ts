import { IolausError } from '@iolaus/contracts';
import { importShared } from './shared-import.js';

// One of several workers. Arguments: the lake's folder, memory in MiB, ms after which a silent worker counts as dead, then files and folders. Prints a line of JSON
// for each step.
const [folder = '', memoryMb = '1024', staleMs = '60000', ...paths] = process.argv.slice(2);
let isCancelled = false;
process.once('SIGTERM', () => (isCancelled = true));

const print = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);
try {
  await importShared({
    folder,
    paths,
    memoryMb: Number(memoryMb),
    staleMs: Number(staleMs),
    onDump: (step, path) => print({ step, path }),
    isCancelled: () => isCancelled,
  });
} catch (error) {
  if (!(error instanceof IolausError)) throw error;
  print({ code: error.code, facts: error.facts });
  process.exitCode = 1;
}
