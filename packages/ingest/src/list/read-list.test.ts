import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readList, type ListEntry } from './read-list.js';
import { refang } from './refang.js';
import { countCells } from './split-cells.js';
import { defang, WAYS } from './testing/defang.js';

fc.configureGlobal({ seed: 20_260_301 });

const only = (list: string): ListEntry | undefined => {
  const { entries, malformed } = readList(list);
  return entries.length === 1 && malformed.length === 0 ? entries[0] : undefined;
};

describe('an entry', () => {
  it.each([
    ['203[.]0[.]113[.]7', 'ip', '203.0.113.7'],
    ['203(.)0(.)113(.)7', 'ip', '203.0.113.7'],
    ['203{.}0{.}113{.}7', 'ip', '203.0.113.7'],
    ['203[.0[.113[.7', 'ip', '203.0.113.7'],
    ['203\\.0\\.113\\.7', 'ip', '203.0.113.7'],
    ['"203.0.113.7"', 'ip', '203.0.113.7'],
    ['• 203.0.113.7;', 'ip', '203.0.113.7'],
    ['3) 203.0.113.7.', 'ip', '203.0.113.7'],
    ['203.0.113.7:8443', 'ip', '203.0.113.7'],
    ['203\u200b.0.113.\u20607', 'ip', '203.0.113.7'],
    ['ip: 203.0.113.7', 'ip', '203.0.113.7'],
    ['src=203.0.113.7', 'ip', '203.0.113.7'],
    ['2001:DB8:0:0::7', 'ip', '2001:db8::7'],
    ['2001[:]db8[:][:]7', 'ip', '2001:db8::7'],
    ['[2001:db8::7]:443', 'ip', '2001:db8::7'],
    ['::ffff:203.0.113.7', 'ip', '203.0.113.7'],
    ['fe80::7%eth0', 'ip', 'fe80::7'],
    ['203.0.113.7/32', 'ip', '203.0.113.7'],
    ['203.0.113.0/24', 'network', '203.0.113.0/24'],
    ['2001:db8::/32', 'network', '2001:db8::/32'],
    ['AS64500', 'asn', 'AS64500'],
    ['asn 64500', 'asn', 'AS64500'],
    ['Ada[at]Evil[.]Example', 'email', 'ada@evil.example'],
    ['mailto:ada@evil.example', 'email', 'ada@evil.example'],
    ['@evil.example', 'domain', 'evil.example'],
    ['Evil [dot] Example.', 'domain', 'evil.example'],
    ['*.bücher.example', 'domain', 'xn--bcher-kva.example'],
    ['evil[.]example:8080/login', 'domain', 'evil.example'],
    ['hxxps[:]//evil[.]example/a?b#c', 'url', 'evil.example'],
    ['hXXp://ada:secret@203[.]0[.]113[.]7:81/', 'url', '203.0.113.7'],
    ['203.0.113.7/login.php', 'url', '203.0.113.7'],
    ['http://[2001:db8::7]/x', 'url', '2001:db8::7'],
    ['acct_9f3k27qd', 'text', 'acct_9f3k27qd'],
    ['411111', 'text', '411111'],
    ['sdk-python/1.42', 'text', 'sdk-python/1.42'],
    ['Mozilla/5.0 (X11; Linux, x86_64) Gecko/20100101', 'text', 'Mozilla/5.0 (X11; Linux, x86_64) Gecko/20100101'],
    ['Probe/2.1 (+http://evil.example/bot)', 'text', 'Probe/2.1 (+http://evil.example/bot)'],
  ])('%s is read as %s %s', (pasted, form, value) => {
    const entry = only(pasted);
    expect([entry?.form, entry?.values[0]]).toEqual([form, value]);
  });

  it('is also looked for as it was written, in whole and by its parts', () => {
    expect(only('Ada@Evil.example')?.values).toEqual(['ada@evil.example', 'Ada@Evil.example', 'evil.example']);
    expect(only('HTTP://Evil.example/A#b')?.values).toEqual([
      'evil.example',
      'Evil.example',
      'http://evil.example/A',
      'HTTP://Evil.example/A#b',
    ]);
    expect(only("'device [7]'")?.values).toEqual(['device [7]', "'device [7]'"]);
  });

  it('keeps the line and the text that it was pasted as', () => {
    expect(only('\n# a comment\n\n - 203[.]0[.]113[.]7  # seen twice')).toMatchObject({
      line: 4,
      text: '- 203[.]0[.]113[.]7',
    });
  });
});

describe('a malformed entry', () => {
  it.each([
    ['300.1.2.3', 'has a part above 255'],
    ['http://300.1.2.3/', 'has a part above 255'],
    ['300.1.2.3/24', 'has a part above 255'],
    ['203.0.113.007', 'has a part that begins with a zero'],
    ['203.0.113.7:70000', 'has a port above 65535'],
    ['203[]0[]113[]7', 'has empty brackets where a dot would stand'],
    ['evil()example', 'has empty brackets where a dot would stand'],
    ['[]', 'holds no letter and no digit'],
    ['"---"', 'holds no letter and no digit'],
    ['2001:db8::7::1', 'is not an IPv6 address'],
    ['1:2:3:4:5:6:7:8:9', 'is not an IPv6 address'],
    ['203.0.113.0/33', 'is not a network: an address, a slash and a length that fits it'],
    ['10.0.0.0/7', 'is wider than /8: give narrower networks'],
    ['::/0', 'is wider than /16: give narrower networks'],
    ['203.0.113.0-203.0.113.9', 'is a range of addresses: write it as networks, 203.0.113.0/24'],
    ['AS0', 'is AS0, which is nobody’s'],
    ['AS4294967296', 'is above the last ASN, 4294967295'],
    ['ada@', 'has nothing behind its @'],
    ['hxxp:///path', 'is a URL without a host'],
    ['a'.repeat(2001), 'is longer than 2,000 characters'],
  ])('%s says why', (pasted, reason) => {
    const { entries, malformed } = readList(`203.0.113.1\n${pasted}`);
    expect(entries).toHaveLength(1);
    expect(malformed).toMatchObject([{ line: 2, reason }]);
  });

  it('is shown in part where it is long', () => {
    expect(readList('b'.repeat(9000)).malformed[0]?.text).toBe(`${'b'.repeat(200)}…`);
  });
});

describe('a list', () => {
  const textsOf = (list: string): readonly string[] => readList(list).entries.map(({ values }) => values[0]);

  it('is taken apart at commas, semicolons, bars and tabs, but not in quotes or closed brackets', () => {
    expect(textsOf('acct_1,acct_2;acct_3|acct_4\tacct_5\r\n"acct, 6","acct ""7"""')).toEqual([
      'acct_1',
      'acct_2',
      'acct_3',
      'acct_4',
      'acct_5',
      'acct, 6',
      'acct "7',
    ]);
    expect(textsOf('agent (a, b; c), "unclosed, acct_2 (open')).toEqual([
      'agent (a, b; c)',
      'unclosed',
      'acct_2 (open',
    ]);
  });

  it('counts what says the same as an earlier entry, however it is written', () => {
    const { entries, repeated } = readList('203.0.113.7\n203[.]0[.]113[.]7\n203.0.113.7:80\nacct_1\nacct_1\nACCT_1');
    expect([entries.length, repeated]).toEqual([3, 3]);
  });

  it('takes words, dates and numbers beside a value for notes, but not names', () => {
    const { entries, lines } = readList(
      'ip,kind,seen,score,who\n203.0.113.7,scanner,2026-03-01T00:00:00Z,90,acct_77\n203.0.113.8 - seen on a VPN acct',
    );
    expect(lines).toBe(3);
    expect(entries.filter((entry) => !entry.isNote).map(({ values }) => values[0])).toEqual([
      'ip',
      'kind',
      'seen',
      'score',
      'who',
      '203.0.113.7',
      'acct_77',
      '203.0.113.8',
    ]);
    expect(entries.filter((entry) => entry.isNote).map(({ text }) => text)).toEqual([
      'scanner',
      '2026-03-01T00:00:00Z',
      '90',
      '- seen on a VPN acct',
    ]);
  });

  it('takes a word for an entry where it stands alone, before or behind the line where it is a note', () => {
    for (const list of ['scanner\n203.0.113.7,scanner', '203.0.113.7,scanner\nscanner']) {
      const { entries, repeated } = readList(list);
      expect(entries.find(({ text }) => text === 'scanner')?.isNote).toBe(false);
      expect(repeated).toBe(0);
    }
  });

  it('finds the values among the words of a line', () => {
    expect(textsOf('from 203.0.113.7 and 2001:db8::7, see hxxp://evil[.]example')).toEqual([
      '203.0.113.7',
      '2001:db8::7',
      'from and',
      'evil.example',
      'see',
    ]);
  });

  it('never shows the digits of a card number', () => {
    const list = readList('4111 1111 1111 1111\n4111-1111-1111-1111');
    expect(list.entries.map(({ text, isCardNumber }) => [text, isCardNumber])).toEqual([
      ['•••• •••• •••• ••••', true],
      ['••••-••••-••••-••••', true],
    ]);
  });

  it('has its cells counted no further than asked', () => {
    expect([countCells('a,b\n# c\n;d', 9), countCells('a,b,c,d', 2), countCells('', 9)]).toEqual([3, 2, 0]);
  });

  it('is empty where there is nothing but comments and blanks', () => {
    for (const list of ['', ' \n\t\n', '# all\n  # of it', ',;|\n,'])
      expect(readList(list)).toEqual({ lines: 0, entries: [], malformed: [], repeated: 0 });
  });
});

const label = fc.stringMatching(/^[a-z0-9]{1,12}$/);
const domain = fc.tuple(label, fc.stringMatching(/^[a-z]{2,6}$/)).map((parts) => parts.join('.'));
const ipv4 = fc.ipV4();
const indicator = fc.oneof(
  ipv4.map((value) => ({ value, form: 'ip' as const, written: value })),
  domain.map((value) => ({ value, form: 'domain' as const, written: value })),
  fc.tuple(label, domain).map(([name, of]) => ({
    value: `${name}@${of}`,
    form: 'email' as const,
    written: `${name}@${of}`,
  })),
  fc.tuple(domain, fc.constantFrom('http', 'https')).map(([value, scheme]) => ({
    value,
    form: 'url' as const,
    written: `${scheme}://${value}/x`,
  })),
);

describe('every text', () => {
  it('is read as what it was before it was defanged', () => {
    fc.assert(
      fc.property(indicator, fc.nat(WAYS), ({ value, form, written }, way) => {
        const entry = only(defang(written, way));
        expect([entry?.form, entry?.values[0]]).toEqual([form, value]);
      }),
      { numRuns: 3000 },
    );
  });

  it('is left as it stands where nothing of it is defanged', () => {
    fc.assert(
      fc.property(indicator, ({ written }) => {
        expect(refang(written)).toBe(written);
        expect(refang(refang(defang(written, 0)))).toBe(written);
      }),
    );
  });

  it('is a list, and each of its cells is in one class', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom(
        ',',
        ';',
        '"',
        '""',
        '(',
        ')',
        '[]',
        '#',
        '\n',
        '\r\n',
        '\t',
        ' ',
        '[.]',
        '::',
        '/24',
        '@',
        '\u202e',
      ),
      ipv4,
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const list = pieces.join('');
        const { entries, malformed, lines } = readList(list);
        for (const { values, line } of entries) {
          expect(values.length).toBeGreaterThan(0);
          expect(line).toBeGreaterThan(0);
        }
        expect(lines).toBeLessThanOrEqual(entries.length + malformed.length + readList(list).repeated);
      }),
      { numRuns: 2000 },
    );
  });

  it('of known entries is counted whole: entries, malformed ones and repeats', () => {
    const row = fc.oneof(
      indicator.map(({ written }) => written),
      fc.constantFrom('300.1.2.3', 'acct_1', 'acct_2', '[]', 'AS64500', 'AS64500'),
    );
    fc.assert(
      fc.property(fc.array(row, { maxLength: 60 }), (rows) => {
        const { entries, malformed, repeated } = readList(rows.join('\n'));
        expect(entries.length + malformed.length + repeated).toBe(rows.length);
      }),
    );
  });

  it.each([
    ['quotes', '"a,'],
    ['brackets', '('],
    ['colons', ':'],
    ['hashes', 'a #'],
    ['dots and labels', 'a-.'],
    ['blanks', ' '],
    ['ats', 'a@'],
    ['fangs', '[.'],
    ['short lines', '1\n'],
  ])('of half a million characters is read in seconds: %s', (_, piece) => {
    const list = piece.repeat(Math.floor(500_000 / piece.length));
    const start = performance.now();
    // As it stands, and cut into pieces that are just short enough to be looked at.
    for (const text of [list, list.replace(/[^]{1990}/g, '$&\n')])
      if (countCells(text, 50_001) <= 50_000) readList(text);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
