import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { piecesOf, SafeText, Template, visibleText } from './safe-text.js';

const HIDDEN = /(?![\t\n])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;
const mark = (code: string): string =>
  `<span class="hidden-mark" title="A character that is not visible">U+${code}</span>`;

describe('text from a dump', () => {
  it.each([
    ['reversed reading', 'acct_\u202egpj.exe', `acct_${mark('202E')}gpj.exe`],
    ['an isolate that is never closed', '\u2067abc', `${mark('2067')}abc`],
    ['a direction mark', 'a\u200fb', `a${mark('200F')}b`],
    ['a null character', 'a\u0000b', `a${mark('0000')}b`],
    ['an escape sequence', '\u001b[31mred', `${mark('001B')}[31mred`],
    ['a carriage return', 'a\rb', `a${mark('000D')}b`],
    ['a control character above ASCII', 'a\u0085b', `a${mark('0085')}b`],
    ['a space of no width', 'acct\u200b_1', `acct${mark('200B')}_1`],
    ['a byte order mark', '\ufeffacct', `${mark('FEFF')}acct`],
    ['a soft hyphen', 'ac\u00adct', `ac${mark('00AD')}ct`],
    ['the beginning of a note between the lines', 'a\ufff9b', `a${mark('FFF9')}b`],
    ['a line separator', 'a\u2028b', `a${mark('2028')}b`],
    ['a letter that is empty', 'acct_1\u3164', `acct_1${mark('3164')}`],
    ['a tag beyond the basic plane', 'a\u{e0041}b', `a${mark('E0041')}b`],
    ['two of them in a row', '\u202e\u202e', mark('202E') + mark('202E')],
  ])('shows %s as a mark', (_, text, markup) => {
    expect(renderToStaticMarkup(<SafeText>{text}</SafeText>)).toBe(`<bdi>${markup}</bdi>`);
  });

  it.each([
    ['<img src=x onerror=alert(1)>', '&lt;img src=x onerror=alert(1)&gt;'],
    ['</bdi><script>1</script>', '&lt;/bdi&gt;&lt;script&gt;1&lt;/script&gt;'],
    ['a &amp; b', 'a &amp;amp; b'],
    ['"\'', '&quot;&#x27;'],
  ])('shows the markup %s as text', (text, markup) => {
    expect(renderToStaticMarkup(<SafeText>{text}</SafeText>)).toBe(`<bdi>${markup}</bdi>`);
  });

  it('stays as it is when everything in it can be seen', () => {
    const text = 'Überweisung 4 €,\n\t東京 🐍 ‹…›';
    expect(piecesOf(text)).toEqual([{ text, isHidden: false }]);
    expect(visibleText(text)).toBe(text);
  });

  it('is nothing when it is empty', () => {
    expect(piecesOf('')).toEqual([]);
  });

  it('loses nothing: marks read as characters give it back', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const back = piecesOf(text).map((piece) =>
          piece.isHidden ? String.fromCodePoint(parseInt(piece.text.slice(2), 16)) : piece.text,
        );
        expect(back.join('')).toBe(text);
      }),
      { seed: 1 },
    );
  });

  it('never holds a hidden character as such', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(visibleText(text)).not.toMatch(HIDDEN);
      }),
      { seed: 2 },
    );
  });

  it('has its marks in brackets where there is no markup', () => {
    expect(visibleText('acct_\u202e1')).toBe('acct_[U+202E]1');
  });
});

describe('a prompt template', () => {
  it('shows its slots, and none of what samples held there', () => {
    expect(renderToStaticMarkup(<Template text="Score ‹…› from 1 to 9" />)).toBe(
      '<span class="mono"><bdi>Score </bdi><span class="slot">text</span><bdi> from 1 to 9</bdi></span>',
    );
  });

  it('shows markup and hidden characters between its slots', () => {
    expect(renderToStaticMarkup(<Template text={'<b>\u202e‹…›'} />)).toContain(`<bdi>&lt;b&gt;${mark('202E')}</bdi>`);
  });
});
