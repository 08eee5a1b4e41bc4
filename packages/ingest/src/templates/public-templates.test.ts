import { describe, expect, it } from 'vitest';
import { mineTemplates } from './mine-templates.js';
import { promptSigning } from './prompt-signing.js';
import { publicTemplates } from './public-templates.js';
import { BigramChain } from './testing/prompt-sets.js';
import { promptsInMemory } from './testing/prompts-in-memory.js';
import { Random } from './testing/random.js';

const signing = promptSigning(Uint8Array.of(9), 'plain');
const random = new Random(2);
const chain = new BigramChain(random);
const fill = (): string => chain.text(random.integer(3, 30));
const many = (make: () => string): string[] => Array.from({ length: 20 }, make);

describe('publicTemplates', () => {
  it('finds templates of every stage in prompts of a library, and no other', async () => {
    const prompts = [
      ...many(() => `Act as a patient tour guide through this museum: ${fill()}`),
      ...many(() => `${fill()}\nWhat would a careful reader ask the author next?`),
      ...many(() => `${fill()} Keeping all of that in mind, say whether the next claim holds: ${fill()}`),
      ...many(() => `Recipe: ${fill()}\nVerdict:`),
      ...many(() => `Compare the two wines on this list for my guests: ${fill()}`),
    ];
    const { templates } = await mineTemplates(promptsInMemory(prompts, signing.seed), { signing });
    expect(templates.map(({ stage }) => stage).toSorted()).toEqual(['B', 'M', 'P', 'P', 'S']);
    const library = [
      'Act as a patient tour guide through this museum: [PLACE]',
      '[TEXT] What would a careful reader ask the author next?',
      'Something. Keeping all of that in mind, say whether the next claim holds: anything',
      'Recipe: {dish} Verdict:',
    ];
    const found = publicTemplates(library, new Set(templates.map(({ id }) => id)), signing);
    expect(templates.filter(({ id }) => !found.has(id)).map(({ text }) => text)).toEqual([
      'Compare the two wines on this list for my guests: ‹…›',
    ]);
  });
});
