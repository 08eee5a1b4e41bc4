import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvMapper, jsonMapper, parseOf, type RecordMapper } from './map-record.js';
import { parseMapping, type Mapping } from './mapping.js';

fc.configureGlobal({ seed: 20_260_301 });

function mappingOf(lines: readonly string[], format = 'jsonl'): Mapping {
  const head = ['version: 1', 'match: "*"', `format: ${format}`, 'entity: exchange', 'fields:'];
  return parseMapping([...head, ...lines].join('\n'), 'a.mapping.yaml');
}

const mapping = mappingOf([
  '  account: { paths: [account_id, user.id], required: true }',
  '  time: { paths: [ts], required: true }',
  '  ip: { paths: [ip] }',
  '  prompt: { paths: [prompt, "messages[].content"] }',
  '  input_tokens: { paths: [tokens] }',
  'indicators:',
  '  - { name: wallet, paths: [billing.wallet, wallet] }',
  '  - { name: exit, paths: [exit], parse: ip }',
  'keep: [model, "tags[]"]',
]);
const TIME = '2026-03-01T12:00:00Z';
const TIME_MS = Date.UTC(2026, 2, 1, 12);

const map = jsonMapper(mapping);
const read = (record: object): ReturnType<RecordMapper> => map(JSON.stringify({ ts: TIME, ...record }));
const fieldsOf = (record: object): object => {
  const outcome = read(record);
  return outcome.kind === 'record' ? outcome.fields : outcome;
};

describe('jsonMapper', () => {
  it('maps a record to targets, declared indicators and kept columns', () => {
    const record = {
      account_id: 'acct_1',
      ip: '203.0.113.7',
      prompt: 'Hello',
      tokens: 12,
      wallet: 'w-1',
      model: 'small',
    };
    expect(read(record)).toEqual({
      kind: 'record',
      fields: { account: 'acct_1', time: TIME_MS, ip: '203.0.113.7', prompt: 'Hello', input_tokens: 12 },
      declared: [{ kind: 'wallet', value: 'w-1' }],
      kept: { model: 'small' },
    });
  });

  it('takes the first path that has a value', () => {
    expect(fieldsOf({ account_id: 'a', user: { id: 'b' } })).toMatchObject({ account: 'a' });
    expect(fieldsOf({ account_id: '', user: { id: 'b' } })).toMatchObject({ account: 'b' });
    expect(fieldsOf({ account_id: null, user: { id: 'b' } })).toMatchObject({ account: 'b' });
  });

  it('joins the texts of an array by line ends', () => {
    const messages = [{ content: 'one' }, { content: null }, {}, { content: 'two' }];
    expect(fieldsOf({ account_id: 'a', messages })).toMatchObject({ prompt: 'one\ntwo' });
  });

  it('reads one object where the path goes over an array', () => {
    expect(fieldsOf({ account_id: 'a', messages: { content: 'one' } })).toMatchObject({ prompt: 'one' });
  });

  it('writes numbers and objects as text', () => {
    expect(fieldsOf({ account_id: 17, prompt: { role: 'user' } })).toMatchObject({
      account: '17',
      prompt: '{"role":"user"}',
    });
  });

  it('keeps false and 0, which are values', () => {
    expect(fieldsOf({ account_id: 0, tokens: 0, prompt: false })).toMatchObject({
      account: '0',
      input_tokens: 0,
      prompt: 'false',
    });
  });

  it('finds no values that only the language knows', () => {
    const outcome = jsonMapper(mappingOf(['  account: { paths: [constructor, toString.name, __proto__] }']))('{}');
    expect(outcome).toEqual({ kind: 'record', fields: {}, declared: [], kept: {} });
  });

  it('takes a path with dots for one key first', () => {
    const flat = jsonMapper(mappingOf(['  account: { paths: [user.id] }', 'keep: [gen_ai.request.model]']));
    expect(flat('{"user.id":"a","user":{"id":"b"},"gen_ai.request.model":"M-1"}')).toMatchObject({
      fields: { account: 'a' },
      kept: { 'gen_ai.request.model': 'M-1' },
    });
  });

  it('goes into objects where the key with dots has no value', () => {
    expect(fieldsOf({ 'user.id': null, user: { id: 'b' } })).toMatchObject({ account: 'b' });
  });

  it('leaves an optional field out that has no value', () => {
    expect(fieldsOf({ account_id: 'a', ip: '' })).toEqual({ account: 'a', time: TIME_MS });
  });

  it('refuses a record without a required field, and names it', () => {
    expect(read({ user: {} })).toEqual({
      kind: 'reject',
      code: 'missing',
      field: 'account',
      reason: 'account is missing',
    });
  });

  it.each(['   ', '\t'])('takes blanks for no account: "%s"', (account) => {
    expect(read({ account_id: account })).toMatchObject({ kind: 'reject', code: 'missing', field: 'account' });
  });

  it.each([{ id: 'a' }, ['a'], true, '{"id":"a"}'])('refuses what names nobody as an account: %j', (account) => {
    expect(read({ account_id: account })).toMatchObject({ kind: 'reject', code: 'bad-name', field: 'account' });
  });

  it.each([17, 'tame', '[a', 'frank', 'true north'])('takes %j for an account', (account) => {
    expect(fieldsOf({ account_id: account })).toMatchObject({ account: String(account) });
  });

  it('refuses a record with a bad value, and names the field but not the value', () => {
    expect(read({ account_id: 'a', ip: 'at home' })).toEqual({
      kind: 'reject',
      code: 'bad-ip',
      field: 'ip',
      reason: 'ip is not an address',
    });
  });

  it('leaves out a declared indicator that cannot be read', () => {
    expect(read({ account_id: 'a', exit: 'nowhere' })).toMatchObject({ kind: 'record', declared: [] });
  });

  it.each(['', 'words', '[1]', '"a"', 'null', '17', '{"a":1', '{"a":1}{'])('refuses what is no object: %s', (text) => {
    expect(map(text)).toEqual({ kind: 'reject', code: 'malformed', field: undefined, reason: 'is not a JSON object' });
  });

  it('answers any JSON with a record or a reason, and repeats no value in the reason', () => {
    const value = fc.oneof(fc.jsonValue(), fc.constantFrom<unknown>('secret', TIME, { id: 'secret' }));
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('account_id', 'ts', 'ip', 'tokens', 'user', 'messages', 'tags'), value),
        (record) => {
          const outcome = map(JSON.stringify(record));
          if (outcome.kind === 'record')
            expect(outcome.fields).toMatchObject({ account: expect.any(String), time: TIME_MS });
          else expect(outcome.reason).not.toContain('secret');
        },
      ),
    );
  });
});

describe('the guard against card numbers', () => {
  const CARD = '4000001234567899';
  const guarded = parseMapping(
    [
      'version: 1',
      'match: "*"',
      'format: jsonl',
      'entity: payment',
      'fields:',
      '  account: { paths: [account], required: true }',
      '  payment_method: { paths: [method] }',
      'indicators:',
      '  - { name: wallet-card, paths: ["cards[]", card], parse: card-token }',
      '  - { name: note, paths: [note] }',
    ].join('\n'),
    'a.mapping.yaml',
  );
  const pay = (record: object): ReturnType<RecordMapper> => jsonMapper(guarded)(JSON.stringify(record));

  it.each([
    ['payment_method', { account: 'a', method: CARD }],
    ['payment_method', { account: 'a', method: 4_000_001_234_567_899 }],
    ['wallet-card', { account: 'a', card: CARD }],
    ['wallet-card', { account: 'a', cards: ['card_1', CARD] }],
  ])('refuses a record whose %s is a card number, and does not repeat it', (field, record) => {
    expect(pay(record)).toEqual({
      kind: 'reject',
      code: 'card-number',
      field,
      reason: `${field} is a card number; only a token of it may be kept`,
    });
  });

  it('names the card number before anything else that is wrong, so that the record is kept without it', () => {
    expect(pay({ method: CARD })).toMatchObject({ code: 'card-number' });
  });

  it('takes tokens, and numbers where no card is meant', () => {
    expect(pay({ account: 'a', method: 'card_4f1c99a2', card: '4000001234567890', note: CARD })).toEqual({
      kind: 'record',
      fields: { account: 'a', payment_method: 'card_4f1c99a2' },
      declared: [
        { kind: 'wallet-card', value: '4000001234567890' },
        { kind: 'note', value: CARD },
      ],
      kept: {},
    });
  });
});

describe('declared indicators', () => {
  const declared = mappingOf([
    '  account: { paths: [account] }',
    'indicators:',
    '  - { name: landing, paths: [url], parse: url }',
    '  - { name: exit, paths: [exit], parse: ip }',
  ]);

  it.each([
    ['landing', 'url', 'HTTP://Shop.Example:80/a#b', 'http://shop.example/a'],
    ['exit', 'exit', '2001:DB8:0:0::7%eth0', '2001:db8::7'],
  ])('%s is kept in its canonical form', (kind, key, text, value) => {
    expect(jsonMapper(declared)(JSON.stringify({ account: 'a', [key]: text }))).toMatchObject({
      declared: [{ kind, value }],
    });
  });

  it('leaves out a URL that is none', () => {
    expect(jsonMapper(declared)('{"account":"a","url":"nowhere"}')).toMatchObject({ declared: [] });
  });
});

describe('csvMapper', () => {
  const csv = mappingOf(
    ['  account: { paths: [account], required: true }', '  prompt: { paths: [text, "the text"] }', 'keep: [note]'],
    'csv',
  );
  const header = ['account', 'the text', 'note'];

  it('reads fields by the names of the header', () => {
    expect(csvMapper(csv, header)('a1,"Hello, ""you""",n')).toMatchObject({
      fields: { account: 'a1', prompt: 'Hello, "you"' },
      kept: { note: 'n' },
    });
  });

  it('takes an empty field for none', () => {
    expect(csvMapper(csv, header)('a1,,')).toEqual({
      kind: 'record',
      fields: { account: 'a1' },
      declared: [],
      kept: {},
    });
    expect(csvMapper(csv, header)(',x,')).toMatchObject({ kind: 'reject', code: 'missing', field: 'account' });
  });

  it.each(['a1,b', 'a1,b,c,d', 'a1,"b,c', ''])('refuses a record that does not fit the header: %s', (text) => {
    expect(csvMapper(csv, header)(text)).toEqual({
      kind: 'reject',
      code: 'malformed',
      field: undefined,
      reason: 'does not have the columns of the header',
    });
  });

  it('follows a path into the JSON of a column, where no column has the name of the path', () => {
    const nested = mappingOf(['  account: { paths: [who.id, "who.ids[-1]"], required: true }'], 'csv');
    const header = ['who', 'who.ids[-1]'];
    expect(csvMapper(nested, header)('"{""id"":""a""}",b')).toMatchObject({ fields: { account: 'a' } });
    expect(csvMapper(nested, header)('"{""ids"":[""c""]}",b')).toMatchObject({ fields: { account: 'b' } });
    expect(csvMapper(nested, ['who'])('"{""ids"":[""c"",""d""]}"')).toMatchObject({ fields: { account: 'd' } });
    expect(csvMapper(nested, header)('plain words,')).toMatchObject({ kind: 'reject', code: 'missing' });
  });

  it('separates TSV by tabs', () => {
    const tsv = mappingOf(['  account: { paths: [account] }'], 'tsv');
    expect(csvMapper(tsv, ['account', 'x'])('a,1\tb')).toMatchObject({ fields: { account: 'a,1' } });
  });
});

describe('parseOf', () => {
  it.each([
    ['time', 'rfc3339'],
    ['banned_at', 'rfc3339'],
    ['ip', 'ip'],
    ['verified', 'boolean'],
    ['output_tokens', 'integer'],
    ['amount', 'number'],
    ['account', 'name'],
  ])('reads %s as %s when the mapping does not say', (target, parse) => {
    expect(parseOf(target, { paths: ['x'], required: false })).toBe(parse);
  });

  it('reads it as the mapping says', () => {
    expect(parseOf('time', { paths: ['x'], required: false, parse: 'unix-s' })).toBe('unix-s');
  });
});
