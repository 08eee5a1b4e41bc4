import { compilePath, type CompiledPath } from '../formats/json-path.js';
import { LAKE_COLUMNS } from '../lake-columns.js';
import { compileMapping, parseOf, pathsOf } from '../map-record.js';
import type { Mapping } from '../mapping.js';
import { isCardNumber } from '../card-number.js';
import { isBad, isJson, readValue } from '../read-value.js';
import type { RecordModule } from './record-module.js';

/** How a target is read, and where a column takes its values from, as `assembly/index.ts` numbers them. */
const [TEXT, TIME, ADDRESS, TOKEN, COUNT, OTHER, NAME] = [0, 1, 2, 3, 4, 5, 6];
const NOWHERE = -1;
const PLACES: Readonly<Record<string, number>> = { ordinal: -2, byte_offset: -3, byte_length: -4 };
/** What the module has room for. */
const [MOST_SLOTS, MOST_STEPS] = [64, 256];

/** Ways to read a value that leave its bytes as they stand. */
const AS_TEXT = new Set(['text', 'prompt', 'line', 'name', 'ip']);
const READERS: Readonly<Record<string, number>> = {
  text: TEXT,
  prompt: TEXT,
  line: TEXT,
  name: NAME,
  rfc3339: TIME,
  ip: ADDRESS,
  integer: COUNT,
  number: COUNT,
};

/** A path as whole lines can follow it: a top-level key, or the head of a nested path, at which the line is given up. */
interface Step {
  readonly key: string;
  readonly isHead: boolean;
}

/** Whether whole lines of a mapping can be taken: it has targets alone, and each of them is a column of the lake of the type that it is read as. */
export function isFast(mapping: Mapping): boolean {
  if (mapping.format !== 'jsonl' || mapping.entity === 'account') return false;
  if (mapping.indicators.length > 0 || mapping.keep.length > 0) return false;
  if (mapping.records !== undefined || Object.keys(mapping.only).length > 0) return false;
  if (!pathsOf(compileMapping(mapping)).every(isFollowed)) return false;
  const steps = Object.values(mapping.fields).flatMap(({ paths }) => paths.flatMap(stepsOf));
  if (steps.length > MOST_STEPS || new Set(steps.map(({ key }) => key)).size > MOST_SLOTS) return false;
  const columns = new Map(LAKE_COLUMNS[mapping.entity].map(({ name, type }) => [name, type]));
  return Object.entries(mapping.fields).every(([name, field]) => {
    const type = columns.get(name);
    return type !== undefined && (type === 'text') === AS_TEXT.has(parseOf(name, field));
  });
}

/** Whether a path begins at a key of the record itself. */
const isFollowed = ({ up, steps }: CompiledPath): boolean => up === 0 && steps[0]?.kind === 'key';

function stepsOf(path: string): Step[] {
  const flat = { key: path, isHead: false };
  const [head, ...rest] = compilePath(path).steps;
  return head?.kind !== 'key' || (rest.length === 0 && head.key === path)
    ? [flat]
    : [flat, { key: head.key, isHead: true }];
}

/** Tells the module how lines of the mapping are read; gives by column of the lake where its values come from. */
export function teach(module: RecordModule, mapping: Mapping): number[] {
  const { call } = module;
  const targets = Object.entries(mapping.fields).map(([name, field]) => ({
    name,
    parse: parseOf(name, field),
    isRequired: field.required,
    steps: field.paths.flatMap(stepsOf),
  }));
  const names = targets.map(({ name }) => name);
  const slots = new Map(
    [...new Set(targets.flatMap(({ steps }) => steps.map(({ key }) => key)))].map((key, at) => [key, at]),
  );
  call.beginLines(names.indexOf('prompt'), names.indexOf('account'), slots.size);
  for (const { name, parse, isRequired, steps } of targets) {
    call.addTarget(name === 'payment_method' || name === 'bin' ? TOKEN : (READERS[parse] ?? OTHER), isRequired);
    for (const { key, isHead } of steps) call.addStep(slots.get(key)!, isHead);
  }
  const textOf = (from: number, to: number): string => module.bytes.toString('utf8', from, to);
  module.answer({
    slotOf: (from, to) => slots.get(textOf(from, to)) ?? NOWHERE,
    isJson: (from, to) => isJson(textOf(from, to)),
    isCardNumber: (from, to) => isCardNumber(textOf(from, to)),
    numberOf: (target, from, to) => {
      const reading = readValue(textOf(from, to), targets[target]!.parse);
      return isBad(reading) || typeof reading === 'string' ? Number.NaN : Number(reading);
    },
  });
  return LAKE_COLUMNS[mapping.entity].map(({ name }) => PLACES[name] ?? names.indexOf(name));
}
