import { describe, expect, it } from 'vitest';
import { networkOf, workbenchOf } from '../testing/snapshots.js';
import { anchorsOf, networkNow, networkSubject } from './subjects.js';

const showing = (networks: Readonly<Record<string, string>>) =>
  workbenchOf({
    networks: Object.entries(networks).map(([id, members]) =>
      networkOf(id, { members: Array.from(members, (each) => ({ id: each })) }),
    ),
  }).snapshot();
const subject = (id: string, anchors: string) => ({ on: 'network' as const, id, anchors: Array.from(anchors) });

describe('a network that is spoken of', () => {
  it('is kept by its own id with its five strongest members, whatever it was called', () => {
    const snapshot = showing({ 'N-0001': 'abcdefg', 'N-0002': 'xy' });
    expect(networkSubject(snapshot, 'name of n-0001')).toEqual(subject('N-0001', 'abcde'));
    expect(anchorsOf(snapshot, 'N-0002')).toEqual(['x', 'y']);
  });

  it.each([
    ['the one that most of its strongest members are in', 'N-1', 'abcde', { 'N-5': 'abc', 'N-6': 'dez' }, 'N-5'],
    ['its own where several have as many', 'N-6', 'abcd', { 'N-5': 'ab', 'N-6': 'cd' }, 'N-6'],
    ['the better one where it is none of several', 'N-9', 'cdab', { 'N-5': 'cb', 'N-6': 'da' }, 'N-5'],
    ['not its own number, when that is of another by now', 'N-2', 'abc', { 'N-1': 'abc', 'N-2': 'xyz' }, 'N-1'],
    ['not its own number, when more went elsewhere', 'N-2', 'abc', { 'N-1': 'ab', 'N-2': 'cxy' }, 'N-1'],
    ['none when its members are in none', 'N-1', 'abc', { 'N-1': 'xyz' }, null],
    ['none when nobody knows its members', 'N-1', '', { 'N-1': 'xyz' }, null],
  ])('is now %s', (_, id, anchors, networks, now) => {
    expect(networkNow(showing(networks), subject(id, anchors))).toBe(now);
  });

  it('is no network where an account or an indicator is spoken of', () => {
    const snapshot = showing({ 'N-1': 'a' });
    expect(networkNow(snapshot, { on: 'account', id: 'a' })).toBeNull();
    expect(networkNow(snapshot, { on: 'indicator', kind: 'ip', value: 'a' })).toBeNull();
  });
});
