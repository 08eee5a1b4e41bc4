import { compressionOf, type Compression } from '../dump-bytes.js';
import { showRow, type ShownRow } from '../show-row.js';
import { parseMapping, type Format } from '../mapping.js';
import { readRecords } from '../read-records.js';
import { draftMapping, type Draft } from './draft-mapping.js';
import { presetText } from './preset.js';
import { PRESETS } from './presets.js';
import { sampleColumns } from './sample-columns.js';
import { scorePreset, type Candidate } from './score-preset.js';
import { formatsOf, startOf } from './sniff.js';

/** What a dump looks like. */
export interface DetectedFormat {
  readonly compression: Compression;
  /** Of the preset chosen, else the likeliest; undefined for what is no log. */
  readonly format: Format | undefined;
  /** Columns, or paths into objects, in the order of their first appearance. */
  readonly columns: readonly string[];
  /** Presets that some record looks like, best first. */
  readonly candidates: readonly Candidate[];
  /** The preset that is surely enough it; undefined when the person has to choose. */
  readonly chosen?: Candidate;
  /** A mapping to begin with where no preset was chosen; it lacks the account. */
  readonly draft?: Draft;
  /** Five records as the chosen mapping, or the draft without an account, reads them; masked. */
  readonly rows: readonly ShownRow[];
}

/** Least score of a preset that is taken without asking. */
export const THRESHOLD01 = 0.6;
/** By how much it must be better than the next one. */
export const MARGIN01 = 0.05;

const SHOWN_ROWS = 5;

/**
 * Tells packing and format by the first bytes, then scores the presets over the first thousand records. Below the threshold, or when two are as good, none is
 * chosen and a mapping is drafted, whose account is left open: it is never guessed. Refuses as `dumpBytes` does, and UTF-16.
 */
export async function detectFormat(path: string, match = '*'): Promise<DetectedFormat> {
  const compression = await compressionOf(path);
  const formats = formatsOf(await startOf(path), path);
  const candidates = await scoreAll(path, formats);
  const [best, next] = candidates;
  const isSure = best !== undefined && best.score01 >= THRESHOLD01 && best.score01 - (next?.score01 ?? 0) >= MARGIN01;
  const format = isSure ? best.format : formats[0];
  const columns = format === undefined ? [] : await sampleColumns(path, format);
  const found = { compression, format, columns: columns.map((column) => column.path), candidates };
  if (isSure) {
    const preset = PRESETS.find(({ name }) => name === best.preset)!;
    const chosen = { ...best, mapping: presetText(preset, best.format, match) };
    return { ...found, chosen, rows: await shownRows(path, chosen.mapping) };
  }
  if (format === undefined) return { ...found, rows: [] };
  const draft = draftMapping(columns, format, match);
  return { ...found, draft, rows: await draftRows(path, draft) };
}

/** One candidate a preset: the first of its formats that it does best in. */
async function scoreAll(path: string, formats: readonly Format[]): Promise<Candidate[]> {
  const candidates: Candidate[] = [];
  for (const preset of PRESETS) {
    const scores: Candidate[] = [];
    for (const format of formats.filter((each) => preset.formats.includes(each)))
      scores.push(await scorePreset(path, preset, format));
    const best = scores.reduce<Candidate | undefined>(
      (top, each) => (top && top.score01 >= each.score01 ? top : each),
      undefined,
    );
    if (best && best.score01 > 0) candidates.push(best);
  }
  return candidates.sort((a, b) => b.score01 - a.score01);
}

async function shownRows(path: string, mappingText: string): Promise<ShownRow[]> {
  const mapping = parseMapping(mappingText, path);
  const rows: ShownRow[] = [];
  for await (const batch of readRecords(path, mapping)) {
    rows.push(...batch.slice(0, SHOWN_ROWS - rows.length).map((record) => showRow(record, mapping)));
    if (rows.length >= SHOWN_ROWS) break;
  }
  return rows;
}

/** What the draft reads of an exchange without its account; other entities need one to be read at all. */
function draftRows(path: string, { entity, mapping }: Draft): Promise<ShownRow[]> {
  if (entity !== 'exchange' || mapping.includes("pattern: ''")) return Promise.resolve([]);
  const text = mapping.replace(/\n {2}account: .*/, '').replace(/fields:\n {2}#.*\n(?! {2})/, 'fields: {}\n');
  return shownRows(path, text);
}
