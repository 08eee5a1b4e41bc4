import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { NAMESPACE, SIGNER } from './signing-key.js';
import { checkSignature, sshSign } from './sshsig.js';
import { keyOf } from './testing/bundle.js';
import { isOnPath } from './testing/on-path.js';

fc.configureGlobal({ seed: 7 });

const KEYGEN = 'ssh-keygen';
const key = keyOf(1);
const bytes = fc.uint8Array({ maxLength: 300 });
const isGood = (text: string, message: Uint8Array): boolean => checkSignature(text, message)?.isValid === true;

/** The list with one byte changed: at a place in 0–1 of its length, by a mask. */
function changed(list: Uint8Array, at01: number, mask: number): Uint8Array {
  const copy = Uint8Array.from(list);
  const at = Math.floor(at01 * copy.length);
  copy[at] = (copy[at] ?? 0) ^ mask;
  return copy;
}

const at01 = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const mask = fc.integer({ min: 1, max: 255 });

describe('sshSign', () => {
  it('is accepted for the message that it signed', () => {
    fc.assert(fc.property(bytes, (message) => isGood(sshSign(key, message), message)));
  });

  it('says whose key signed', () => {
    const found = checkSignature(sshSign(key, Buffer.from('x')), Buffer.from('x'));
    expect(`ssh-ed25519 ${found?.keyBlob.toString('base64')}`).toBe(key.publicLine);
  });

  it('gives one message one signature', () => {
    fc.assert(fc.property(bytes, (message) => sshSign(key, message) === sshSign(keyOf(1), message)));
  });

  it('wraps its armour as OpenSSH does, in lines of 70', () => {
    const lines = sshSign(key, Buffer.from('x')).split('\n');
    expect([lines[0], lines.at(-2), lines.at(-1)]).toEqual([
      '-----BEGIN SSH SIGNATURE-----',
      '-----END SSH SIGNATURE-----',
      '',
    ]);
    expect(lines.slice(1, -3).every((line) => line.length === 70)).toBe(true);
  });
});

describe('checkSignature', () => {
  it('refuses a message with one changed byte', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 300 }), at01, mask, (message, at, by) => {
        expect(isGood(sshSign(key, message), changed(message, at, by))).toBe(false);
      }),
    );
  });

  it('refuses a signature with any one character changed', () => {
    const message = Buffer.from('manifest');
    const text = sshSign(key, message);
    for (let at = 0; at < text.length; at++)
      for (const other of ['A', 'B', '/', '=', '\n']) {
        if (text[at] === other) continue;
        expect(isGood(text.slice(0, at) + other + text.slice(at + 1), message), `${other} at ${at}`).toBe(false);
      }
  });

  it('refuses a signature in an armour of its own with any one byte changed, of the version and the key type too', () => {
    const message = Buffer.from('manifest');
    const [head = '', ...rest] = sshSign(key, message).trimEnd().split('\n');
    const body = Buffer.from(rest.slice(0, -1).join(''), 'base64');
    const armour = (of: Uint8Array): string =>
      `${[
        head,
        ...(Buffer.from(of)
          .toString('base64')
          .match(/.{1,70}/g) ?? []),
        rest.at(-1),
      ].join('\n')}\n`;
    expect(isGood(armour(body), message)).toBe(true);
    for (let at = 0; at < body.length; at++)
      expect(isGood(armour(changed(body, at / body.length, 1)), message), `byte ${at}`).toBe(false);
  });

  it('refuses the same signature in another form', () => {
    const text = sshSign(key, Buffer.from('x'));
    const same = [`${text}\n`, text.trimEnd(), text.replaceAll('\n', '\r\n'), ` ${text}`, text.replace('=', '')];
    expect(same.map((each) => isGood(each, Buffer.from('x')))).toEqual(same.map(() => false));
  });

  it('gives undefined for text that is no signature', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), bytes, (text, message) => {
        expect(checkSignature(text, message)).toBeUndefined();
      }),
    );
  });

  it('refuses a signature of another key under the name of this one', () => {
    const message = Buffer.from('x');
    const [mine, other] = [key, keyOf(2)];
    const forged = { ...other, publicLine: mine.publicLine };
    expect(isGood(sshSign(forged, message), message)).toBe(false);
  });
});

describe.skipIf(!isOnPath(KEYGEN))(KEYGEN, () => {
  const folder = mkdtempSync(join(tmpdir(), 'iolaus-sshsig-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const verify = (message: Uint8Array, signed: Uint8Array): number | null => {
    writeFileSync(join(folder, 'signers'), `${SIGNER} namespaces="${NAMESPACE}" ${key.publicLine}\n`);
    writeFileSync(join(folder, 'x.sig'), sshSign(key, signed));
    const options = ['-Y', 'verify', '-f', 'signers', '-I', SIGNER, '-n', NAMESPACE, '-s', 'x.sig'];
    return spawnSync(KEYGEN, options, { cwd: folder, input: message }).status;
  };

  it('accepts what was signed here', () => {
    const message = Buffer.from('0123  data/network.json\n\0\xff', 'latin1');
    expect(verify(message, message)).toBe(0);
  });

  it('refuses another message', () => {
    expect(verify(Buffer.from('one'), Buffer.from('two'))).not.toBe(0);
  });

  it('prints the same fingerprint', () => {
    writeFileSync(join(folder, 'key.pub'), `${key.publicLine}\n`);
    const { stdout } = spawnSync(KEYGEN, ['-lf', 'key.pub'], { cwd: folder, encoding: 'utf8' });
    expect(stdout.split(' ')[1]).toBe(key.fingerprint);
  });
});
