import { useRef } from 'react';
import { refusalOf } from '../../api/client.js';
import { SafeText } from '../../ui/safe-text.js';
import { lineOfRefusal } from './mapping-document.js';

/** The mapping as text with line numbers; the line that is refused is marked, and why stands under it. */
export function YamlEditor({
  text,
  error,
  onChange,
}: {
  readonly text: string;
  readonly error: unknown;
  readonly onChange: (text: string) => void;
}) {
  const gutter = useRef<HTMLOListElement>(null);
  const area = useRef<HTMLTextAreaElement>(null);
  const refusal = error == null ? undefined : refusalOf(error);
  const bad = refusal && lineOfRefusal(refusal.sentence);
  const goTo = (line: number): void => {
    const lines = text.split('\n');
    const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
    area.current?.focus();
    area.current?.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
  };
  return (
    <div className="imp-yaml">
      <div className="imp-code">
        <ol ref={gutter} className="imp-gutter mono" aria-hidden="true">
          {text.split('\n').map((_, at) => (
            <li key={at} className={at + 1 === bad ? 'bad' : ''}>
              {at + 1}
            </li>
          ))}
        </ol>
        <textarea
          ref={area}
          className="mono"
          spellCheck={false}
          aria-label="Mapping as YAML"
          aria-invalid={bad !== undefined}
          value={text}
          onChange={(event) => onChange(event.target.value)}
          onScroll={(event) => {
            if (gutter.current) gutter.current.scrollTop = event.currentTarget.scrollTop;
          }}
        />
      </div>
      {refusal && (
        <div className="note bad" role="alert">
          <span>
            <b>
              <SafeText>{refusal.sentence}</SafeText>
            </b>{' '}
            {refusal.hint} <span className="mono t3">{refusal.code}</span>{' '}
            {bad !== undefined && (
              <button type="button" className="link" onClick={() => goTo(bad)}>
                Go to line {bad}
              </button>
            )}
          </span>
        </div>
      )}
    </div>
  );
}
