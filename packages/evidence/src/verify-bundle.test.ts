import fc from 'fast-check';
import { strFromU8, strToU8 } from 'fflate';
import { describe, expect, it } from 'vitest';
import type { Verification } from '@iolaus/contracts';
import { bagOf, unzipBag, zipBag } from './bag.js';
import type { BundleInput } from './bundle-input.js';
import { sealBundle } from './seal-bundle.js';
import { bundleInput, keyOf, RECOMPUTE } from './testing/bundle.js';
import { HOSTILE } from './testing/hostile.js';
import { verifyBundle } from './verify-bundle.js';

fc.configureGlobal({ seed: 7 });

const key = keyOf(1);
const sealed = sealBundle(bundleInput(), key).bytes;
const verify = (bytes: Uint8Array, trustedKey?: string): Verification =>
  verifyBundle({ bytes, recompute: RECOMPUTE, ...(trustedKey === undefined ? {} : { trustedKey }) });
const failed = (verification: Verification): string[] =>
  verification.checks.filter((check) => !check.ok).map((check) => check.id);
const sentence = (verification: Verification, id: string): string =>
  verification.checks.find((check) => check.id === id)?.sentence ?? '';

/** The sealed files after a change, zipped in the form of a bundle but with nothing signed anew. */
function tampered(change: (files: Map<string, Uint8Array>) => void): Uint8Array {
  const opened = unzipBag(sealed);
  if ('reason' in opened) throw new Error(opened.reason);
  const files = new Map(opened.files);
  change(files);
  return zipBag(opened.folder, files);
}

/** The payload after a change, sealed as a whole by somebody else: sound, but not true. */
function resealed(change: (payload: Map<string, Uint8Array>) => void, by = keyOf(2)): Uint8Array {
  const opened = unzipBag(sealed);
  if ('reason' in opened) throw new Error(opened.reason);
  const payload = new Map([...opened.files].filter(([path]) => path.startsWith('data/')));
  change(payload);
  return zipBag(opened.folder, bagOf(payload, { key: by, dateMs: 0, description: 'x' }));
}

const withRecord = (change: Partial<BundleInput['record']>): BundleInput => {
  const input = bundleInput();
  return { ...input, record: { ...input.record, ...change } };
};
const wrongFigures = (input: BundleInput): string[] =>
  verify(sealBundle(input, key).bytes)
    .figures.filter((figure) => !figure.ok)
    .map((figure) => figure.name);

describe('verifyBundle', () => {
  it('passes a sealed bundle in every check and figure', () => {
    const verification = verify(sealed);
    expect(failed(verification)).toEqual([]);
    expect(verification).toMatchObject({
      ok: true,
      bundle: 'network-n-0001-01234567',
      signer: 'evidence@iolaus',
      keyFingerprint: key.fingerprint,
    });
    expect(verification.figures.length).toBeGreaterThan(8);
    expect(verification.figures.every((figure) => figure.ok)).toBe(true);
  });

  it('passes a bundle full of hostile text', () => {
    for (const text of HOSTILE) {
      const bytes = sealBundle(
        bundleInput((word) => `${text}${word}`),
        key,
      ).bytes;
      expect(failed(verify(bytes)), text).toEqual([]);
    }
  });
});

describe('a changed zip', () => {
  it('fails with any one byte changed', () => {
    fc.assert(
      fc.property(fc.nat(sealed.length - 1), fc.integer({ min: 1, max: 255 }), (at, mask) => {
        const bytes = Uint8Array.from(sealed);
        bytes[at] = (bytes[at] ?? 0) ^ mask;
        expect(verify(bytes).ok).toBe(false);
      }),
      { numRuns: 300 },
    );
  });

  it('fails with bytes added before, after or between, or cut off', () => {
    const middle = sealed.length >> 1;
    const spare = Buffer.from('spare');
    const changed = [
      Buffer.concat([spare, sealed]),
      Buffer.concat([sealed, spare]),
      Buffer.concat([sealed.subarray(0, middle), spare, sealed.subarray(middle)]),
      sealed.subarray(0, -1),
      sealed.subarray(1),
      new Uint8Array(),
    ];
    expect(changed.map((bytes) => verify(bytes).ok)).toEqual(changed.map(() => false));
  });

  it('fails as no bundle when it is none', () => {
    const verification = verify(strToU8('{"not":"a zip"}'));
    expect(failed(verification)).toEqual(['zip']);
    expect(verification).toMatchObject({ ok: false, bundle: '', signer: null, keyFingerprint: null, figures: [] });
  });
});

describe('a changed file', () => {
  const paths = [...(unzipBag(sealed) as { files: ReadonlyMap<string, Uint8Array> }).files.keys()];

  it.each(paths)('%s fails with one byte changed and the zip made anew', (path) => {
    const bytes = tampered((files) => {
      const content = Uint8Array.from(files.get(path) ?? []);
      content[content.length >> 1] = (content[content.length >> 1] ?? 0) ^ 1;
      files.set(path, content);
    });
    expect(verify(bytes).ok).toBe(false);
  });

  it.each(paths)('%s fails when it is missing', (path) => {
    expect(verify(tampered((files) => files.delete(path))).ok).toBe(false);
  });

  it('is named', () => {
    const changed = tampered((files) => files.set('data/report.html', strToU8('<h1>Nobody</h1>')));
    expect(sentence(verify(changed), 'manifest')).toBe('Not intact: data/report.html differs from its seal.');
  });

  it('is named when it was added', () => {
    const added = tampered((files) => files.set('data/raw/cite-000002.json', strToU8('{}')));
    expect(sentence(verify(added), 'manifest')).toBe('Not intact: data/raw/cite-000002.json was added.');
    const beside = tampered((files) => files.set('extra.txt', strToU8('x')));
    expect(failed(verify(beside))).toEqual(['tagmanifest', 'figures']);
  });

  it('is named when it is missing', () => {
    const missing = tampered((files) => files.delete('data/report.html'));
    expect(sentence(verify(missing), 'manifest')).toBe('Not intact: data/report.html is missing.');
  });

  it('keeps figures from being recomputed', () => {
    const verification = verify(tampered((files) => files.set('data/report.html', strToU8('x'))));
    expect(verification.figures).toEqual([]);
    expect(sentence(verification, 'figures')).toMatch(/not recomputed/);
  });
});

describe('the signer', () => {
  it('is the key that is trusted', () => {
    const verification = verify(sealed, `${key.publicLine} somebody\n`);
    expect(verification.ok).toBe(true);
    expect(sentence(verification, 'signature')).toBe(`Signed by the key that you trust, ${key.fingerprint}.`);
  });

  it('fails when another key signed than the one that is trusted', () => {
    const verification = verify(sealed, keyOf(2).publicLine);
    expect(failed(verification)).toEqual(['signature', 'figures']);
    expect(verification.signer).toBeNull();
    expect(verification.keyFingerprint).toBe(key.fingerprint);
  });

  it('fails when the trusted key is no key', () => {
    expect(verify(sealed, 'not a key').ok).toBe(false);
  });

  it('fails when allowed_signers names another key', () => {
    const { publicLine } = keyOf(2);
    const bytes = tampered((files) => files.set('allowed_signers', strToU8(`evidence@iolaus ${publicLine}\n`)));
    expect(sentence(verify(bytes), 'signature')).toBe('allowed_signers names another key than the one that signed.');
  });

  it('fails when the signature is that of another bundle', () => {
    const other = unzipBag(sealBundle(withRecord({ score: 2.3 }), key).bytes);
    if ('reason' in other) throw new Error(other.reason);
    const foreign = other.files.get('tagmanifest-sha256.txt.sig') ?? new Uint8Array();
    expect(failed(verify(tampered((files) => files.set('tagmanifest-sha256.txt.sig', foreign))))).toEqual([
      'signature',
      'figures',
    ]);
  });
});

describe('figures', () => {
  it.each([
    ['accounts', { accounts: 5 }, 'accounts'],
    ['communities', { communities: 3 }, 'communities'],
    ['exchanges', { exchanges: 47 }, 'exchanges'],
    ['strength', { strength: 30 }, 'strength, median bits'],
    ['score', { score: 9.9 }, 'risk score, sum of points'],
    ['the share of a family', { heldBy: { payment: 0.5 } }, 'share held by payment'],
  ])('that state other %s than the rows give fail by name', (_, change, name) => {
    expect(wrongFigures(withRecord(change))).toEqual([name]);
  });

  it('fail for a member with bits that its sightings do not give', () => {
    const input = bundleInput();
    const members = input.members.map((member, at) => (at === 3 ? { ...member, bits: member.bits + 5 } : member));
    expect(wrongFigures({ ...input, members })).toEqual(['largest difference of a member’s bits']);
  });

  it('fail for an indicator with other members than are seen with it', () => {
    const input = bundleInput();
    const indicators = input.indicators.map((each, at) => (at === 2 ? { ...each, members: 3 } : each));
    expect(wrongFigures({ ...input, indicators })).toEqual(['indicators whose members are counted right']);
  });

  it('fail when sightings are left out', () => {
    const input = bundleInput();
    expect(wrongFigures({ ...input, sightings: input.sightings.slice(1) })).toContain('strength, median bits');
  });

  it('are recomputed for 150,000 members too', () => {
    const line = '{"account":"a","bits":0,"bitsByFamily":{},"community":"A-01","exchanges":0}\n';
    const bytes = resealed((payload) => payload.set('data/network/accounts.jsonl', strToU8(line.repeat(150_000))));
    expect(verify(bytes).figures[0]).toMatchObject({ name: 'accounts', recomputed: '150000' });
  });

  it('take timing as stated, since the hours are not inside', () => {
    const input = bundleInput();
    const members = input.members.map((member) => ({
      ...member,
      bits: member.bits + 2,
      bitsByFamily: { ...member.bitsByFamily, timing: 2 },
    }));
    expect(
      wrongFigures({ ...input, members, record: { ...input.record, strength: input.record.strength + 2 } }),
    ).toEqual([]);
  });
});

describe('a bundle that a stranger sealed under a key of their own', () => {
  it('passes as sound when it is true, and fails against the key that is trusted', () => {
    const bytes = resealed(() => undefined);
    expect(verify(bytes).ok).toBe(true);
    expect(verify(bytes, key.publicLine).ok).toBe(false);
  });

  it.each([
    ['no network', 'data/network.json', 'null'],
    ['no JSON in it', 'data/network.json', '{'],
    ['a record without points', 'data/network.json', '{"population":9,"record":{}}'],
    ['a member that is null', 'data/network/accounts.jsonl', 'null\n'],
    ['half a line', 'data/network/sightings.jsonl', '{"account":'],
    ['no rows', 'data/network/accounts.jsonl', ''],
  ])('fails with %s, and is not thrown at the reader', (_, path, content) => {
    const verification = verify(resealed((payload) => payload.set(path, strToU8(content))));
    expect(failed(verification)).toEqual(['figures']);
  });

  it.each(['null', '5', '{', '{"base64":5}', '{"base64":{"length":9}}', '{}', '{"base64":"QUJD","byteLength":3}'])(
    'fails with the quote %s',
    (content) => {
      const verification = verify(resealed((payload) => payload.set('data/raw/cite-000001.json', strToU8(content))));
      expect(sentence(verification, 'quotes')).toBe('data/raw/cite-000001.json does not hold the record that it says.');
    },
  );

  it('fails with a quote of other bytes than its sum says', () => {
    const bytes = resealed((payload) => {
      const quote = JSON.parse(strFromU8(payload.get('data/raw/cite-000001.json') ?? new Uint8Array()));
      const base64 = Buffer.from('x'.repeat(quote.byteLength)).toString('base64');
      payload.set('data/raw/cite-000001.json', strToU8(JSON.stringify({ ...quote, base64 })));
    });
    expect(failed(verify(bytes))).toEqual(['quotes', 'figures']);
  });

  it('never throws, whatever it put into a file', () => {
    const path = fc.constantFrom('data/network.json', 'data/network/accounts.jsonl', 'data/raw/cite-000001.json');
    fc.assert(
      fc.property(path, fc.oneof(fc.json(), fc.string()), (at, content) => {
        expect(verify(resealed((payload) => payload.set(at, strToU8(content)))).ok).toBe(false);
      }),
    );
  });
});
