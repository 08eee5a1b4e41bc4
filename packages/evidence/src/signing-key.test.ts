import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { blobOfLine, fingerprintOf, isSignedBy, loadOrCreateKey, sshString } from './signing-key.js';
import { keyOf } from './testing/bundle.js';

describe('signingKey', () => {
  it('signs so that its public line alone can tell', () => {
    const [key, message] = [keyOf(1), Buffer.from('manifest')];
    const blob = blobOfLine(key.publicLine) ?? Buffer.alloc(51);
    expect(isSignedBy(blob, message, key.sign(message))).toBe(true);
    expect(isSignedBy(blob, message, keyOf(2).sign(message))).toBe(false);
  });

  it('has a salt of 128 bits for each path, the same each time and another for another key', () => {
    const salts = [keyOf(1).saltOf('a'), keyOf(1).saltOf('b'), keyOf(2).saltOf('a')];
    expect(new Set(salts).size).toBe(3);
    expect(salts.every((salt) => /^[0-9a-f]{32}$/.test(salt))).toBe(true);
    expect(keyOf(1).saltOf('a')).toBe(salts[0]);
  });
});

describe('blobOfLine', () => {
  it('finds the key in a public line and in a line of allowed_signers', () => {
    const line = keyOf(1).publicLine;
    expect(blobOfLine(`${line} name@host\n`)).toHaveLength(51);
    expect(blobOfLine(`a@b namespaces="x" ${line}`)).toEqual(blobOfLine(line));
  });

  it.each(['', 'ssh-rsa AAAAB3NzaC1yc2E=', 'ssh-ed25519 AAAA', 'ssh-ed25519'])('gives undefined for %j', (line) => {
    expect(blobOfLine(line)).toBeUndefined();
  });
});

describe('fingerprintOf', () => {
  it('is the SHA-256 in base64 without padding', () => {
    expect(fingerprintOf(Buffer.from('abc'))).toBe('SHA256:ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0');
  });
});

describe('sshString', () => {
  it('counts bytes, not characters', () => {
    expect(sshString('é').toString('hex')).toBe('00000002c3a9');
  });
});

describe('loadOrCreateKey', () => {
  let folder = '';
  beforeEach(() => (folder = join(mkdtempSync(join(tmpdir(), 'iolaus-key-')), 'keys')));
  afterEach(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

  it('makes a key once and finds it again', () => {
    const made = loadOrCreateKey(folder);
    expect(loadOrCreateKey(folder).publicLine).toBe(made.publicLine);
  });

  it('keeps the private part from everyone but its owner', () => {
    loadOrCreateKey(folder);
    expect(statSync(join(folder, 'signing-key.pem')).mode & 0o777).toBe(0o600);
    expect(statSync(folder).mode & 0o077).toBe(0);
  });

  it('writes the public part beside it', () => {
    const { publicLine } = loadOrCreateKey(folder);
    expect(readFileSync(join(folder, 'signing-key.pub'), 'utf8')).toBe(`${publicLine} evidence@iolaus\n`);
  });
});
