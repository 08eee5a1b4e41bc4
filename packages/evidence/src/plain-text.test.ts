import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csvField, csvOf, escapeXml, visible } from './plain-text.js';
import { HOSTILE } from './testing/hostile.js';

fc.configureGlobal({ seed: 7 });

const hostile = fc.oneof(
  fc.constantFrom(...HOSTILE),
  fc.string({ unit: 'binary' }),
  fc
    .array(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary', maxLength: 4 })))
    .map((parts) => parts.join('')),
);

/** Rows of a CSV text as a strict reader of RFC 4180 sees them. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end !== ',') rows.push([]);
  }
  rows.pop();
  return rows;
}

describe('visible', () => {
  it('leaves no control, direction or unseen character', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        expect(visible(text)).not.toMatch(/(?![\t\n\r])\p{Cc}|\p{Bidi_Control}|[\u200b\u2060\ufeff\ufffe\uffff]/u);
      }),
    );
  });

  it('leaves alone what is visible and makes nothing twice', () => {
    expect(visible('Zoë’s 東京 ❤️ 👩‍🚀 مرحبا\t\n')).toBe('Zoë’s 東京 ❤️ 👩‍🚀 مرحبا\t\n');
    fc.assert(fc.property(hostile, (text) => visible(visible(text)) === visible(text)));
  });

  it('says which direction mark stood there', () => {
    expect(visible('invoice\u202Efdp.exe')).toBe('invoice[U+202E]fdp.exe');
  });

  it('tells two words apart that differ in a character without width', () => {
    expect(visible('acct\u200B_1')).toBe('acct[U+200B]_1');
    expect(visible('acct_1\u{E0041}')).toBe('acct_1[U+E0041]');
  });

  it('puts one sign in place of a terminal escape', () => {
    expect(visible('\u001B[31mred\u0000')).toBe('\uFFFD[31mred\uFFFD');
  });
});

describe('escapeXml', () => {
  it('leaves nothing that opens a tag, an entity of its own or a quote', () => {
    fc.assert(fc.property(hostile, (text) => !/[<>&"']/.test(escapeXml(text).replace(/&#\d+;/g, ''))));
  });

  it('reads back as the visible text', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const back = escapeXml(text).replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
        expect(back).toBe(visible(text));
      }),
    );
  });
});

describe('csvField', () => {
  it.each(HOSTILE)('is no formula for %j', (text) => {
    const [[cell] = []] = readCsv(`${csvField(text)}\r\n`);
    expect(cell).not.toMatch(/^[=+\-@\t\r\n\uff0b\uff0d\uff1d\uff20\0]/);
  });

  it('keeps numbers as they are, negative ones too', () => {
    expect([csvField(-1.5), csvField(0)]).toEqual(['-1.5', '0']);
  });

  it('quotes only what needs it', () => {
    expect(['acct_1', 'a,b', 'say "x"', 'two\nlines'].map(csvField)).toEqual([
      'acct_1',
      '"a,b"',
      '"say ""x"""',
      '"two\nlines"',
    ]);
  });
});

describe('csvOf', () => {
  it('keeps every row and cell apart, whatever stands in them', () => {
    fc.assert(
      fc.property(fc.array(fc.array(hostile, { minLength: 3, maxLength: 3 }), { maxLength: 6 }), (rows) => {
        const read = readCsv(csvOf(['a', 'b', 'c'], rows));
        expect(read.slice(1).map((row) => row.map((cell) => cell.replace(/^'/, '')))).toEqual(
          rows.map((row) => row.map((cell) => visible(cell).replace(/^'/, ''))),
        );
      }),
    );
  });

  it('begins with the header and ends every line with CRLF', () => {
    expect(csvOf(['a', 'b'], [['x', 1]])).toBe('a,b\r\nx,1\r\n');
  });
});
