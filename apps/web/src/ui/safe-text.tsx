import { HIDDEN_CHARACTER } from '@iolaus/contracts';

/** Tab and line feed are seen as what they are. */
const HIDDEN = new RegExp(`(?![\\t\\n])${HIDDEN_CHARACTER.source}`, 'u');

/** Pieces of a hostile text: plain stretches, and characters that would hide or reorder it. */
export function piecesOf(text: string): readonly { readonly text: string; readonly isHidden: boolean }[] {
  return text
    .split(new RegExp(`(${HIDDEN.source})`, 'u'))
    .filter((piece) => piece !== '')
    .map((piece) =>
      HIDDEN.test(piece)
        ? { text: `U+${piece.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`, isHidden: true }
        : { text: piece, isHidden: false },
    );
}

/** The same as one plain text, for places that hold no markup: "acct_[U+202E]1". */
export function visibleText(text: string): string {
  return piecesOf(text)
    .map((piece) => (piece.isHidden ? `[${piece.text}]` : piece.text))
    .join('');
}

/** Text from a dump: always text, never markup; control and direction characters stand there as visible marks. */
export function SafeText({ children }: { readonly children: string }) {
  return (
    <bdi>
      {piecesOf(children).map((piece, at) =>
        piece.isHidden ? (
          <span key={at} className="hidden-mark" title="A character that is not visible">
            {piece.text}
          </span>
        ) : (
          piece.text
        ),
      )}
    </bdi>
  );
}

/** A prompt template: fixed words, and slots where samples differ. Slot values never stand here. */
export function Template({ text }: { readonly text: string }) {
  return (
    <span className="mono">
      {text.split(/(‹…›)/).map((part, at) =>
        part === '‹…›' ? (
          <span key={at} className="slot">
            text
          </span>
        ) : (
          <SafeText key={at}>{part}</SafeText>
        ),
      )}
    </span>
  );
}
