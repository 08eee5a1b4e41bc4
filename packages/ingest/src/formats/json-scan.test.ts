import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePath } from './json-path.js';
import { jsonScanner } from './json-scan.js';

fc.configureGlobal({ seed: 20_260_301 });

const scanOf = (text: string, paths = ['account', 'user.id', 'messages[].content']): unknown => {
  const scanned = jsonScanner(paths.map(compilePath))(text);
  return scanned.kind === 'fault' ? scanned.code : scanned.text;
};

describe('jsonScanner', () => {
  it.each([
    ['{"account":"a","account":"b"}', 'duplicate-key'],
    ['{"account":"a","acc\\u006funt":"b"}', 'duplicate-key'],
    ['{"user":{"id":1,"id":2}}', 'duplicate-key'],
    ['{"user":{"id":1},"user":{"id":2}}', 'duplicate-key'],
    ['{"messages":[{"content":"a"},{"content":"b","content":"c"}]}', 'duplicate-key'],
  ])('refuses a mapped key that stands twice in %s', (text, code) => {
    expect(scanOf(text)).toBe(code);
  });

  it.each([
    '{"account":"a","other":{"account":"b"}}',
    '{"other":1,"other":2,"account":"a"}',
    '{"messages":[{"content":"a"},{"content":"b"}]}',
    '{"account":"\\"account\\":1,\\"account\\":2"}',
    '{"user":[{"id":1},{"id":2}]}',
  ])('leaves %s as it is', (text) => {
    expect(scanOf(text)).toBe(text);
  });

  it('knows the keys of records that it expands', () => {
    const scan = jsonScanner([compilePath('id'), compilePath('^.name')], compilePath('scopes[].spans[]').steps);
    expect(scan('{"scopes":[{"name":"a","spans":[{"id":1},{"id":2}]}]}').kind).toBe('text');
    expect(scan('{"scopes":[{"name":"a","spans":[{"id":1,"id":2}]}]}').kind).toBe('fault');
    expect(scan('{"scopes":[{"name":"a","name":"b","spans":[]}]}').kind).toBe('fault');
  });

  it('refuses nesting beyond 64, also of a million', () => {
    expect(scanOf('['.repeat(1_000_000))).toBe('too-deep');
    expect(scanOf('{"a":'.repeat(64) + '1' + '}'.repeat(64))).not.toBe('too-deep');
    expect(scanOf('{"a":'.repeat(65) + '1' + '}'.repeat(65))).toBe('too-deep');
  });

  it('keeps every digit of a number that a double would round, and no other', () => {
    expect(scanOf('{"account":9007199254740993,"n":9007199254740991,"f":0.12345678901234567}')).toBe(
      '{"account":"9007199254740993","n":9007199254740991,"f":0.12345678901234567}',
    );
    const digits = '7'.repeat(100_000);
    expect(scanOf(`{"account":${digits}}`)).toBe(`{"account":"${digits}"}`);
    expect(scanOf('{"account":1e999}')).toBe('{"account":"1e999"}');
  });

  it('changes nothing that JSON.parse would read as it stands', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 5 }), (json) => {
        fc.pre(!/\d{16}/.test(json));
        const scanned = scanOf(json, ['zzz']);
        expect(JSON.parse(String(scanned))).toEqual(JSON.parse(json));
      }),
    );
  });

  it('keeps any integer, digit for digit', () => {
    fc.assert(
      fc.property(fc.bigInt(), (number) => {
        const value = (JSON.parse(String(scanOf(`{"account":${number}}`))) as { account: string | number }).account;
        expect(String(value)).toBe(String(number));
      }),
    );
  });

  it('ends on any text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('"', '\\', '{', '}', '[', ']', ':', ',', '1', '-', 'e') }),
        (text) => typeof scanOf(text) === 'string',
      ),
    );
  });
});
