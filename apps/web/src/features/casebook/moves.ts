/** How something that was done on record is taken back, or done again: what is asked of the journal. */
export type Move =
  | { readonly do: 'undo'; readonly steps: readonly string[] }
  | { readonly do: 'redo'; readonly steps: readonly string[] }
  /** Reverses the author's last undo or way back to a checkpoint, if it is still the one that moved this step first. */
  | { readonly do: 'redo-last'; readonly first: string | undefined }
  | { readonly do: 'go-back'; readonly checkpoint: string }
  | { readonly do: 'switch'; readonly branch: string };

/** Something that this tab did on record, with both directions, so that undo and redo of the tab pass over it. */
export interface Act {
  readonly back: Move;
  readonly forth: Move;
}

/** Steps that were taken: undone together, the last of them first. */
export const actOfSteps = (steps: readonly string[]): Act => ({
  back: { do: 'undo', steps: steps.toReversed() },
  forth: { do: 'redo', steps },
});

/** Steps that were undone: put into force again. */
export const actOfUndo = (steps: readonly string[]): Act => ({
  back: { do: 'redo', steps: steps.toReversed() },
  forth: { do: 'undo', steps },
});
