import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import type { DryRun } from '@iolaus/contracts';
import { useEffect, useState } from 'react';
import { queries } from '../../api/client.js';
import { isMapping, type ImportFile } from './import-files.js';

/** A value as it was when it last stood still for `ms`. */
export function useSettled<T>(value: T, ms: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer);
  }, [value, ms]);
  return settled;
}

const TYPING_MS = 400;

/** The first rows of a file as its mapping reads them, anew whenever the mapping stands still; of the same file the rows before stay until then. */
export function usePreview(file: ImportFile | undefined): UseQueryResult<DryRun> & { readonly isBehind: boolean } {
  const mapping = useSettled(file?.mapping, TYPING_MS);
  // Of another file the mapping before is nobody's.
  const isBehind = file?.mapping !== mapping;
  const path = file?.path;
  const query = useQuery({
    ...queries.dumps.dryRun.queryOptions({ input: { path: path ?? '', ...(mapping !== undefined && { mapping }) } }),
    enabled: path !== undefined && file !== undefined && !isMapping(file.name) && !isBehind,
    retryOnMount: false,
    placeholderData: (before: DryRun | undefined) => (before?.path === path ? before : undefined),
  });
  return { ...query, isBehind };
}
