import fc from 'fast-check';
import { expect, it } from 'vitest';
import { emailDomain } from './email-domain.js';

fc.configureGlobal({ seed: 20_260_301 });

it.each([
  ['ada@example.com', 'example.com'],
  ['ADA@Example.COM.', 'example.com'],
  ['Example.com', 'example.com'],
  ['"a@b"@example.com', 'example.com'],
  ['ada@bücher.example', 'xn--bcher-kva.example'],
  ['ada@BÜCHER.example.', 'xn--bcher-kva.example'],
  ['ada@xn--bcher-kva.example', 'xn--bcher-kva.example'],
  ['ada@bu\u0308cher.example', 'xn--bcher-kva.example'],
  ['ada@ｅｘａｍｐｌｅ。com', 'example.com'],
  ['ada@mail_1.example', 'mail_1.example'],
  ['ada@1.2.3', '1.2.3'],
  ['ada@bü/cher', 'bü/cher'],
])('gives the domain of %s as %s', (text, domain) => {
  expect(emailDomain(text)).toBe(domain);
});

it.each(['', 'ada@', '.', 'ada@.'])('finds no domain in %j', (text) => {
  expect(emailDomain(text)).toBeUndefined();
});

it('changes nothing of a domain that it gave', () => {
  fc.assert(
    fc.property(fc.oneof(fc.emailAddress(), fc.domain(), fc.string({ unit: 'grapheme' })), (text) => {
      const domain = emailDomain(text);
      fc.pre(domain !== undefined);
      expect(emailDomain(domain)).toBe(domain);
    }),
    { numRuns: 1000 },
  );
});
