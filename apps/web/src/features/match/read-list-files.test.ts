import { MOST_LIST_CHARACTERS } from '@iolaus/contracts';
import { describe, expect, it } from 'vitest';
import { readListFiles } from './read-list-files.js';

const file = (name: string, content: string, size = content.length) => ({
  name,
  size,
  text: () => Promise.resolve(content),
});

describe('the text of files', () => {
  it('is one after the other, without a byte order mark', async () => {
    expect(await readListFiles([file('a.txt', '\ufeff203.0.113.7\n'), file('b.csv', 'acct_1,x')])).toEqual({
      text: '203.0.113.7\n\nacct_1,x',
    });
  });

  it('is refused where it is no text', async () => {
    expect(await readListFiles([file('a.zip', 'PK\0\u0003')])).toEqual({
      fault: 'a.zip is not text. Save it as .txt or .csv, and drop it again.',
    });
  });

  it('is refused where it is too long, before a huge file is read', async () => {
    const fault = 'a.txt: longer than 2 MB at a time. Split the list, and match the parts one after the other.';
    expect(await readListFiles([file('a.txt', 'a'.repeat(MOST_LIST_CHARACTERS + 1))])).toEqual({ fault });
    const huge = { ...file('a.txt', '', 2 ** 40), text: () => Promise.reject(new Error('read')) };
    expect(await readListFiles([huge])).toEqual({ fault });
  });
});
