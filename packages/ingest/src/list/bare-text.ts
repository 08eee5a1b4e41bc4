const BULLET = /^(?:[-*–—>+]+ +|[•·▪◦‣]+ *|\(?\d{1,4}[.)] +|\[[ x]?\] +)/i;
const PAIRS = ['""', "''", '``', '“”', '‘’', '„“', '«»', '<>', '[]', '()', '{}'].map(
  ([open, close]) => [open!, close!] as const,
);
const QUOTES_BEFORE = /^["'`“”‘’„«»]+/;
const QUOTES_BEHIND = /["'`“”‘’„«»]+$/;
/** A list item may stand in quotes in brackets; more is nobody's writing. */
const MOST_WRAPPINGS = 4;

/** A cell without the bullet before it, and without the quotes and brackets round it. */
export function bareText(cell: string): string {
  let bare = cell.trim().replace(BULLET, '');
  for (let taken = 0; taken < MOST_WRAPPINGS && isWrapped(bare); taken++) bare = bare.slice(1, -1).trim();
  return bare.replace(QUOTES_BEFORE, '').replace(QUOTES_BEHIND, '').trim();
}

/** The same without the punctuation of a sentence behind it. */
export function withoutPunctuation(text: string): string {
  return bareText(text.replace(/[.,:!?]+$/, ''));
}

function isWrapped(text: string): boolean {
  const pair = PAIRS.find(([open, close]) => text.startsWith(open) && text.endsWith(close));
  if (!pair || text.length < 2) return false;
  const inside = text.slice(1, -1);
  return !inside.includes(pair[1]) && !inside.includes(pair[0]);
}
