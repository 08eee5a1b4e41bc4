import { expect, it } from 'vitest';
import { arrangeCommands } from './arrange-commands.js';

const keysOf = (view: Parameters<typeof arrangeCommands>[0]): string[] => arrangeCommands(view).map(({ keys }) => keys);

it('offers what a view allows, and nothing where there is nothing to arrange', () => {
  expect(keysOf({})).toEqual([]);
  expect(keysOf({ sel: ['a', 'b'] })).toEqual(['H', 'Shift P', 'M']);
  expect(keysOf({ ind: { kind: 'ip', value: '203.0.113.7' } })).toEqual(['Shift P']);
  expect(keysOf({ hideC: ['A-01'] })).toEqual(['Shift H']);
  expect(keysOf({ sel: ['a', 'b'], g: [{ name: 'Group 1', accounts: ['a', 'b'] }] })).toEqual([
    'H',
    'Shift P',
    'Shift M',
  ]);
});
