import { describe, expect, it } from 'vitest';
import { changeMapping, lineOfRefusal, outlineOf } from './mapping-document.js';

const MAPPING = `# the gateway's log
version: 1
match: "gateway*.jsonl"
format: jsonl
entity: exchange # one row is a request
fields:
  account: { paths: [user, "actor.uid"], required: true }
  time:
    paths: [ts] # seconds
    parse: unix-s
indicators:
  - { name: wallet, label: Wallet, paths: [billing.wallet], family: payment }
`;

describe('the outline of a mapping', () => {
  it('has targets with their paths in order, and declared kinds', () => {
    expect(outlineOf(MAPPING)).toEqual({
      match: 'gateway*.jsonl',
      format: 'jsonl',
      entity: 'exchange',
      fields: [
        { target: 'account', paths: ['user', 'actor.uid'], parse: undefined, isRequired: true },
        { target: 'time', paths: ['ts'], parse: 'unix-s', isRequired: false },
      ],
      declared: [
        {
          target: 'wallet',
          paths: ['billing.wallet'],
          parse: undefined,
          isRequired: false,
          label: 'Wallet',
          family: 'payment',
        },
      ],
    });
  });

  it.each(['fields: [', '- a', 'plain', ''])('is not there for %j', (text) => {
    expect(outlineOf(text)).toBeUndefined();
  });
});

describe('a change by the table', () => {
  it('changes what it says, and keeps comments, order and all other words', () => {
    const changed = changeMapping(MAPPING, { kind: 'paths', target: 'time', paths: ['at'] });
    const words = (text: string): string => text.replaceAll(/\[ | \]/g, (bracket) => bracket.trim());
    expect(words(changed)).toBe(MAPPING.replace('[ts] # seconds', '[at]'));
  });

  it.each([
    [{ kind: 'parse', target: 'time', parse: 'unix-ms' } as const, 'time', { parse: 'unix-ms' }],
    [{ kind: 'parse', target: 'time', parse: undefined } as const, 'time', { parse: undefined }],
    [{ kind: 'required', target: 'time', isRequired: true } as const, 'time', { isRequired: true }],
    [{ kind: 'required', target: 'account', isRequired: false } as const, 'account', { isRequired: false }],
    [{ kind: 'paths', target: 'ip', paths: ['client.address'] } as const, 'ip', { paths: ['client.address'] }],
  ])('%j is read back', (change, target, part) => {
    const changed = outlineOf(changeMapping(MAPPING, change));
    expect(changed?.fields.find((each) => each.target === target)).toMatchObject(part);
  });

  it('of a declared kind changes it where it stands', () => {
    const changed = changeMapping(MAPPING, { kind: 'paths', target: 'wallet', paths: ['w'] });
    expect(outlineOf(changed)?.declared[0]?.paths).toEqual(['w']);
    expect(outlineOf(changed)?.fields).toHaveLength(2);
  });

  it('leaves a target out, or declares a kind', () => {
    const without = outlineOf(changeMapping(MAPPING, { kind: 'leave-out', target: 'wallet' }));
    expect(without?.declared).toEqual([]);
    const more = changeMapping(MAPPING, { kind: 'declare', name: 'device', path: 'dev.id', family: 'client' });
    expect(outlineOf(more)?.declared.map(({ target, family }) => [target, family])).toEqual([
      ['wallet', 'payment'],
      ['device', 'client'],
    ]);
  });

  it('declares the first kind of a mapping that has none', () => {
    const text = MAPPING.slice(0, MAPPING.indexOf('indicators'));
    const more = changeMapping(text, { kind: 'declare', name: 'device', path: 'dev.id', family: 'client' });
    expect(outlineOf(more)?.declared).toHaveLength(1);
  });

  it('of a path with odd characters is read back as it was', () => {
    const path = 'headers["user-agent"], #1: x';
    const changed = changeMapping(MAPPING, { kind: 'paths', target: 'user_agent', paths: [path] });
    expect(outlineOf(changed)?.fields.at(-1)?.paths).toEqual([path]);
  });

  it('puts the chosen account before all other targets', () => {
    const draft = 'format: jsonl\nfields:\n  # account: which field?\n  time: { paths: [ts] }\n';
    const chosen = outlineOf(changeMapping(draft, { kind: 'account', path: 'user.id' }));
    expect(chosen?.fields.map(({ target, paths, isRequired }) => [target, paths, isRequired])).toEqual([
      ['account', ['user.id'], true],
      ['time', ['ts'], false],
    ]);
    const again = changeMapping(MAPPING, { kind: 'account', path: 'uid' });
    expect(outlineOf(again)?.fields.map(({ target }) => target)).toEqual(['account', 'time']);
  });

  it('leaves a text alone that it cannot read', () => {
    expect(changeMapping('fields: [', { kind: 'leave-out', target: 'time' })).toBe('fields: [');
  });
});

it.each([
  ['The mapping the mapping is not valid at line 7, key fields.tme: is no target.', 7],
  ['The service does not answer.', undefined],
])('of “%s” the line is %s', (sentence, line) => {
  expect(lineOfRefusal(sentence)).toBe(line);
});
