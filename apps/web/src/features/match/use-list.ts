import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';

/** Longer lists are not kept over a reload: a tab keeps five million characters in all. */
export const MOST_KEPT = 1_000_000;

/** A list that was asked to be matched; another run of the same text has another id. */
export interface ListRun {
  readonly id: number;
  readonly text: string;
  /** The saved list that it is, by its name. */
  readonly list?: string;
}

/** The last run of this tab, which survives a reload. */
export const useListRun = create<{ readonly run: ListRun | undefined }>()(
  persist(() => ({ run: undefined as ListRun | undefined }), {
    name: 'iolaus.list',
    storage: createJSONStorage(() => sessionStorage),
    partialize: ({ run }) => ({ run: run && run.text.length <= MOST_KEPT ? run : undefined }),
  }),
);

/** What stands in the field, run or not; it goes with the tab. */
export const useListDraft = create<{ readonly text: string }>()(() => ({
  text: useListRun.getState().run?.text ?? '',
}));

/** Matches a text from now on, and shows it in the field; of a saved list it is told what is new since then. */
export function runList(text: string, list?: string): void {
  useListDraft.setState({ text });
  useListRun.setState(({ run }) => ({
    run: { id: (run?.id ?? 0) + 1, text, ...(list !== undefined && { list }) },
  }));
}

/** Takes the last run back; its text stays in the field. */
export const dropRun = (): void => void useListRun.setState({ run: undefined });
