import { useQueryClient } from '@tanstack/react-query';
import type { Job } from '@iolaus/contracts';
import { useEffect, useState } from 'react';
import { api } from './client.js';

/** Whether a job has come to its end. */
export const isOver = (job: Job | undefined): boolean =>
  job !== undefined && !['waiting', 'running', 'paused'].includes(job.state);

/** A job as it goes on, told by the service; undefined before its first word. When it has ended, everything that was read before is read again. */
export function useJob(id: string | undefined): { readonly job: Job | undefined; readonly error: unknown } {
  const client = useQueryClient();
  const [told, setTold] = useState<{ readonly id: string; readonly job?: Job; readonly error?: unknown }>();
  useEffect(() => {
    if (id === undefined) return undefined;
    const controller = new AbortController();
    const follow = async (): Promise<void> => {
      try {
        for await (const job of await api.jobs.watch({ id }, { signal: controller.signal })) setTold({ id, job });
        await client.invalidateQueries();
      } catch (error) {
        if (!controller.signal.aborted) setTold({ id, error });
      }
    };
    void follow();
    return () => controller.abort();
  }, [id, client]);
  return told && told.id === id ? { job: told.job, error: told.error } : { job: undefined, error: undefined };
}
