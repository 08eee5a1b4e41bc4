import { createHash } from 'node:crypto';
import { blobOfLine, isSignedBy, NAMESPACE, publicBlob, sshString, type SigningKey } from './signing-key.js';

const MAGIC = Buffer.from('SSHSIG');
const VERSION = Buffer.from([0, 0, 0, 1]);
/** Where the 32 bytes of the key begin: after the magic, the version, the blob's length, and the key's type and length. */
const KEY_AT = 6 + 4 + 4 + 15 + 4;
const BEGIN = '-----BEGIN SSH SIGNATURE-----';
const END = '-----END SSH SIGNATURE-----';

/** An armoured SSHSIG (OpenSSH PROTOCOL.sshsig) of a message, which stock `ssh-keygen -Y verify` accepts. Ed25519 makes it the same each time. */
export function sshSign(key: SigningKey, message: Uint8Array): string {
  return armour(bodyOf(blobOfLine(key.publicLine)!, key.sign(signedData(message))));
}

/** What an SSHSIG says: the key's blob, and whether it signed the message in our namespace; undefined when the text is not exactly such a signature. */
export function checkSignature(
  text: string,
  message: Uint8Array,
): { readonly keyBlob: Buffer; readonly isValid: boolean } | undefined {
  const body = Buffer.from(text.replace(BEGIN, '').replace(END, '').replace(/\s+/g, ''), 'base64');
  const keyBlob = publicBlob(body.subarray(KEY_AT, KEY_AT + 32));
  const signature = body.subarray(-64);
  if (armour(bodyOf(keyBlob, signature)) !== text) return undefined;
  return { keyBlob, isValid: isSignedBy(keyBlob, signedData(message), signature) };
}

function bodyOf(keyBlob: Uint8Array, signature: Uint8Array): Buffer {
  return Buffer.concat([
    MAGIC,
    VERSION,
    sshString(keyBlob),
    sshString(NAMESPACE),
    sshString(''),
    sshString('sha512'),
    sshString(Buffer.concat([sshString('ssh-ed25519'), sshString(signature)])),
  ]);
}

function signedData(message: Uint8Array): Buffer {
  return Buffer.concat([
    MAGIC,
    sshString(NAMESPACE),
    sshString(''),
    sshString('sha512'),
    sshString(createHash('sha512').update(message).digest()),
  ]);
}

function armour(body: Buffer): string {
  return `${BEGIN}\n${(body.toString('base64').match(/.{1,70}/g) ?? []).join('\n')}\n${END}\n`;
}
