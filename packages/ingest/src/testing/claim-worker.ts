import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { Claims, workThrough } from '../spark/claims.js';

// A worker as an import of many dumps has it, in small: copies `FOLDER/in/*` to `FOLDER/lake`, one after the other, with a row of each in a manifest
// that is replaced as a whole. It prints each step, and dies without a word at the nth
// of one kind where it is told to: a kill from outside may come when the work is done.
const [folder = '', staleMs = '2000', dieAt = '', nth = '0'] = process.argv.slice(2);
const STEP_MS = 5;
let seen = 0;
const claims = new Claims({ folder: join(folder, 'claims'), staleMs: Number(staleMs) });
const manifest = join(folder, 'lake', 'manifest.json');

const rows = (): string[] => (existsSync(manifest) ? (JSON.parse(readFileSync(manifest, 'utf8')) as string[]) : []);
const step = async (what: string, item: string): Promise<void> => {
  process.stdout.write(`${what} ${item}\n`);
  if (what === dieAt && ++seen === Number(nth)) process.kill(process.pid, 'SIGKILL');
  await setTimeout(STEP_MS);
};

await workThrough({
  claims,
  items: readdirSync(join(folder, 'in')).sort(),
  keyOf: (item) => item,
  isDone: (item) => Promise.resolve(rows().includes(item)),
  work: async (item, claim) => {
    await step('took', item);
    const partial = join(folder, 'lake', `.importing-${process.pid}-${item}`);
    writeFileSync(partial, readFileSync(join(folder, 'in', item)));
    await step('wrote', item);
    await claims.during('manifest', async (lock) => {
      await step('locked', item);
      renameSync(partial, join(folder, 'lake', item));
      await step('renamed', item);
      const draft = `${manifest}.${process.pid}`;
      writeFileSync(draft, JSON.stringify([...rows(), item]));
      if ((await claim.isMine()) && (await lock.isMine())) renameSync(draft, manifest);
      await step('appended', item);
    });
  },
});
