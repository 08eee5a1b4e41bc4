// `npm run bench journal [STEPS]`: steps a second that are on disk before they are answered, and how long a journal of STEPS (100,000) takes to open, to check, to undo in and to list.
import { mkdtempSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const SYNCED_MS = 3000;
const VERDICTS = ['confirmed', 'cleared', 'contested'];
const built = (file) => new URL(`../../packages/casebook/dist/${file}.js`, import.meta.url).href;

/** Writes journals of its own in the folder for temporary files, and removes them. */
export async function measure([steps = '100000'] = []) {
  const scratch = mkdtempSync(join(tmpdir(), 'iolaus-bench-'));
  try {
    const book = await import(built('index'));
    return {
      about: 'milliseconds; steps a second that are synced one by one',
      syncedPerSecond: syncedPerSecond(book, join(scratch, 'synced.jsonl')),
      ...ofLong(book, join(scratch, 'long.jsonl'), Number(steps)),
    };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function syncedPerSecond({ Casebook }, file) {
  const book = new Casebook(file);
  const begin = performance.now();
  let count = 0;
  for (; performance.now() - begin < SYNCED_MS; count++) book.run(stepOf(count), { atMs: count, author: 'M. Okafor' });
  book.close();
  return Math.round((1000 * count) / SYNCED_MS);
}

function ofLong({ Casebook, stepRows, stateDigest }, file, steps) {
  const maker = new Casebook(file, { write: writeSync, sync: () => undefined });
  for (let at = 0; at < steps; at++) maker.run(stepOf(at), { atMs: at, author: 'M. Okafor' });
  maker.close();
  const [openMs, book] = timed(() => new Casebook(file));
  const by = { atMs: steps, author: 'M. Okafor' };
  const times = {
    openMs,
    checkMs: timed(() => book.check())[0],
    undoLastMs: timed(() => book.undo({}, by))[0],
    redoLastMs: timed(() => book.redo({}, by))[0],
    undoFirstMs: timed(() => book.undo({ step: 'S-0001' }, by))[0],
    newestHundredMs: timed(() => stepRows(book.state, { which: 'steps', offset: 0, limit: 100 }))[0],
    digestMs: timed(() => stateDigest(book.state.content))[0],
  };
  const { bytes } = book.check();
  book.close();
  return { steps, mebibytes: Math.round(bytes / 2 ** 20), ...times };
}

/** Nine verdicts to one note, on as many accounts as a large case has. */
function stepOf(at) {
  const subject = { on: 'account', id: `acct_${at % 24_000}` };
  if (at % 10 === 0)
    return { verb: 'note', subject, text: `What was seen of it, in a sentence of the usual length: ${at}.` };
  return { verb: 'verdict', subject, verdict: VERDICTS[at % VERDICTS.length] };
}

function timed(work) {
  const begin = performance.now();
  const made = work();
  return [Math.round(performance.now() - begin), made];
}
