import { describe, expect, it } from 'vitest';
import { markExcerpt } from './mark-excerpt.js';

const marked = (excerpt: string, code: string, ...paths: string[]): string | undefined =>
  markExcerpt(excerpt, { code, paths }).find(({ isMarked }) => isMarked)?.text;

describe('the mark in a refused row', () => {
  it.each([
    ['{"ts":"yesterday","actor":{}}', ['ts'], '"yesterday"'],
    ['{"ts" : -7,"actor":{}}', ['ts'], '-7'],
    ['{"src_endpoint":{"ip":"unknown"}}', ['client.address', 'src_endpoint.ip'], '"unknown"'],
    ['{"headers":{"user-agent":"a \\"b\\" c"}}', ['headers["user-agent"]'], '"a \\"b\\" c"'],
    ['{"at":"cut off by the exce', ['at'], '"cut off by the exce'],
  ])('of %s is the value', (excerpt, paths, value) => {
    expect(marked(excerpt, 'bad-time', ...paths)).toBe(value);
  });

  it('of a row that ends too early is its end', () => {
    expect(marked('{"ts":1795332004118,"actor":{"user":{"uid":"acct_w', 'malformed')).toBe(':"acct_w');
  });

  it.each([
    ['tern-3,soon,w-78', 'bad-time', 'at'],
    ['{"other":1}', 'bad-time', 'ts'],
    ['{"whole":true}', 'malformed', 'ts'],
  ])('of %s is not there when the value cannot be told', (excerpt, code, path) => {
    expect(markExcerpt(excerpt, { code, paths: [path] })).toEqual([{ text: excerpt, isMarked: false }]);
  });

  it('stays in sight, however much stands before it', () => {
    const [before, value] = markExcerpt(`{"prompt":"${'x'.repeat(150)}","ts":"soon"}`, {
      code: 'bad-time',
      paths: ['ts'],
    });
    expect(before?.text).toHaveLength(17);
    expect(value).toEqual({ text: '"soon"', isMarked: true });
  });
});
