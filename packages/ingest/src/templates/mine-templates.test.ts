import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mineTemplates, type MinedTemplates } from './mine-templates.js';
import { promptSigning } from './prompt-signing.js';
import { SLOT } from './template-text.js';
import { BigramChain, makePromptSet, type PromptSet } from './testing/prompt-sets.js';
import { promptsInMemory } from './testing/prompts-in-memory.js';
import { Random } from './testing/random.js';
import { scorePartition } from './testing/scores.js';

const signing = promptSigning(Uint8Array.of(7, 7, 7), 'plain');
const { seed } = signing;
const mine = (prompts: readonly string[], accounts?: ArrayLike<number>): Promise<MinedTemplates> =>
  mineTemplates(promptsInMemory(prompts, seed, accounts), { signing });
const labelsOf = ({ labels }: MinedTemplates): Int32Array => labels[0] ?? new Int32Array();
const fills = (seed: number): (() => string) => {
  const random = new Random(seed);
  const chain = new BigramChain(random);
  return () => chain.text(random.integer(3, 40));
};
const twenty = (make: (fill: () => string, n: number) => string, seed = 1): string[] => {
  const fill = fills(seed);
  return Array.from({ length: 20 }, (_, n) => make(fill, n));
};

describe('mineTemplates on hand-made templates', () => {
  it.each<[string, (fill: () => string, n: number) => string]>([
    ['a fixed opening', (fill) => `Summarize the following letter for a busy reader: ${fill()}`],
    ['a fixed closing', (fill) => `${fill()}\nWhat would a careful reader ask the author next?`],
    [
      'a passage between two fills',
      (fill) => `${fill()} Keeping all of that in mind, say whether the next claim holds: ${fill()}`,
    ],
    ['short labels at both ends', (fill) => `Question: ${fill()}\nAnswer:`],
    [
      'slots of one word',
      (_, n) => `Write a short poem about ${'abcdefghijklmnopqrst'.charAt(n)}ust in the style of a weather report.`,
    ],
    [
      'Han characters',
      (_, n) =>
        `请把下面的句子翻译成英语并说明理由：${String.fromCodePoint(0x4e00 + n * 37, 0x5000 + n * 91, 0x6000 + n * 53, 0x7000 + n * 17)}`,
    ],
    [
      'Thai',
      (_, n) =>
        `กรุณาแปลประโยคต่อไปนี้เป็นภาษาอังกฤษและอธิบายเหตุผลโดยย่อ ${String.fromCodePoint(0xe01 + n, 0xe02 + n, 0xe03 + n)}`,
    ],
    ['Arabic', (fill) => `ترجم الجملة التالية إلى اللغة الإنجليزية ثم اشرح معناها باختصار: ${fill()}`],
    ['symbols', (fill) => `🚀🔥 Rate this idea 💡 from 1 to 10 and say why 🤔: ${fill()}`],
    [
      'line ends of either kind',
      (fill, n) =>
        `Correct the spelling${n % 2 ? '\r\n' : '\n'}of this text, please, word by word:${n % 2 ? '\r\n' : '\n'}${fill()}`,
    ],
    [
      '30 kB of fill',
      (fill) => `Find the three weakest arguments in this essay: ${Array.from({ length: 250 }, fill).join(' ')}`,
    ],
  ])('finds one template of 20 prompts with %s', async (_, make) => {
    const noise = twenty((fill) => fill(), 9);
    const mined = await mine([...twenty(make), ...noise]);
    expect(new Set(labelsOf(mined).slice(0, 20)).size).toBe(1);
    expect(mined.templates).toHaveLength(1);
    expect(mined.templates[0]?.uses).toBe(20);
    expect(Array.from(labelsOf(mined).slice(20))).toEqual(noise.map(() => -1));
  });

  it('makes no template of how many people open and end alike', async () => {
    const asked = twenty((fill) => `How do I ${fill()}. Thanks!`);
    expect((await mine([...asked, ...twenty((fill) => fill(), 9)])).templates).toEqual([]);
  });

  it('tells siblings apart that differ after their first fill', async () => {
    const opening = 'Read the review of the product below and decide: ';
    const a = twenty((fill) => `${opening}${fill()}. Reply with yes or no only.`, 2);
    const b = twenty((fill) => `${opening}${fill()}. Name the star rating that fits.`, 3);
    const labels = labelsOf(await mine([...a, ...b]));
    expect(new Set(labels.slice(0, 20)).size).toBe(1);
    expect(new Set(labels.slice(20)).size).toBe(1);
    expect(labels[0]).not.toBe(labels[20]);
  });

  it('tells many templates apart that share a long preamble', async () => {
    const tasks = [
      'Summarize the letter',
      'Translate the menu',
      'Grade the homework',
      'Explain the joke',
      'Fix the recipe',
      'Name the tune',
      'Plan the trip',
      'Judge the debate',
    ];
    const prompts = tasks.flatMap((task, n) =>
      twenty((fill) => `You are a helpful assistant who never lies. ${task} that follows: ${fill()}`, n + 1),
    );
    const labels = labelsOf(await mine(prompts));
    expect(new Set(labels).size).toBe(tasks.length);
  });

  it('shows the fixed text with slots, and no word of a single prompt', async () => {
    const secret = twenty(
      (fill, n) =>
        `Translate the note to the tenant: ${fill()} zq${String.fromCodePoint(97 + n)}x ${fill()} Use formal French.`,
    );
    const { templates } = await mine(secret);
    expect(templates.map(({ text }) => text)).toEqual([`Translate the note to the tenant: ${SLOT} Use formal French.`]);
  });

  it('asks for two accounts where accounts are known, and not where they are not', async () => {
    const prompts = twenty((fill) => `Summarize the following letter for a busy reader: ${fill()}`);
    expect(
      (
        await mine(
          prompts,
          prompts.map(() => 5),
        )
      ).templates,
    ).toEqual([]);
    expect(
      (
        await mine(
          prompts,
          prompts.map((_, n) => n % 2),
        )
      ).templates,
    ).toMatchObject([{ uses: 20, accounts: 2 }]);
    expect((await mine(prompts)).templates).toMatchObject([{ uses: 20, accounts: 0 }]);
  });

  it('keeps a template of five prompts by five accounts', async () => {
    const prompts = twenty((fill) => `Summarize the following letter for a busy reader: ${fill()}`).slice(0, 5);
    expect((await mine(prompts, [1, 2, 3, 4, 5])).templates).toMatchObject([{ uses: 5, accounts: 5 }]);
  });

  it('takes prompts that are all alike, blank or missing', async () => {
    const same = await mine(
      Array.from({ length: 3000 }, () => 'Tell me how the tide works and why it comes twice a day'),
    );
    expect(same.templates).toMatchObject([
      { uses: 3000, text: 'Tell me how the tide works and why it comes twice a day' },
    ]);
    expect((await mine(['', '   ', 'one', 'one', 'one', 'one', 'one'])).templates).toEqual([]);
    expect((await mine([])).templates).toEqual([]);
  });
});

describe('mineTemplates, whatever happens to the prompts', () => {
  const set = makePromptSet({ seed: 21, instructions: 60, oneOff: 0.5 });
  const partition = (labels: Int32Array): number => scorePartition(labels, reference).rand;
  let reference = new Int32Array();

  it.each([
    ['a part alone', 12_000],
    ['no part at all', 1],
  ])('gives the same when there is room for %s', async (_, heldBytes) => {
    const { prompts } = makePromptSet({ seed: 4, instructions: 12, uses: [20, 40] });
    const source = promptsInMemory(prompts, seed);
    expect(await mineTemplates(source, { signing, heldBytes })).toEqual(await mineTemplates(source, { signing }));
  });

  it('gives the same partition and ids in any order', async () => {
    const before = await mine(set.prompts);
    const order = new Random(3).shuffle(Array.from(set.prompts.keys()));
    const after = await mine(order.map((row) => set.prompts[row] ?? ''));
    const idAt = (mined: MinedTemplates, row: number): string | undefined =>
      mined.templates[labelsOf(mined)[row] ?? -1]?.id;
    expect(order.filter((row, at) => idAt(before, row) !== idAt(after, at))).toEqual([]);
  });

  it.each<[string, (prompt: string) => string]>([
    ['case', (prompt) => prompt.toUpperCase()],
    ['spaces', (prompt) => prompt.replaceAll(' ', '  ')],
    ['invisible characters', (prompt) => prompt.replaceAll('e', '\u200be')],
  ])('does not see %s', async (_, change) => {
    reference = labelsOf(await mine(set.prompts)).map((label, row) => (label < 0 ? 1_000_000 + row : label));
    expect(partition(labelsOf(await mine(set.prompts.map(change))))).toBe(1);
  });

  it('is no less precise with nine in ten prompts one-off', async () => {
    const precision = async (oneOff: number): Promise<number> => {
      const mixed = makePromptSet({ seed: 22, instructions: 40, oneOff });
      return scorePartition(labelsOf(await mine(mixed.prompts)), mixed.templates).precision;
    };
    expect(await precision(0.9)).toBeGreaterThanOrEqual((await precision(0)) - 0.02);
  });

  it('makes no template of frequent phrases between random ends', async () => {
    const random = new Random(8);
    const chain = new BigramChain(random);
    const phrases = [
      'as a matter of fact',
      'at the end of the day',
      'for more information about it see',
      'in no way shape or form at all',
    ];
    const prompts = Array.from(
      { length: 5000 },
      () => `${chain.text(random.integer(5, 30))} ${random.pick(phrases)} ${chain.text(random.integer(5, 30))}`,
    );
    expect((await mine(prompts)).templates).toEqual([]);
  });

  it('finds a template behind a nonce at the front, at the back and at both', async () => {
    const random = new Random(4);
    const nonce = (): string => Array.from({ length: 8 }, () => random.pick('b c d f g h k m n p'.split(' '))).join('');
    const body = (fill: () => string): string =>
      `Summarize the following letter for a busy reader in one line: ${fill()}`;
    for (const make of [
      (fill: () => string) => `${nonce()} ${body(fill)}`,
      (fill: () => string) => `${body(fill)} ${nonce()}`,
      (fill: () => string) => `${nonce()} ${body(fill)} ${nonce()}`,
    ]) {
      expect((await mine(twenty(make))).templates).toMatchObject([{ uses: 20 }]);
    }
  });
});

describe('ids', () => {
  const prompts = twenty((fill) => `Summarize the following letter for a busy reader: ${fill()}`);

  it('stay when prompts are added, and differ under another salt', async () => {
    const before = await mine(prompts);
    const after = await mine([
      ...prompts,
      ...twenty((fill) => `Draw a map of this route and mark each turn: ${fill()}`),
    ]);
    expect(after.templates.map(({ id }) => id)).toContain(before.templates[0]?.id);
    const elsewhere = promptSigning(Uint8Array.of(1), 'plain');
    const { templates } = await mineTemplates(promptsInMemory(prompts, elsewhere.seed), { signing: elsewhere });
    expect(templates[0]?.id).not.toBe(before.templates[0]?.id);
  });

  it('are all that another secret changes', async () => {
    const set = makePromptSet({ seed: 8, instructions: 40, oneOff: 0.3 });
    const mined = await Promise.all(
      [1, 2].map((secret) => {
        const each = promptSigning(Uint8Array.of(secret), 'plain');
        return mineTemplates(promptsInMemory(set.prompts, each.seed, set.accounts), { signing: each, mostMiddle: 500 });
      }),
    );
    const [one, other] = mined.map(({ templates, labels }) => ({
      labels,
      templates: templates.map(({ text, uses, accounts, family }) => ({
        text,
        uses,
        accounts,
        family: templates.findIndex(({ id }) => id === family),
      })),
    }));
    expect(one?.templates.length).toBeGreaterThan(20);
    expect(other).toEqual(one);
    const ids = mined.flatMap(({ templates }) => templates.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('stand for one key each', () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer(), fc.uint8Array({ minLength: 1 }), (a, b, salt) => {
        const { seal } = promptSigning(salt, 'plain');
        expect(seal(a) === seal(b)).toBe(a === b);
      }),
    );
  });

  it('leave an alias when a template becomes longer', async () => {
    const before = await mine(prompts);
    const old = before.templates[0]?.id ?? '';
    const longer = Array.from(
      { length: 200 },
      (_, n) =>
        `Summarize the following letter for a busy reader: dear tenant of the blue house, ${prompts[n % 20]?.slice(50)} ${n}`,
    );
    const source = promptsInMemory(longer, seed);
    const after = await mineTemplates(source, { signing, previous: before.aliases });
    expect(after.templates[0]?.id).not.toBe(old);
    expect(after.aliases[old]).toBe(after.templates[0]?.id);
    const again = await mineTemplates(source, { signing, previous: after.aliases });
    expect(again.aliases).toEqual(after.aliases);
  });
});

describe('how it runs', () => {
  it('tells how far it is and stops when cancelled', async () => {
    const phases = new Set<string>();
    const source = promptsInMemory(
      twenty((fill) => fill()),
      seed,
    );
    await mineTemplates(source, { signing, onProgress: ({ phase }) => phases.add(phase) });
    expect(phases).toContain('Comparing openings');
    await expect(mineTemplates(source, { signing, isCancelled: () => true })).rejects.toMatchObject({
      code: 'CANCELLED',
    });
  });

  it('reads no more prompts for the middle stage than allowed, and says so', async () => {
    const source = promptsInMemory(makePromptSet({ seed: 5, instructions: 5, oneOff: 0.9 }).prompts, seed);
    const { looked } = await mineTemplates(source, { signing, mostMiddle: 100 });
    expect(looked.middleTotal).toBeGreaterThan(1000);
    expect(looked.middleSampled).toBeLessThanOrEqual(100);
    expect(looked.middleSampled).toBeGreaterThan(50);
  });
});

describe('quality on generated sets', () => {
  const score = async (set: PromptSet): Promise<{ rand: number; f1: number; family: number }> => {
    const { labels, templates } = await mineTemplates(promptsInMemory(set.prompts, seed, set.accounts), { signing });
    const numbers = new Map(templates.map(({ id }, index) => [id, index]));
    const found = labels[0] ?? new Int32Array();
    const families = found.map((label) => numbers.get(templates[label]?.family ?? '') ?? -1);
    const { rand, f1 } = scorePartition(found, set.templates);
    return { rand, f1, family: scorePartition(families, set.families).rand };
  };

  it('finds 300 instructions', async () => {
    const { rand, f1 } = await score(makePromptSet({ seed: 105, accounts: 7 }));
    expect(rand).toBeGreaterThan(0.92);
    expect(f1).toBeGreaterThan(0.94);
  });

  it('finds them among four times as many one-off prompts', async () => {
    const { rand, f1 } = await score(makePromptSet({ seed: 106, instructions: 150, oneOff: 0.8 }));
    expect(rand).toBeGreaterThan(0.9);
    expect(f1).toBeGreaterThan(0.94);
  });

  it('joins paraphrases to families', async () => {
    expect((await score(makePromptSet({ seed: 107, instructions: 75, paraphrases: 3 }))).family).toBeGreaterThan(0.75);
  });
});
