import { NAMESPACE, SIGNER } from './signing-key.js';

/** Commands that a stranger types; a test runs them just as they stand here. */
export const VERIFY_TEXT = `How to check this bundle without Iolaus

In the folder that this file lies in:

  ssh-keygen -Y verify -f allowed_signers -I ${SIGNER} -n ${NAMESPACE} -s tagmanifest-sha256.txt.sig < tagmanifest-sha256.txt
  sha256sum -c tagmanifest-sha256.txt
  sha256sum -c manifest-sha256.txt
  find data -type f | LC_ALL=C sort | diff - <(cut -c67- manifest-sha256.txt | LC_ALL=C sort)

The first says who signed; the next two that no file was changed; the last that none was added or taken away.
On macOS write "shasum -a 256 -c" for "sha256sum -c".

The key in allowed_signers came with the bundle, so it proves only that one key signed all of it. To know whose key it is,
get the public key by another way, put it into allowed_signers, and run the first command again.

With the original dump, a quoted record can be found again: OFFSET and LENGTH stand in data/raw/cite-*.json.
  gzip -dc DUMP.gz | tail -c +$((OFFSET + 1)) | head -c LENGTH | sha256sum

With Iolaus, "iolaus verify FILE.zip" does all of this offline, and recomputes the figures from the rows inside.
`;
