import { ORPCError } from '@orpc/client';
import type { Refusal } from './client.js';

/** A file that the service has: its path there, and the SHA-256 of its bytes as they were sent. */
export interface Uploaded {
  readonly path: string;
  readonly sha256: string;
}

/** How a file goes up. */
export interface UploadOptions {
  /** Files of one batch lie together, so that a mapping is found beside what it maps. */
  readonly batch: string;
  readonly onSent?: (bytes: number) => void;
  readonly signal?: AbortSignal;
}

/** Sends a file to the service's inbox. Refused in the words of the service; a cancelled one rejects with the signal's reason, and nothing of it stays. */
export function uploadDump(file: File, { batch, onSent, signal }: UploadOptions): Promise<Uploaded> {
  // fetch tells nothing of how much of a body went out.
  const request = new XMLHttpRequest();
  return new Promise((resolve, reject) => {
    const cancel = (): void => request.abort();
    const end = (settle: () => void): void => {
      signal?.removeEventListener('abort', cancel);
      settle();
    };
    request.upload.addEventListener('progress', ({ loaded }) => onSent?.(loaded));
    request.addEventListener('load', () => end(() => settleBy(request, { resolve, reject })));
    request.addEventListener('error', () => end(() => reject(new TypeError('Failed to fetch'))));
    request.addEventListener('abort', () => end(() => reject(signal?.reason as Error)));
    signal?.addEventListener('abort', cancel);
    request.open('POST', '/api/uploads');
    request.setRequestHeader('content-type', 'application/octet-stream');
    request.setRequestHeader('x-file-name', encodeURIComponent(file.name));
    request.setRequestHeader('x-batch', batch);
    request.send(file);
    if (signal?.aborted) cancel();
  });
}

function settleBy(
  { status, responseText }: XMLHttpRequest,
  { resolve, reject }: { resolve: (uploaded: Uploaded) => void; reject: (error: Error) => void },
): void {
  if (status === 200) resolve(JSON.parse(responseText) as Uploaded);
  else reject(new ORPCError('BAD_INPUT', { status, data: JSON.parse(responseText) as Refusal }));
}
