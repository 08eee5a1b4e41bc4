// @vitest-environment happy-dom
import { renderToStaticMarkup } from 'react-dom/server';
import type { CasebookView, Subject } from '@iolaus/contracts';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { Notes } from './Notes.js';
import { draftKey, notesOn, useDrafts } from './notes.js';
import { networkSubject } from './verdicts.js';

const book = vi.hoisted(() => ({ data: undefined as unknown }));
vi.mock('./use-casebook.js', () => ({ useCasebook: () => ({ isPending: false, isError: false, ...book }) }));

const ip: Subject = { on: 'indicator', kind: 'ip', value: '192.0.2.1' };
const account: Subject = { on: 'account', id: 'a' };
const note = (subject: Subject, text: string, network: string | null = null) => ({
  step: `S-${text}`,
  author: 'Mira',
  atMs: 0,
  subject,
  network,
  text,
});
const bookOf = (...notes: ReturnType<typeof note>[]) => ({ notes }) as unknown as CasebookView;

describe('notes on something', () => {
  const all = bookOf(
    note(ip, 'ip'),
    note(account, 'account'),
    note(networkSubject('N-1'), 'moved', 'N-2'),
    note({ ...ip, kind: 'subnet' }, 'other kind'),
  );

  it('are those of just that, and a network’s go with it to its number of now', () => {
    const texts = (of: Subject) => notesOn(all, of).map(({ text }) => text);
    expect([texts(ip), texts(account), texts(networkSubject('N-2')), texts(networkSubject('N-1'))]).toEqual([
      ['ip'],
      ['account'],
      ['moved'],
      [],
    ]);
  });

  it('that are hostile are text, with what would hide or turn it as visible marks', () => {
    book.data = bookOf(note(account, '<img src=x onerror=alert(1)>\u202egnp.exe'));
    const html = renderToStaticMarkup(<Notes of={account} />);
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(html).toContain('U+202E');
    expect(html).not.toContain('\u202e');
  });
});

describe('a draft', () => {
  beforeEach(() => useDrafts.setState({ texts: {} }));

  it('is kept by what it is of, and forgotten when it is empty', () => {
    const { write } = useDrafts.getState();
    write(draftKey(ip), 'begun');
    write(draftKey(account), 'other');
    write(draftKey(ip), '');
    expect(useDrafts.getState().texts).toEqual({ [draftKey(account)]: 'other' });
    expect(JSON.parse(sessionStorage.getItem('iolaus.notes') ?? '{}')).toMatchObject({
      state: { texts: { [draftKey(account)]: 'other' } },
    });
  });
});
