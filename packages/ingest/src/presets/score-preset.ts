import { IolausError } from '@iolaus/contracts';
import type { Format, Mapping } from '../mapping.js';
import { PROBE_RECORDS, readRecords, type ReadRecord } from '../read-records.js';
import { presetMapping, presetText, type Preset } from './preset.js';

/** How well a preset fits a dump. */
export interface Candidate {
  readonly preset: string;
  readonly label: string;
  readonly format: Format;
  /** Share of records with its signs, times how far its share of accepted ones is what it should be, less for times that jump. */
  readonly score01: number;
  /** The text of its mapping. */
  readonly mapping: string;
  /** The figures in words. */
  readonly why: string;
}

const EARLIEST = Date.UTC(2000, 0, 1);
const LATEST = Date.UTC(2100, 0, 1);

/** Tries a preset on the first thousand records. */
export async function scorePreset(path: string, preset: Preset, format: Format): Promise<Candidate> {
  const about = { preset: preset.name, label: preset.label, format, mapping: presetText(preset, format) };
  const mapping = presetMapping(preset, format);
  const signed = await firstRecords(path, {
    ...mapping,
    fields: {},
    indicators: [],
    only: {},
    keep: preset.signs.flat(),
  });
  const signs01 = share(signed, ({ outcome }) => outcome.kind === 'record' && hasSigns(outcome.kept, preset));
  if (signs01 === 0) return { ...about, score01: 0, why: 'no record looks like it' };
  const read = await firstRecords(path, mapping);
  const accepted01 = share(read, ({ outcome }) => outcome.kind === 'record');
  const times = read
    .flatMap(({ outcome }) => (outcome.kind === 'record' ? [timeOf(outcome.fields)] : []))
    .filter((time) => time !== undefined);
  const plausible01 =
    times.length === 0 ? 1 : times.filter((time) => time > EARLIEST && time < LATEST).length / times.length;
  const order01 = orderOf(times);
  const shape01 = Math.min(1, accepted01 / preset.accepted01);
  return {
    ...about,
    score01: signs01 * shape01 * plausible01 * (0.9 + 0.1 * order01),
    why: `${percent(signs01)} of the first ${read.length} records look like it, ${percent(accepted01)} can be read, ${percent(order01)} of their times are in order`,
  };
}

async function firstRecords(path: string, mapping: Mapping): Promise<ReadRecord[]> {
  const read: ReadRecord[] = [];
  try {
    for await (const batch of readRecords(path, mapping)) {
      read.push(...batch.slice(0, PROBE_RECORDS - read.length));
      if (read.length >= PROBE_RECORDS) break;
    }
  } catch (error) {
    // That it is another format is an answer here, not a failure.
    if (error instanceof IolausError && (error.code === 'COLUMN_MISSING' || error.code === 'DUMP_UNREADABLE'))
      return [];
    throw error;
  }
  return read;
}

const share = (read: readonly ReadRecord[], is: (record: ReadRecord) => boolean): number =>
  read.length === 0 ? 0 : read.filter(is).length / read.length;

const hasSigns = (kept: Readonly<Record<string, string>>, { signs }: Preset): boolean =>
  signs.every((paths) => paths.some((path) => kept[path] !== undefined));

const timeOf = (fields: Readonly<Record<string, unknown>>): number | undefined => {
  const time = fields['time'] ?? fields['created'];
  return typeof time === 'number' ? time : undefined;
};

/** Share of neighbours that are in order, up or down. */
function orderOf(times: readonly number[]): number {
  if (times.length < 2) return 1;
  const up = times.filter((time, at) => at > 0 && time >= times[at - 1]!).length;
  const down = times.filter((time, at) => at > 0 && time <= times[at - 1]!).length;
  return Math.max(up, down) / (times.length - 1);
}

const percent = (share01: number): string => `${Math.round(share01 * 100)} %`;
