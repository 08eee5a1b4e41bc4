import { MOST_LIST_CHARACTERS } from '@iolaus/contracts';
import { FileUp } from 'lucide-react';
import { useRef, useState } from 'react';
import { useKeys } from '../../shell/use-keys.js';
import { lineWords, linesOf } from './list-lines.js';
import { SaveList } from './SaveList.js';
import { readListFiles } from './read-list-files.js';
import { MOST_KEPT, runList, useListDraft } from './use-list.js';

/** The list: typed, pasted, dropped or chosen as a file; and the one button that matches it. */
export function ListPanel({ onRun }: { readonly onRun: (lines: number) => void }) {
  const text = useListDraft((state) => state.text);
  const input = useRef<HTMLInputElement>(null);
  const [fault, setFault] = useState<string>();
  const [isOver, setOver] = useState(false);
  const lines = linesOf(text).length;
  const write = (next: string): void => {
    setFault(undefined);
    useListDraft.setState({ text: next });
  };
  const take = async (files: readonly File[]): Promise<void> => {
    const read = await readListFiles(files);
    if ('fault' in read) setFault(read.fault);
    else write(read.text);
  };
  const tooLong = text.length > MOST_LIST_CHARACTERS;
  const run = (): void => {
    if (lines === 0 || tooLong) return;
    runList(text);
    onRun(lines);
  };
  useKeys({ 'Ctrl+Enter': run });
  return (
    <section
      className={`panel mat-panel mat-list ${isOver ? 'over' : ''}`}
      aria-labelledby="mat-list"
      onDragOver={(event) => event.preventDefault()}
      onDragEnter={() => setOver(true)}
      onDragLeave={(event) => event.currentTarget.contains(event.relatedTarget as Node | null) || setOver(false)}
      onDrop={(event) => {
        setOver(false);
        if (event.dataTransfer.files.length === 0) return;
        event.preventDefault();
        void take([...event.dataTransfer.files]);
      }}
    >
      <header>
        <h2 id="mat-list">List</h2>
        <span className="t3 small ell">{lines > 0 && lineWords(lines)}</span>
        <span className="sp" />
        <button type="button" className="btn ghost" onClick={() => input.current?.click()}>
          <FileUp size={14} strokeWidth={1.5} aria-hidden="true" /> File
        </button>
        <input
          ref={input}
          type="file"
          accept=".txt,.csv,.tsv,text/*"
          multiple
          hidden
          aria-label="Files with a list"
          onChange={(event) => {
            void take([...(event.target.files ?? [])]);
            // The same file again is a choice as well.
            event.target.value = '';
          }}
        />
      </header>
      <textarea
        className="mono"
        aria-label="The list, one entry a line"
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        placeholder={PLACEHOLDER}
        value={text}
        onChange={(event) => write(event.target.value)}
      />
      {(fault ?? (tooLong ? TOO_LONG : undefined)) !== undefined && (
        <p className="note bad mat-fault" role="alert">
          {fault ?? TOO_LONG}
        </p>
      )}
      {text.length > MOST_KEPT && !tooLong && (
        <p className="mat-fault t3 micro">So long a list is not kept when the page is loaded again.</p>
      )}
      <footer className="row">
        <button type="button" className="btn primary sp" disabled={lines === 0 || tooLong} onClick={run}>
          {lines > 0 ? `Match ${lineWords(lines)}` : 'Match'} <kbd>Ctrl ↵</kbd>
        </button>
        <button type="button" className="btn ghost" disabled={text === ''} onClick={() => write('')}>
          Clear
        </button>
      </footer>
      <SaveList text={text} lines={lines} />
    </section>
  );
}

const TOO_LONG = 'The list is longer than 2 MB at a time. Split it, and match the parts one after the other.';

const PLACEHOLDER = `203[.]0[.]113[.]7
198.51.100.0/24
hxxps://evil[.]example/login
ada[at]shop[.]example
AS64500
card_3k9d21  # a comment

One a line, or a CSV; paste it, or drop a .txt or .csv file here.`;
