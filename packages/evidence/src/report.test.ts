import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BundleInput } from './bundle-input.js';
import { escapeXml } from './plain-text.js';
import { reportOf } from './report.js';
import { bundleInput } from './testing/bundle.js';
import { HOSTILE } from './testing/hostile.js';

fc.configureGlobal({ seed: 7 });

const input = bundleInput();
const plain = reportOf(input);
const markup = (html: string): string[] => html.match(/<[^>]*>/g) ?? [];
const times = (input: BundleInput, count: number): BundleInput => ({
  ...input,
  members: Array.from({ length: count }, (_, at) => ({
    ...input.members[0],
    account: `acct_${at}`,
  })) as BundleInput['members'],
});

describe('reportOf', () => {
  it('says what was found, in figures', () => {
    for (const part of [
      'Heron <small>N-0001</small>',
      '4 accounts in 2 communities, 46 exchanges, seen from 2026-09-01 to unknown',
      'q 1e-9',
      'score 2.2; above 0 is Act',
      '<p class="value">Act</p>',
      '<td>payment</td><td>100 %</td>',
      'Four accounts pay with one card.',
    ])
      expect(plain).toContain(part);
  });

  it('has the same markup whatever a dump says', () => {
    fc.assert(
      fc.property(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: 'binary' })), (text) => {
        expect(markup(reportOf(bundleInput((word) => `${text}${word}`)))).toEqual(markup(plain));
      }),
    );
  });

  it('shows hostile text as text', () => {
    for (const text of HOSTILE) {
      const html = reportOf(bundleInput((word) => `${text}${word}`));
      expect(html).toContain(`<td>${escapeXml(`${text}acct_1`)}</td>`);
      expect(html).not.toMatch(/(?![\t\n\r])\p{Cc}|\p{Bidi_Control}/u);
    }
  });

  it('runs no script and loads nothing, and says so to the browser', () => {
    expect(plain).not.toMatch(
      /<(script|link|img|iframe|object|form)|\bon\w+=|javascript:|url\(|@import|\b(src|href)=/i,
    );
    expect(plain).toContain(`content="default-src 'none'; style-src 'unsafe-inline'"`);
  });

  it('says that it shows 50 of more members, and nothing of the kind for 50', () => {
    expect(reportOf(times(input, 1234))).toContain('50 of 1,234 members shown');
    expect(reportOf(times(input, 50))).not.toContain('members shown');
    expect(reportOf(times(input, 1234)).match(/<td>acct_\d+<\/td>/g)).toHaveLength(50);
  });
});
