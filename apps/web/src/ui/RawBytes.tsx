import type { RawRow } from '@iolaus/contracts';
import { formatCount } from './format.js';
import { SafeText } from './safe-text.js';

/** A record byte for byte, as text where it is UTF-8, with its length and the digest of its file. */
export function RawBytes({ raw }: { readonly raw: RawRow }) {
  return (
    <>
      <pre className="mono raw-bytes" tabIndex={0} aria-label="The record as it stands in the dump">
        {raw.text === null ? raw.base64 : <SafeText>{raw.text}</SafeText>}
      </pre>
      <p className="micro t3">
        {formatCount(raw.byteLength)} bytes{raw.text === null && ', not UTF-8, shown as base64'}; file SHA-256{' '}
        <span className="mono break-all">{raw.containerSha256}</span>
      </p>
    </>
  );
}
