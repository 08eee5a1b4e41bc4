import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { DumpView, Job } from '@iolaus/contracts';
import { useCallback, useRef, useState } from 'react';
import { api, newBatch, queries } from '../../api/client.js';
import { uploadDump } from '../../api/upload.js';
import { groupsOf, isMapping, type FileFacts, type ImportFile } from './import-files.js';

/** The import in hand: files, the one that is looked at, and the jobs once it has begun. */
export interface ImportState {
  readonly files: readonly ImportFile[];
  readonly selected: ImportFile | undefined;
  /** What was found out about the files, by name. */
  readonly facts: ReadonlyMap<string, FileFacts>;
  readonly select: (name: string) => void;
  readonly add: (files: readonly File[]) => Promise<void>;
  readonly addPath: (path: string) => void;
  /** A dump of the lake, to be read again by a corrected mapping. */
  readonly addAgain: (view: DumpView) => void;
  readonly remove: (name: string) => void;
  /** Gives a file a mapping that was written here; undefined goes back to the one beside it. */
  readonly setMapping: (name: string, text: string | undefined) => void;
  /** Gives all dumps of this import the same mapping. */
  readonly setMappingOfAll: (text: string) => void;
  readonly note: (name: string, facts: FileFacts) => void;
  /** Imports the files of these names. */
  readonly start: (names: readonly string[]) => void;
  readonly isStarting: boolean;
  readonly startError: unknown;
  readonly jobs: readonly Job[];
  readonly reset: () => void;
}

/** Files go up at once, so that a dry run can read them; nothing is written into the lake before `start`. */
export function useImport(): ImportState {
  const [files, setFiles] = useState<readonly ImportFile[]>([]);
  const [selectedName, select] = useState<string>();
  const [facts, setFacts] = useState<ReadonlyMap<string, FileFacts>>(new Map());
  const change = useCallback(
    (name: string, patch: Partial<ImportFile>) =>
      setFiles((before) => before.map((file) => (file.name === name ? { ...file, ...patch } : file))),
    [],
  );
  const uploads = useUploads(change);
  const begin = useMutation({
    mutationFn: (names: readonly string[]) => importAll(files.filter(({ name }) => names.includes(name))),
  });
  return {
    files,
    facts,
    selected: files.find((file) => file.name === selectedName) ?? files.find((file) => !isMapping(file.name)),
    select,
    add: (chosen) => {
      setFiles((before) => [
        ...before.filter((file) => !chosen.some((each) => each.name === file.name)),
        ...chosen.map(({ name, size }) => ({ name, bytes: size, path: undefined })),
      ]);
      return uploads.send(chosen);
    },
    addPath: (path) =>
      setFiles((before) => [
        ...before.filter((file) => file.path !== path),
        { name: path.split('/').at(-1) || path, bytes: undefined, path },
      ]),
    addAgain: useCallback(
      ({ dump, mapping }: DumpView) =>
        setFiles([{ name: dump.name, bytes: dump.bytes, path: dump.path, mapping, again: dump.sha256 }]),
      [],
    ),
    remove: (name) => {
      uploads.cancel(name);
      setFiles((before) => before.filter((file) => file.name !== name));
    },
    setMapping: (name, mapping) =>
      setFiles((before) => before.map((file) => (file.name === name ? withMapping(file, mapping) : file))),
    setMappingOfAll: (mapping) =>
      setFiles((before) => before.map((file) => (isMapping(file.name) ? file : { ...file, mapping }))),
    note: useCallback((name, of) => setFacts((before) => new Map(before).set(name, of)), []),
    start: begin.mutate,
    isStarting: begin.isPending,
    startError: begin.error,
    jobs: begin.data ?? [],
    reset: () => {
      begin.reset();
      setFiles([]);
      setFacts(new Map());
      uploads.renew();
    },
  };
}

function withMapping({ mapping: _, ...file }: ImportFile, mapping: string | undefined): ImportFile {
  return mapping === undefined ? file : { ...file, mapping };
}

async function importAll(files: readonly ImportFile[]): Promise<Job[]> {
  const jobs: Job[] = [];
  for (const { again, mapping } of files)
    if (again !== undefined && mapping !== undefined) jobs.push(await api.dumps.reimport({ sha256: again, mapping }));
  for (const { mapping, paths } of groupsOf(files))
    jobs.push(await api.dumps.import({ paths: [...paths], ...(mapping !== undefined && { mapping }) }));
  return jobs;
}

/** Sends files one after the other; one that is left out meanwhile is sent no further. */
function useUploads(change: (name: string, patch: Partial<ImportFile>) => void) {
  const client = useQueryClient();
  const batch = useRef(newBatch());
  const going = useRef(new Map<string, AbortController>());
  const send = async (chosen: readonly File[]): Promise<void> => {
    const controllers = chosen.map(({ name }) => {
      const controller = new AbortController();
      going.current.set(name, controller);
      return controller;
    });
    // Mappings first: a dry run looks for them beside the file.
    const order = [...chosen.keys()].toSorted(
      (a, b) => Number(isMapping(chosen[b]!.name)) - Number(isMapping(chosen[a]!.name)),
    );
    for (const at of order) {
      const file = chosen[at]!;
      const { signal } = controllers[at]!;
      if (signal.aborted) continue;
      try {
        if (isMapping(file.name)) change(file.name, { text: await file.text() });
        const onSent = (sentBytes: number): void => change(file.name, { sentBytes });
        change(file.name, await uploadDump(file, { batch: batch.current, onSent, signal }));
        // What was read without this mapping is read again.
        if (isMapping(file.name)) await client.invalidateQueries({ queryKey: queries.dumps.dryRun.key() });
      } catch (error) {
        if (!signal.aborted) change(file.name, { error });
      }
    }
  };
  return {
    send,
    cancel: (name: string): void => going.current.get(name)?.abort(new Error('left out')),
    renew: (): void => void (batch.current = newBatch()),
  };
}
