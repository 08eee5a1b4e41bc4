import { readFile } from 'node:fs/promises';
import { IolausError, type Verification } from '@iolaus/contracts';
import { FAMILY_COUNTS, familySum, indicatorBits } from '@iolaus/detect';
import { verifyBundle } from '@iolaus/evidence';

/** Verifies a bundle file offline; needs no home, no graph, no network. */
export async function verifyFile(path: string, keyPath?: string): Promise<Verification> {
  const bytes = await read(path);
  const trustedKey = keyPath === undefined ? undefined : (await read(keyPath)).toString('utf8');
  return verifyBundle({
    bytes,
    recompute: { indicatorBits, familySum, familyCounts: FAMILY_COUNTS },
    ...(trustedKey === undefined ? {} : { trustedKey }),
  });
}

async function read(path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new IolausError('FILE_MISSING', { path }, { cause: error });
  }
}
