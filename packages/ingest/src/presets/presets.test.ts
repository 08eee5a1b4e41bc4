import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { findDumps } from '../find-dumps.js';
import { readRecords, type ReadRecord } from '../read-records.js';
import { detectFormat } from './detect-format.js';
import { presetMapping } from './preset.js';
import { PRESETS } from './presets.js';

const ROOT = join(dirname(fileURLToPath(import.meta.url)), '../../../..');
const SAMPLES = join(ROOT, 'seed-data/formats');

/** File, the preset that it is told by, accepted records, and refused ones by code. */
const EXPECTED: readonly (readonly [
  file: string,
  preset: string,
  accepted: number,
  refused: Record<string, number>,
])[] = [
  ['bedrock/cloudtrail.json', 'cloudtrail-bedrock', 20, { 'not-asked': 6 }],
  ['bedrock/invocations.json.gz', 'bedrock-invocations', 20, {}],
  ['cloudflare/http-requests.jsonl', 'cloudflare-http-requests', 24, {}],
  ['envoy/access.jsonl', 'envoy-json', 24, {}],
  ['envoy/access.log', 'envoy-default', 24, {}],
  ['iolaus/accounts.csv', 'iolaus-accounts', 8, {}],
  ['iolaus/exchanges.jsonl.zst', 'iolaus-exchanges', 40, {}],
  ['iolaus/payments.csv', 'iolaus-payments', 16, {}],
  ['langfuse/observations.jsonl', 'langfuse-observations', 24, { 'not-asked': 6 }],
  ['litellm/spend-logs.json', 'litellm-spend-logs', 24, {}],
  ['litellm/spend-logs.csv', 'litellm-spend-logs', 24, {}],
  ['nginx/access.json.log', 'nginx-json', 24, {}],
  ['nginx/access.log', 'nginx-combined', 30, {}],
  ['nginx/main.log', 'nginx-main', 24, {}],
  ['opentelemetry/otlp-document.json', 'otel-genai-otlp', 12, { missing: 1 }],
  ['opentelemetry/otlp-spans.jsonl', 'otel-genai-otlp', 24, { missing: 6 }],
  ['opentelemetry/spans.jsonl', 'otel-genai-spans', 24, {}],
  ['stripe/charges.json', 'stripe-charges', 20, {}],
  ['zeek/conn.json.log', 'zeek-conn', 24, {}],
  ['zeek/conn.log', 'zeek-conn', 24, {}],
  ['zeek/http.json.log', 'zeek-http', 24, {}],
  ['zeek/http.log', 'zeek-http', 24, {}],
];

async function recordsOf(file: string): Promise<{ preset: string | undefined; read: ReadRecord[] }> {
  const [dump] = await findDumps([join(SAMPLES, file)]);
  const read: ReadRecord[] = [];
  for await (const batch of readRecords(dump.path, dump.mapping)) read.push(...batch);
  return { preset: dump.preset, read };
}

const fieldsOf = (read: readonly ReadRecord[]): Readonly<Record<string, unknown>>[] =>
  read.flatMap(({ outcome }) => (outcome.kind === 'record' ? [outcome.fields] : []));

describe('known formats', () => {
  it('have a sample each, and no sample is without its format', () => {
    const files = readdirSync(SAMPLES, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => `${basename(entry.parentPath)}/${entry.name}`);
    expect(files.sort()).toEqual(EXPECTED.map(([file]) => file).sort());
    expect(new Set(EXPECTED.map(([, preset]) => preset))).toEqual(new Set(PRESETS.map(({ name }) => name)));
  });

  it.each(EXPECTED)('%s is told and read without a mapping file', async (file, preset, accepted, refused) => {
    const { preset: taken, read } = await recordsOf(file);
    expect(taken).toBe(preset);
    expect(fieldsOf(read)).toHaveLength(accepted);
    const codes = read.flatMap(({ outcome }) => (outcome.kind === 'reject' ? [outcome.code] : []));
    expect(
      Object.fromEntries([...new Set(codes)].map((code) => [code, codes.filter((each) => each === code).length])),
    ).toEqual(refused);
  });

  it.each(EXPECTED)('%s fills the targets of its preset', async (file, preset) => {
    const filled = new Set(
      (await recordsOf(file)).read.flatMap(({ outcome }) =>
        outcome.kind === 'record' ? Object.keys(outcome.fields) : [],
      ),
    );
    const found = PRESETS.find(({ name }) => name === preset)!;
    const targets = Object.keys(presetMapping(found, found.formats[0]).fields);
    const NEVER_IN_SAMPLE = new Set([
      'status',
      'tools',
      'system_prompt',
      'user_agent',
      'email',
      'organisation',
      'programme',
      'bin',
    ]);
    expect(targets.filter((target) => !filled.has(target) && !NEVER_IN_SAMPLE.has(target))).toEqual([]);
  });

  it.each(PRESETS.flatMap((preset) => preset.formats.map((format) => [preset.name, format, preset] as const)))(
    '%s is a valid mapping of %s',
    (_, format, preset) => {
      expect(presetMapping(preset, format).format).toBe(format);
    },
  );

  it.each(PRESETS.map(({ name, page }) => [name, page]))('%s has its page, which names it', (name, page) => {
    const file = join(ROOT, `docs/reference/formats/${page}.md`);
    expect(existsSync(file)).toBe(true);
    expect(readFileSync(file, 'utf8')).toContain(`\`${name}\``);
  });

  it('gives the prompt alone, out of whatever it is wrapped in', async () => {
    const files = EXPECTED.map(([file]) => file).filter((file) =>
      /opentelemetry|litellm|langfuse|invocations|exchanges/.test(file),
    );
    for (const file of files)
      for (const { prompt } of fieldsOf((await recordsOf(file)).read))
        expect(prompt, file).toMatch(/^(Score the|Summarise the|Translate this).*\.$/);
  });

  it('joins Bedrock with CloudTrail by the request, and Zeek by the connection', async () => {
    const requests = async (file: string): Promise<Set<unknown>> =>
      new Set(fieldsOf((await recordsOf(file)).read).map(({ request }) => request));
    expect(await requests('bedrock/cloudtrail.json')).toEqual(await requests('bedrock/invocations.json.gz'));
    expect(await requests('zeek/http.log')).toEqual(await requests('zeek/conn.log'));
  });

  it('reads the same of Zeek in columns and in JSON', async () => {
    const rows = async (file: string): Promise<unknown[]> => fieldsOf((await recordsOf(file)).read);
    expect(await rows('zeek/http.json.log')).toEqual(await rows('zeek/http.log'));
  });

  it('reads the same of LiteLLM in columns that hold JSON', async () => {
    const rows = async (file: string): Promise<unknown[]> => fieldsOf((await recordsOf(file)).read);
    expect(await rows('litellm/spend-logs.csv')).toEqual(await rows('litellm/spend-logs.json'));
  });

  it('tells every sample with room to spare', async () => {
    for (const [file] of EXPECTED) {
      const { chosen, candidates, rows } = await detectFormat(join(SAMPLES, file));
      expect(chosen!.score01, file).toBeGreaterThan(0.8);
      expect(candidates[1]?.score01 ?? 0, file).toBeLessThan(0.6);
      expect(rows, file).toHaveLength(5);
    }
  });
});
