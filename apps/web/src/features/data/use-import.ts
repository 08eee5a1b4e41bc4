import { useMutation } from '@tanstack/react-query';
import type { Job } from '@iolaus/contracts';
import { useCallback, useState } from 'react';
import { api, newBatch, uploadDump } from '../../api/client.js';
import { groupsOf, type ImportFile } from './import-files.js';

/** The import in hand: files, the one that is looked at, and the jobs once it has begun. */
export interface ImportState {
  readonly files: readonly ImportFile[];
  readonly selected: ImportFile | undefined;
  readonly select: (name: string) => void;
  readonly add: (files: readonly File[]) => Promise<void>;
  readonly addPath: (path: string) => void;
  readonly remove: (name: string) => void;
  /** Sends a mapping that was edited here, for one file. */
  readonly saveMapping: (name: string, text: string) => Promise<void>;
  readonly start: () => void;
  readonly isStarting: boolean;
  readonly startError: unknown;
  readonly jobs: readonly Job[];
  readonly reset: () => void;
}

/** Files go up at once, so that a dry run can read them; nothing is written into the lake before `start`. */
export function useImport(): ImportState {
  const [batch, setBatch] = useState(newBatch);
  const [files, setFiles] = useState<readonly ImportFile[]>([]);
  const [selectedName, select] = useState<string>();
  const change = useCallback(
    (name: string, patch: Partial<ImportFile>) =>
      setFiles((before) => before.map((file) => (file.name === name ? { ...file, ...patch } : file))),
    [],
  );

  const add = async (chosen: readonly File[]): Promise<void> => {
    setFiles((before) => [
      ...before.filter((file) => !chosen.some((each) => each.name === file.name)),
      ...chosen.map(({ name, size }) => ({ name, bytes: size, path: undefined })),
    ]);
    // Mappings first: a dry run looks for them beside the file.
    for (const file of chosen.toSorted((a, b) => Number(/\.ya?ml$/i.test(b.name)) - Number(/\.ya?ml$/i.test(a.name)))) {
      try {
        change(file.name, { path: await uploadDump(file, batch) });
      } catch (error) {
        change(file.name, { error });
      }
    }
  };

  const saveMapping = async (name: string, text: string): Promise<void> => {
    const mapping = await uploadDump(new File([text], `${newBatch()}.mapping.yaml`), newBatch());
    change(name, { mapping });
  };

  const begin = useMutation({
    mutationFn: async () => {
      const jobs: Job[] = [];
      for (const { mapping, paths } of groupsOf(files))
        jobs.push(await api.dumps.import({ paths: [...paths], ...(mapping !== undefined && { mapping }) }));
      return jobs;
    },
  });

  return {
    files,
    selected: files.find((file) => file.name === selectedName) ?? files.find((file) => !/\.ya?ml$/i.test(file.name)),
    select,
    add,
    addPath: (path) =>
      setFiles((before) => [
        ...before.filter((file) => file.path !== path),
        { name: path.split('/').at(-1) || path, bytes: undefined, path },
      ]),
    remove: (name) => setFiles((before) => before.filter((file) => file.name !== name)),
    saveMapping,
    start: () => begin.mutate(),
    isStarting: begin.isPending,
    startError: begin.error,
    jobs: begin.data ?? [],
    reset: () => {
      begin.reset();
      setFiles([]);
      setBatch(newBatch());
    },
  };
}
