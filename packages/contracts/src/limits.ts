/** Lines of a saved list at most. */
export const LIST_LINES = 10_000;

/** Accounts that one step can speak of. */
export const MOST_JUDGED = 1000;

/** Most accounts that one selection, or one answer about selections, names. */
export const MOST_SELECTED = 200;

/** How long a tab counts as present after its last sign, and how often it gives one. */
export const PRESENT_MS = 12_000;
/** See {@link PRESENT_MS}. */
export const SIGN_MS = 5000;

/** Accounts that are named at once, by number or by id. */
export const MOST_NAMED = 1000;

/** Records that one call gives at most. */
export const MOST_ROWS = 1000;

/** Control, format, line-separating and empty characters: they would hide or reorder the text that they stand in. */
export const HIDDEN_CHARACTER = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

/** Letters of the name of a network at most. */
export const NAME_LETTERS = 80;
