import { SafeText } from '../../ui/safe-text.js';
import { markExcerpt } from './mark-excerpt.js';

/** The beginning of a refused row, with what was refused marked where it can be told. */
export function Excerpt({
  text,
  code,
  paths,
}: {
  readonly text: string;
  readonly code: string;
  readonly paths: readonly string[];
}) {
  return markExcerpt(text, { code, paths }).map((stretch, at) =>
    stretch.isMarked ? (
      <mark key={at}>
        <SafeText>{stretch.text}</SafeText>
      </mark>
    ) : (
      <SafeText key={at}>{stretch.text}</SafeText>
    ),
  );
}
