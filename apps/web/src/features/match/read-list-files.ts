import { MOST_LIST_CHARACTERS } from '@iolaus/contracts';

/** UTF-8 takes at most so many bytes for a character of the limit. */
const MOST_BYTES = 4 * MOST_LIST_CHARACTERS;

/** The text of files that hold a list, one after the other, or what is wrong with them. */
export async function readListFiles(
  files: readonly Pick<File, 'name' | 'size' | 'text'>[],
): Promise<{ readonly text: string } | { readonly fault: string }> {
  if (files.reduce((sum, { size }) => sum + size, 0) > MOST_BYTES) return { fault: tooLong(files) };
  const texts: string[] = [];
  for (const file of files) {
    const text = await file.text();
    if (text.includes('\0')) return { fault: `${file.name} is not text. Save it as .txt or .csv, and drop it again.` };
    texts.push(text.replace(/^\ufeff/, ''));
  }
  const text = texts.join('\n');
  return text.length > MOST_LIST_CHARACTERS ? { fault: tooLong(files) } : { text };
}

function tooLong(files: readonly { readonly name: string }[]): string {
  const what = files.length === 1 ? files[0]!.name : `${files.length} files together`;
  return `${what}: longer than 2 MB at a time. Split the list, and match the parts one after the other.`;
}
