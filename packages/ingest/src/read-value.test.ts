import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatFault, isBad, readValue } from './read-value.js';

fc.configureGlobal({ seed: 20_260_301 });

const codeOf = (text: string, parse: string): string | undefined => {
  const reading = readValue(text, parse);
  return isBad(reading) ? reading.code : undefined;
};

const anyMs = fc.integer({ min: 0, max: 4_000_000_000_000 });

describe('formatFault', () => {
  it.each(['%Y-%m-%dT%H:%M:%S%z', '%d/%b/%y', '%H:%M:%S.%f', '%I:%M %p', '%Y %%'])(
    'finds nothing wrong with %s',
    (format) => {
      expect(formatFault(format)).toBeUndefined();
    },
  );

  it.each([
    ['%Y-%Q', 'has %Q, which is not known'],
    ['%-d/%m/%Y', 'has %-, which is not known'],
    ['%Y %', 'has %, which is not known'],
    ['%Y-%m-%Y', 'has %Y twice'],
    ['%I:%M', 'has %I without %p'],
    ['%d/%m/%Y %p', 'has %p without an hour'],
  ])('finds in %s what is wrong', (format, fault) => {
    expect(formatFault(format)).toContain(fault);
  });
});

describe('readValue', () => {
  it.each(['text', 'prompt', 'line'])('gives %s as it stands', (parse) => {
    expect(readValue(' Ab "c"\n', parse)).toBe(' Ab "c"\n');
  });

  it('never repeats a refused value in the reason', () => {
    const parses = ['rfc3339', 'unix-s', 'strptime: %Y', 'integer', 'number', 'boolean', 'ip', 'email', 'url'];
    for (const parse of parses) expect(JSON.stringify(readValue('secret words', parse))).not.toContain('secret');
  });

  describe('rfc3339', () => {
    it.each([
      ['2026-03-01T12:30:00Z', '2026-03-01T12:30:00.000Z'],
      ['2026-03-01t12:30:00z', '2026-03-01T12:30:00.000Z'],
      ['2026-03-01T12:30:00+02:00', '2026-03-01T10:30:00.000Z'],
      ['2026-03-01T12:30:00-0530', '2026-03-01T18:00:00.000Z'],
      ['2026-03-01T12:30:00.123456789Z', '2026-03-01T12:30:00.123Z'],
      ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
    ])('reads %s', (text, iso) => {
      expect(readValue(text, 'rfc3339')).toBe(Date.parse(iso));
    });

    it.each(['2026-03-01 12:30:00', '2026-03-01T12:30:00', '2026-03-01T12:30'])(
      'takes %s without a zone for UTC',
      (text) => {
        expect(readValue(text, 'rfc3339')).toBe(Date.UTC(2026, 2, 1, 12, 30));
      },
    );

    it.each([
      'yesterday',
      '2026-03-01',
      '1767225600',
      '2026-13-01T00:00:00Z',
      '2026-00-01T00:00:00Z',
      '2026-01-32T00:00:00Z',
      '2026-02-30T00:00:00Z',
      '2026-02-29T00:00:00Z',
      '2026-01-01T25:00:00Z',
      '2026-01-01T00:61:00Z',
      '2026-01-01T00:00:00+99:00',
      ' 2026-01-01T00:00:00Z',
    ])('refuses %s', (text) => {
      expect(readValue(text, 'rfc3339')).toEqual({ code: 'bad-time', reason: 'is not a date' });
    });

    it('reads every moment that was written as ISO', () => {
      fc.assert(fc.property(anyMs, (ms) => readValue(new Date(ms).toISOString(), 'rfc3339') === ms));
    });
  });

  describe('unix times', () => {
    it.each([
      ['unix-s', '1767225600', 1_767_225_600_000],
      ['unix-s', '1767225600.25', 1_767_225_600_250],
      ['unix-ms', '1767225600123', 1_767_225_600_123],
      ['unix-ns', '1767225600123456789', 1_767_225_600_123],
      ['unix-s', '-1', -1000],
      // The millisecond that it lies in, as of a date with more digits.
      ['unix-s', '1767225600.0019', 1_767_225_600_001],
      ['unix-s', '1772000000.123', 1_772_000_000_123],
      ['unix-s', '-0.0001', -1],
      ['unix-s', '-0', 0],
      ['unix-s', '.5', 500],
      ['unix-s', '1.7672256e9', 1_767_225_600_000],
      ['unix-ns', '1767225600123999999', 1_767_225_600_123],
      ['unix-ns', '5', 0],
    ])('reads %s %s', (parse, text, ms) => {
      expect(readValue(text, parse)).toBe(ms);
    });

    it.each(['', ' ', 'now', 'Infinity', 'NaN', '2026-01-01'])('refuses "%s"', (text) => {
      expect(readValue(text, 'unix-s')).toEqual({ code: 'bad-time', reason: 'is not a Unix time' });
    });

    it('refuses milliseconds that a mapping calls seconds when they lie outside all years', () => {
      for (const text of ['17672256001234', '1772000000123', '1e300'])
        expect(readValue(text, 'unix-s')).toEqual({
          code: 'bad-time',
          reason: 'lies after the year 9999: it may be of another unit than the mapping says',
        });
    });
  });

  it('reads one moment as one millisecond, however it is written', () => {
    const date = fc.date({ min: new Date(0), max: new Date('2100-01-01'), noInvalidDate: true });
    fc.assert(
      fc.property(date, fc.integer({ min: 0, max: 999_999 }), (day, beyond) => {
        const ms = day.getTime();
        const digits = `${String(ms % 1000).padStart(3, '0')}${String(beyond).padStart(6, '0')}`;
        const seconds = Math.floor(ms / 1000);
        const iso = day.toISOString().slice(0, 19);
        expect(readValue(`${seconds}.${digits}`, 'unix-s')).toBe(ms);
        expect(readValue(`${seconds}${digits}`, 'unix-ns')).toBe(ms);
        expect(readValue(`${iso}.${digits}Z`, 'rfc3339')).toBe(ms);
        expect(readValue(`${iso}.${digits}`, 'strptime: %Y-%m-%dT%H:%M:%S')).toBe(ms);
      }),
    );
  });

  describe('strptime', () => {
    it.each([
      ['%d/%m/%Y', '31/12/2025', '2025-12-31T00:00:00.000Z'],
      ['%d/%b/%Y:%H:%M:%S %z', '01/Mar/2026:12:30:05 +0200', '2026-03-01T10:30:05.000Z'],
      ['%Y-%m-%d %H:%M:%S', '2026-03-01 12:30:05.001', '2026-03-01T12:30:05.001Z'],
      ['%Y-%m-%dT%H:%M:%S%z', '2026-03-01T12:30:05Z', '2026-03-01T12:30:05.000Z'],
      ['%Y-%m-%d %H:%M %z', '2026-03-01 12:30 -05:30', '2026-03-01T18:00:00.000Z'],
      ['[%Y.%m.%d]', '[2026.03.01]', '2026-03-01T00:00:00.000Z'],
    ])('reads %s', (format, text, iso) => {
      expect(readValue(text, `strptime: ${format}`)).toBe(Date.parse(iso));
    });

    it.each([
      ['%d/%m/%Y', '12/31/2025'],
      ['%d/%m/%Y', '00/12/2025'],
      ['%d/%m/%Y', '12/00/2025'],
      ['%d/%m/%Y', '30/02/2026'],
      ['%d %b %Y', '12 Foo 2025'],
      ['%Y-%m-%d %H:%M', '2026-03-01 24:00'],
      ['%Y-%m-%d %H:%M', '2026-03-01 12:60'],
      ['%Y-%m-%d %H:%M:%S', '2026-03-01 12:30:61'],
    ])('refuses by %s the date %s, which would roll over', (format, text) => {
      expect(readValue(text, `strptime: ${format}`)).toEqual({ code: 'bad-time', reason: 'is not a date' });
    });

    it.each(['2026-03-01 ', 'x2026-03-01', '2026/03/01', '26-03-01'])('refuses another form: %s', (text) => {
      expect(readValue(text, 'strptime: %Y-%m-%d')).toEqual({
        code: 'bad-time',
        reason: 'does not have the form of the mapping',
      });
    });

    it.each([
      ['%d/%m/%y', '31/12/68', '2068-12-31T00:00:00.000Z'],
      ['%d/%m/%y', '01/01/69', '1969-01-01T00:00:00.000Z'],
      ['%Y-%m-%d %H:%M:%S.%f', '2026-03-01 12:30:05.25', '2026-03-01T12:30:05.250Z'],
      ['%Y-%m-%d %H:%M:%S,%f', '2026-03-01 12:30:05,001999', '2026-03-01T12:30:05.001Z'],
      ['%m/%d/%Y %I:%M %p', '03/01/2026 02:30 PM', '2026-03-01T14:30:00.000Z'],
      ['%m/%d/%Y %I:%M %p', '03/01/2026 12:30 am', '2026-03-01T00:30:00.000Z'],
      ['%m/%d/%Y %H:%M %p', '03/01/2026 12:30 PM', '2026-03-01T12:30:00.000Z'],
      ['%Y %d%% %m', '2026 01% 03', '2026-03-01T00:00:00.000Z'],
    ])('reads by %s the date %s', (format, text, iso) => {
      expect(readValue(text, `strptime: ${format}`)).toBe(Date.parse(iso));
    });

    it.each(['00:30 AM', '13:30 PM'])('refuses %s, which no twelve-hour clock shows', (text) => {
      expect(readValue(text, 'strptime: %I:%M %p')).toEqual({ code: 'bad-time', reason: 'is not a date' });
    });

    it('reads every moment to the whole millisecond', () => {
      fc.assert(
        fc.property(anyMs, (ms) => {
          const text = new Date(ms).toISOString().replace('T', ' ');
          expect(readValue(text, 'strptime: %Y-%m-%d %H:%M:%S%z')).toBe(ms);
        }),
      );
    });
  });

  describe('numbers', () => {
    it.each([
      ['integer', '42', 42],
      ['integer', '-7', -7],
      ['integer', '+7.00', 7],
      ['number', '12.5', 12.5],
      ['number', '-1e3', -1000],
    ])('reads %s %s', (parse, text, value) => {
      expect(readValue(text, parse)).toBe(value);
    });

    it.each(['', '1.5', '1,000', 'twelve', '1e3', ' 1'])('refuses as whole number: "%s"', (text) => {
      expect(readValue(text, 'integer')).toEqual({ code: 'bad-number', reason: 'is not a whole number' });
    });

    it('refuses a whole number that is too large to be exact', () => {
      for (const digits of [16, 30, 400])
        expect(readValue('9'.repeat(digits), 'integer')).toEqual({
          code: 'bad-number',
          reason: 'is not a whole number',
        });
    });

    it.each(['', ' ', '1,5', 'ten', 'Infinity', '1e999'])('refuses as number: "%s"', (text) => {
      expect(readValue(text, 'number')).toEqual({ code: 'bad-number', reason: 'is not a number' });
    });
  });

  it.each(['true', 'TRUE', '1', 'yes', 't'])('reads %s as true', (text) => {
    expect(readValue(text, 'boolean')).toBe(true);
  });

  it.each(['false', 'False', '0', 'no', 'f'])('reads %s as false', (text) => {
    expect(readValue(text, 'boolean')).toBe(false);
  });

  it.each(['', '2', 'maybe', 'truest'])('refuses as boolean: "%s"', (text) => {
    expect(codeOf(text, 'boolean')).toBe('bad-boolean');
  });

  it.each([
    ['203.0.113.7', '203.0.113.7'],
    ['2001:DB8::7', '2001:db8::7'],
    ['::ffff:203.0.113.7', '203.0.113.7'],
    ['::FFFF:203.0.113.7', '203.0.113.7'],
    ['::ffff:cb00:7107', '203.0.113.7'],
    ['0:0:0:0:0:ffff:203.0.113.7', '203.0.113.7'],
    ['2001:0db8:0000:0000:0000:0000:0000:0007', '2001:db8::7'],
    ['2001:db8:0:0:1:0:0:1', '2001:db8::1:0:0:1'],
    ['2001:db8:0:1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['2001:db8::1:1:1:1:1', '2001:db8:0:1:1:1:1:1'],
    ['0:0:0:0:0:0:0:0', '::'],
    ['64:ff9b::203.0.113.7', '64:ff9b::cb00:7107'],
    ['fe80::1%eth0', 'fe80::1'],
    ['FE80:0::1%25', 'fe80::1'],
  ])('reads the address %s as %s', (text, address) => {
    expect(readValue(text, 'ip')).toBe(address);
  });

  it('reads every spelling of an IPv6 address as one address', () => {
    const group = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 0xffff }));
    fc.assert(
      fc.property(fc.array(group, { minLength: 8, maxLength: 8 }), (groups) => {
        const long = groups.map((each) => each.toString(16).padStart(4, '0').toUpperCase()).join(':');
        const short = groups.map((each) => each.toString(16)).join(':');
        const squeezed = short.replace(/(^|:)0(:0)+(:|$)/, '::');
        const readings = [long, short, squeezed].map((each) => readValue(each, 'ip'));
        expect(new Set(readings).size).toBe(1);
        const address = JSON.stringify(readings[0]);
        expect(address).not.toMatch(/[A-F]|:0\d/);
        if (!address.includes('::')) expect(address).not.toMatch(/\b0:0\b/);
      }),
    );
  });

  it.each(['', '203.0.113', '203.0.113.256', '203.0.113.7:443', '203.0.113.0/24', 'localhost', '2001:db8:::7'])(
    'refuses as address: "%s"',
    (text) => {
      expect(codeOf(text, 'ip')).toBe('bad-ip');
    },
  );

  it('writes e-mail addresses in lower case', () => {
    expect(readValue('Mira.Vale@Mail.Example', 'email')).toBe('mira.vale@mail.example');
  });

  it.each(['', 'mira', '@mail.example', 'mira@', 'a@b@c', 'mi ra@mail.example'])('refuses as e-mail: "%s"', (text) => {
    expect(codeOf(text, 'email')).toBe('bad-email');
  });

  it.each([
    ['HTTPS://Shop.Example/Cart?Item=1', 'https://shop.example/Cart?Item=1'],
    ['https://shop.example/cart#top', 'https://shop.example/cart'],
    ['https://shop.example:443/cart', 'https://shop.example/cart'],
    ['http://shop.example:80', 'http://shop.example/'],
    ['http://shop.example:443/', 'http://shop.example:443/'],
    ['Ledger://Node.Example:9/A#b', 'ledger://node.example:9/A'],
  ])('reads the URL %s as %s', (text, url) => {
    expect(readValue(text, 'url')).toBe(url);
  });

  it.each(['', 'shop.example/cart', 'https://', 'mailto:mira@mail.example', 'https://shop example/'])(
    'refuses as URL: "%s"',
    (text) => {
      expect(readValue(text, 'url')).toEqual({ code: 'bad-url', reason: 'is not a URL with a host' });
    },
  );

  it('reads a card token as it stands', () => {
    expect(readValue('card_4f1c99a2', 'card-token')).toBe('card_4f1c99a2');
  });

  it('refuses a card number as card token', () => {
    expect(readValue('4000001234567899', 'card-token')).toEqual({
      code: 'card-number',
      reason: 'is a card number; only a token of it may be kept',
    });
  });

  describe('time', () => {
    it.each([
      '2026-03-01T12:30:00Z',
      '1772368200',
      '1772368200.0',
      '1772368200000',
      '1772368200000000',
      '1772368200000000000',
    ])('reads %s by its size or form', (text) => {
      expect(readValue(text, 'time')).toBe(Date.UTC(2026, 2, 1, 12, 30));
    });

    it('refuses words', () => {
      expect(readValue('soon', 'time')).toMatchObject({ code: 'bad-time' });
    });
  });

  it('takes a leap second for the second after', () => {
    expect(readValue('2016-12-31T23:59:60Z', 'rfc3339')).toBe(Date.UTC(2017, 0, 1));
  });

  it.each([
    ['203.0.113.7, 198.51.100.2', '203.0.113.7'],
    ['203.0.113.7:40122', '203.0.113.7'],
    ['[2001:db8::1]:443', '2001:db8::1'],
    ['2001:DB8:0::1', '2001:db8::1'],
  ])('takes the first address of %s', (text, address) => {
    expect(readValue(text, 'forwarded-for')).toBe(address);
  });

  it('refuses a list that does not begin with an address', () => {
    expect(readValue('unknown, 203.0.113.7', 'forwarded-for')).toMatchObject({ code: 'bad-ip' });
  });
});
