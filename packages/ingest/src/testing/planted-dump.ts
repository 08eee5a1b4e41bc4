import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { FaultDump } from './fault-corpus.js';
import { BAD_LINES, BLANK_LINES, FAULT_MAPPING, soundLine } from './fault-lines.js';
import { LogText } from './log-text.js';
import { seeded } from './seeded.js';

/** Writes a gzip of `lines` lines with each kind of bad and of blank line once, at places that the seed draws, and its mapping. */
export function writePlantedDump(options: {
  readonly folder: string;
  readonly seed: number;
  readonly lines: number;
}): FaultDump {
  const { folder, seed, lines } = options;
  const below = seeded(seed);
  const planted = plantedAt(below, lines);
  const text = new LogText();
  for (let at = 0; at < lines; at++) {
    const plant = planted.get(at);
    if (plant) plant(text);
    else text.good(soundLine('planted', at, below));
  }
  const name = 'planted.jsonl.gz';
  const path = join(folder, name);
  writeFileSync(join(folder, FAULT_MAPPING.name), FAULT_MAPPING.text);
  writeFileSync(path, gzipSync(text.bytes(), { level: 1 }));
  return { name, path, expected: text.expected() };
}

function plantedAt(below: (limit: number) => number, lines: number): Map<number, (text: LogText) => void> {
  const plants = [
    ...BAD_LINES.map(
      ({ line, refusal }) =>
        (text: LogText) =>
          text.bad(line, refusal),
    ),
    ...BLANK_LINES.map((line) => (text: LogText) => text.blank(line)),
  ];
  const planted = new Map<number, (text: LogText) => void>();
  for (const plant of plants) {
    let at = below(lines);
    while (planted.has(at)) at = below(lines);
    planted.set(at, plant);
  }
  return planted;
}
