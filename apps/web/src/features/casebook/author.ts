import { create } from 'zustand';

const KEY = 'iolaus.author';

interface AuthorStore {
  /** Empty where nobody said. */
  readonly author: string;
  /** Whoever went on without a name is not asked again by this page. */
  readonly isDeclined: boolean;
}

const kept = (): string => localStorage.getItem(KEY) ?? '';

/** Who says so, by their own word; this browser keeps it. */
export const useAuthor = create<AuthorStore>()(() => ({ author: kept(), isDeclined: false }));

// Another tab of this browser is the same person.
window.addEventListener('storage', ({ key }) => {
  if (key === KEY) useAuthor.setState({ author: kept() });
});

/** Keeps a name for all that follows; an empty one means that nobody says. */
export function setAuthor(name: string): void {
  const author = name.trim();
  localStorage.setItem(KEY, author);
  useAuthor.setState({ author, isDeclined: author === '' });
}

/** The name as commands take it: nothing at all where nobody said. */
export function byAuthor(): { readonly author?: string } {
  const { author } = useAuthor.getState();
  return author === '' ? {} : { author };
}

/** Up to two letters that stand for a name: "MO" for "Mira Okafor". */
export function initialsOf(name: string): string {
  const [first = '', ...rest] = name
    .trim()
    .split(/\s+/)
    .map((word) => Array.from(word).find((letter) => /\p{L}|\p{N}/u.test(letter)) ?? '')
    .filter((letter) => letter !== '');
  return `${first}${rest.at(-1) ?? ''}`.toUpperCase();
}
