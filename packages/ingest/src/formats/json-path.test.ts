import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compilePath, parsePath, textAt } from './json-path.js';

fc.configureGlobal({ seed: 20_260_301 });

const at = (path: string, root: object): string | undefined => textAt(root, compilePath(path));

describe('textAt', () => {
  const root = {
    'user.id': 'flat',
    user: { id: 'deep', name: 'Mira' },
    messages: [{ content: 'first' }, { content: 'last' }],
    http: { headers: { 'user-agent': 'probe/1' } },
    attributes: [
      { key: 'gen_ai.request.model', value: { stringValue: 'M-5' } },
      { key: 'tokens', value: { intValue: '1902' } },
      { key: 'stream', value: { boolValue: false } },
      { key: 'tags', value: { arrayValue: { values: [{ stringValue: 'a' }, { intValue: 2 }] } } },
      { key: 'who', value: { kvlistValue: { values: [{ key: 'id', value: { stringValue: 'u1' } }] } } },
    ],
    headers: [{ name: 'accept', value: '*/*' }],
    plain: { 'a.b': 'x' },
    turns: [
      { role: 'system', content: 'be brief' },
      { role: 'user', content: 'ask' },
    ],
    stored: '[{"role":"user","content":[{"type":"text","text":"in a text"}]}]',
    note: '{ not JSON',
    none: null,
    empty: '',
    count: 3,
  };

  it.each([
    ['user.id', 'flat'],
    ['user.name', 'Mira'],
    ['messages[].content', 'first\nlast'],
    ['messages[-1].content', 'last'],
    ['messages[0].content', 'first'],
    ['messages[7].content', undefined],
    ['http.headers["user-agent"]', 'probe/1'],
    ['attributes[gen_ai.request.model]', 'M-5'],
    ['attributes[tokens]', '1902'],
    ['attributes[stream]', 'false'],
    ['attributes[tags]', '["a",2]'],
    ['attributes[who].id', 'u1'],
    ['attributes[nothing]', undefined],
    ['headers[accept]', '*/*'],
    ['plain[a.b]', 'x'],
    ['turns[role=system].content', 'be brief'],
    ['stored[-1].content[].text', 'in a text'],
    ['stored[role=nobody].content', undefined],
    ['note.content', undefined],
    ['none', undefined],
    ['empty', undefined],
    ['count', '3'],
    ['user', '{"id":"deep","name":"Mira"}'],
    ['toString', undefined],
    ['__proto__.x', undefined],
  ])('%s leads to %j', (path, expected) => {
    expect(at(path, root)).toBe(expected);
  });

  it('finds any key by its quoted name', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (key, value) => {
        const inner = Object.fromEntries([[key, value]]);
        const quoted = key.replaceAll(/["\\]/g, '\\$&');
        fc.pre(!quoted.includes('\n'));
        expect(at(`in["${quoted}"]`, { in: inner })).toBe(value);
      }),
    );
  });
});

describe('a path of keys and places', () => {
  const step = fc.oneof(
    fc.stringMatching(/^[a-z_]{1,6}$/).map((key) => ({ key, text: `.${key}` })),
    fc.integer({ min: 0, max: 3 }).map((at) => ({ key: at, text: `[${at}]` })),
  );

  it('leads to what lies there, however deep', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z]{1,5}$/),
        fc.array(step, { minLength: 1, maxLength: 6 }),
        fc.string({ minLength: 1 }),
        (first, steps, value) => {
          const inner = steps.reduceRight<unknown>(
            (below, { key }) =>
              typeof key === 'number'
                ? [...Array.from({ length: key }, () => 'other'), below]
                : { [key]: below, other: 1 },
            value,
          );
          expect(at(first + steps.map(({ text }) => text).join(''), { [first]: inner })).toBe(value);
        },
      ),
    );
  });
});

describe('parsePath', () => {
  it('counts the levels that a path climbs', () => {
    expect(parsePath('^^.resource.attributes[service.name]')).toMatchObject({
      up: 2,
      steps: [{ key: 'resource' }, { key: 'attributes' }, { kind: 'attribute', key: 'service.name' }],
    });
  });

  it.each(['a..b', 'a[', 'a.', 'a["x]'])('says what is wrong with %s', (path) => {
    expect(parsePath(path)).toHaveProperty('fault');
  });
});
