import { statfs } from 'node:fs/promises';
import { IolausError } from '@iolaus/contracts';

/** Bytes that are free for this user on the disk of a folder. */
export type FreeBytes = (folder: string) => Promise<number>;

/** Neo4j panics on a full disk, and then not even reads go on: writing stops while there is this much left, which is more than three of its transaction logs. */
export const LEAST_FREE_BYTES = 2 * 1024 ** 3;

/** Asks the file system. */
export const freeBytes: FreeBytes = async (folder) => {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
};

/** Refuses with DISK_FULL when the disk of the folder has less room than `need` bytes. */
export async function checkFreeSpace(folder: string, need: number, free: FreeBytes = freeBytes): Promise<void> {
  const left = await free(folder);
  if (left < need) throw new IolausError('DISK_FULL', { folder, free: gigabytes(left), needed: gigabytes(need) });
}

function gigabytes(bytes: number): string {
  return `${(bytes / 1024 ** 3).toFixed(1)} GiB`;
}
