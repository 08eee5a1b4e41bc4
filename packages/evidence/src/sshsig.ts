import { createHash } from 'node:crypto';
import { NAMESPACE, sshString, type SigningKey, blobOfLine, isSignedBy } from './signing-key.js';

const MAGIC = Buffer.from('SSHSIG');
const BEGIN = '-----BEGIN SSH SIGNATURE-----';
const END = '-----END SSH SIGNATURE-----';

/** An armoured SSHSIG (OpenSSH PROTOCOL.sshsig) of a message, which stock `ssh-keygen -Y verify` accepts. Ed25519 makes it the same each time. */
export function sshSign(key: SigningKey, message: Uint8Array): string {
  const signature = key.sign(signedData(message));
  const blob = blobOfLine(key.publicLine);
  const body = Buffer.concat([
    MAGIC,
    Buffer.from([0, 0, 0, 1]),
    sshString(blob!),
    sshString(NAMESPACE),
    sshString(''),
    sshString('sha512'),
    sshString(Buffer.concat([sshString('ssh-ed25519'), sshString(signature)])),
  ]);
  return armour(body);
}

/** What an SSHSIG says: the key's blob, and whether it signed the message in our namespace; undefined when the text is not exactly such a signature. */
export function checkSignature(
  text: string,
  message: Uint8Array,
): { readonly keyBlob: Buffer; readonly isValid: boolean } | undefined {
  const body = Buffer.from(text.replace(BEGIN, '').replace(END, '').replace(/\s+/g, ''), 'base64');
  if (armour(body) !== text || !body.subarray(0, 6).equals(MAGIC) || body.length < 10) return undefined;
  const fields: Buffer[] = [];
  for (let at = 10; at < body.length;) {
    if (at + 4 > body.length) return undefined;
    const length = body.readUInt32BE(at);
    if (at + 4 + length > body.length) return undefined;
    fields.push(body.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  const [keyBlob, namespace, reserved, hash, signature] = fields;
  if (
    fields.length !== 5 ||
    keyBlob?.length !== 51 ||
    namespace?.toString() !== NAMESPACE ||
    reserved?.length !== 0 ||
    hash?.toString() !== 'sha512' ||
    signature?.length !== 83
  )
    return undefined;
  return { keyBlob, isValid: isSignedBy(keyBlob, signedData(message), signature.subarray(-64)) };
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
