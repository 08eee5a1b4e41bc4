import {
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Namespace of bundle signatures, and the name under which the key signs. */
export const NAMESPACE = 'iolaus-evidence@v1';
/** See {@link NAMESPACE}. */
export const SIGNER = 'evidence@iolaus';

/** An Ed25519 key that signs bundles. */
export interface SigningKey {
  /** `ssh-ed25519 AAAA…`, as OpenSSH writes it. */
  readonly publicLine: string;
  /** `SHA256:…`, as OpenSSH prints it. */
  readonly fingerprint: string;
  /** The 64-byte signature of a message. */
  sign(message: Uint8Array): Uint8Array;
  /** 128 secret bits for a path, the same each time: the salt of an exhibit. */
  saltOf(path: string): string;
}

/** The home's signing key, made on first use; the private part is readable by its owner alone (0600). */
export function loadOrCreateKey(folder: string): SigningKey {
  const file = join(folder, 'signing-key.pem');
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const { privateKey } = generateKeyPairSync('ed25519');
    writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
  }
  const key = signingKey(createPrivateKey(readFileSync(file)));
  writeFileSync(join(folder, 'signing-key.pub'), `${key.publicLine} ${SIGNER}\n`);
  return key;
}

/** A signing key from its private part. */
export function signingKey(privateKey: KeyObject): SigningKey {
  const raw = rawPublic(createPublicKey(privateKey));
  const seed = privateKey.export({ type: 'pkcs8', format: 'der' });
  const blob = publicBlob(raw);
  return {
    publicLine: `ssh-ed25519 ${blob.toString('base64')}`,
    fingerprint: fingerprintOf(blob),
    sign: (message) => sign(null, message, privateKey),
    saltOf: (path) =>
      createHmac('sha256', createHash('sha256').update('iolaus exhibit salt').update(seed).digest())
        .update(path)
        .digest('hex')
        .slice(0, 32),
  };
}

/** The blob inside an OpenSSH public key line, or undefined when the line holds none of type ed25519. */
export function blobOfLine(line: string): Buffer | undefined {
  const encoded = /ssh-ed25519 ([A-Za-z0-9+/=]+)/.exec(line)?.[1];
  if (encoded === undefined) return undefined;
  const blob = Buffer.from(encoded, 'base64');
  return blob.length === 51 ? blob : undefined;
}

/** `SHA256:…` of a public key blob. */
export function fingerprintOf(blob: Uint8Array): string {
  return `SHA256:${createHash('sha256').update(blob).digest('base64').replace(/=+$/, '')}`;
}

/** Whether the signature of the message was made by the key of the blob. */
export function isSignedBy(blob: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  const key = createPublicKey({
    key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), blob.subarray(blob.length - 32)]),
    format: 'der',
    type: 'spki',
  });
  return verify(null, message, key, signature);
}

function rawPublic(key: KeyObject): Buffer {
  return key.export({ type: 'spki', format: 'der' }).subarray(-32);
}

/** The blob of an OpenSSH public key from its 32 raw bytes. */
export function publicBlob(raw: Uint8Array): Buffer {
  return Buffer.concat([sshString('ssh-ed25519'), sshString(raw)]);
}

/** A string of the SSH wire format: length, then bytes. */
export function sshString(value: string | Uint8Array): Buffer {
  const bytes = Buffer.from(value as string);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes.length);
  return Buffer.concat([length, bytes]);
}
