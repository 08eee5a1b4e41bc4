import { parseMapping, type Format, type Mapping } from '../mapping.js';

/** A mapping for a kind of log that many have: found by what its records look like, so that no mapping file is needed. */
export interface Preset {
  /** Url-safe name; its page is docs/reference/formats/PAGE.md, its sample lies in seed-data/formats/PAGE. */
  readonly name: string;
  readonly label: string;
  readonly page: string;
  /** The formats that it comes in; where several could hold, the first one is taken. */
  readonly formats: readonly Format[];
  /** What every record of it has, whatever else it lacks: of each row one path. */
  readonly signs: readonly (readonly string[])[];
  /** The least part of its records that is usually accepted; below 1 where the log also tells of other things. */
  readonly accepted01: number;
  /** The mapping without version, match and format. */
  readonly body: string;
}

/** The text of the preset's mapping for a format and a glob of names. */
export function presetText(preset: Preset, format: Format, match = '*'): string {
  return `# ${preset.label}: docs/reference/formats/${preset.page}.md\nversion: 1\nmatch: ${JSON.stringify(match)}\nformat: ${format}\n${preset.body}`;
}

/** The preset's mapping, checked; its path says that it is no file. */
export function presetMapping(preset: Preset, format: Format, match = '*'): Mapping {
  return parseMapping(presetText(preset, format, match), `preset:${preset.name}`);
}
