import { useEffect, useState } from 'react';
import { api } from '../../api/client.js';
import type { WholeRun } from './import-files.js';

/** A file to be read whole. */
export interface WantedRun {
  readonly path: string;
  readonly mapping: string | undefined;
  /** The text of the mapping that its first rows were read by: a mapping file that comes later is another reading. */
  readonly readBy: string | null;
}

/** Reads a whole file by its mapping as a job of the service, anew when either changes; what nobody waits for any more is cancelled. Undefined wants nothing. */
export function useWholeRun(wanted: WantedRun | undefined): WholeRun | undefined {
  const [run, setRun] = useState<WholeRun & { readonly key: string }>();
  const key = wanted === undefined ? undefined : JSON.stringify([wanted.path, wanted.mapping ?? null, wanted.readBy]);
  useEffect(() => {
    if (key === undefined) return undefined;
    const [path, mapping] = JSON.parse(key) as [string, string | null, string | null];
    const controller = new AbortController();
    const follow = async (): Promise<void> => {
      const { id } = await api.dumps.dryRunWhole({ path, ...(mapping !== null && { mapping }) });
      controller.signal.addEventListener('abort', () => void api.jobs.cancel({ id }));
      if (controller.signal.aborted) await api.jobs.cancel({ id });
      for await (const job of await api.jobs.watch({ id }, { signal: controller.signal })) setRun({ key, job });
    };
    follow().catch((error: unknown) => {
      if (!controller.signal.aborted) setRun({ key, error });
    });
    return () => controller.abort();
  }, [key]);
  return run?.key === key ? run : undefined;
}
