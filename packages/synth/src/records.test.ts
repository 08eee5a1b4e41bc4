import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { populate } from './population.js';
import { TextBank } from './prompts.js';
import { csvRow, exchangeLine } from './records.js';
import { Rng } from './rng.js';
import { scenarioOf } from './scenarios.js';
import { RELEASE_MS, START_MS, type Person } from './world.js';

fc.configureGlobal({ seed: 7 });

const people = populate(new Rng(1), scenarioOf('lerna-small', { accounts: 500 }));
const member = people.find((each) => each.campaign === 'kestrel-row' && !each.isStealth) ?? people[0];
const texts = new TextBank(new Rng(1), 200);
const WEEK_AFTER = RELEASE_MS - START_MS + 7 * 86_400_000;

const lines = (
  of: { person: Person; isCampaign: boolean; timeMs?: number },
  count = 400,
): Record<string, unknown>[] => {
  const rng = new Rng(9);
  return Array.from({ length: count }, (_, request) =>
    JSON.parse(exchangeLine({ rng, texts, timeMs: WEEK_AFTER, request, ...of })),
  );
};
const usesFrame = (prompt: unknown): boolean =>
  member.frames.some(({ opening, closing }) => String(prompt).startsWith(opening) || String(prompt).endsWith(closing));

describe('exchangeLine', () => {
  it('writes these fields and no other', () => {
    const known = new Set(lines({ person: member, isCampaign: true }).flatMap(Object.keys));
    const always = lines({ person: { ...member, frames: [] }, isCampaign: false }).flatMap(Object.keys);
    expect([...new Set(always)]).toEqual([
      'request_id',
      'ts',
      'account_id',
      'ip',
      'user_agent',
      'model',
      'prompt',
      'input_tokens',
      'output_tokens',
      'status',
    ]);
    expect(
      [...known].filter((field) => !always.includes(field)).every((field) => /^(system_prompt|tools)$/.test(field)),
    ).toBe(true);
  });

  it('says who and when, from an address and a client of that account', () => {
    const [line] = lines({ person: member, isCampaign: true, timeMs: 5000 });
    expect(line).toMatchObject({ account_id: member.id, ts: '2026-09-01T00:00:05.000Z', user_agent: member.agent });
    expect(member.ips).toContain(line['ip']);
  });

  it('writes every exchange of a campaign with one of its frames', () => {
    expect(lines({ person: member, isCampaign: true }).filter(({ prompt }) => !usesFrame(prompt))).toEqual([]);
  });

  it('writes the unrelated exchanges of a member without them', () => {
    expect(lines({ person: member, isCampaign: false }).filter(({ prompt }) => usesFrame(prompt))).toEqual([]);
  });

  it('uses what it is given, with the machine that the client tells', () => {
    const person = {
      ...member,
      devices: ['dev_a', 'dev_b'],
      coverFrames: [{ ...member.frames[0], opening: 'Cover.' }],
    };
    const use = { ip: person.ips.length - 1, frame: person.frames.length, device: 1 };
    const rng = new Rng(9);
    const line = JSON.parse(exchangeLine({ rng, texts, person, isCampaign: false, timeMs: 0, request: 1, use }));
    expect(line).toMatchObject({ ip: person.ips.at(-1), device: 'dev_b' });
    const none = { ...use, frame: -1, device: -1 };
    const silent = JSON.parse(
      exchangeLine({ rng, texts, person, isCampaign: false, timeMs: 0, request: 1, use: none }),
    );
    expect(silent).not.toHaveProperty('device');
    expect(usesFrame(silent.prompt)).toBe(false);
  });

  it('keeps one line for one exchange', () => {
    const rng = new Rng(9);
    const line = exchangeLine({ rng, texts, person: member, isCampaign: true, timeMs: 0, request: 1 });
    expect(line).not.toContain('\n');
  });

  it('knows the new model only after its release, and moves the mixed campaign to it first', () => {
    const share = (of: { person: Person; isCampaign: boolean; timeMs?: number }): number =>
      lines(of).filter(({ model }) => model === 'M-5').length / 400;
    const dayAfter = RELEASE_MS - START_MS + 86_400_000;
    expect(share({ person: member, isCampaign: true, timeMs: RELEASE_MS - START_MS - 1 })).toBe(0);
    expect(share({ person: member, isCampaign: true, timeMs: dayAfter })).toBeGreaterThan(0.4);
    expect(share({ person: member, isCampaign: false, timeMs: dayAfter })).toBeLessThan(0.1);
  });
});

describe('csvRow', () => {
  it('comes back from its text, whatever stands in a field', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1 }), (fields) => {
        const read = [...csvRow(fields).matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(?:,|$)/g)]
          .slice(0, fields.length)
          .map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain);
        expect(read).toEqual(fields);
      }),
    );
  });

  it('writes numbers and booleans as they are', () => {
    expect(csvRow(['a', 1.5, false, ''])).toBe('a,1.5,false,');
  });
});
