import { ENTITIES, type DryRun } from '@iolaus/contracts';
import { useState } from 'react';
import { refusalOf } from '../../api/client.js';
import { SafeText } from '../../ui/safe-text.js';
import { saveText } from '../../ui/save-text.js';
import { Failure, Skeleton, State } from '../../ui/states.js';
import { GuessNote } from './GuessNote.js';
import { starterMapping, type ImportFile } from './import-files.js';
import { ENTITY_WORDS } from './entity-words.js';
import {
  changeMapping,
  lineOfRefusal,
  outlineOf,
  type MappingChange,
  type MappingOutline,
} from './mapping-document.js';
import { MappingTable } from './MappingTable.js';
import type { FileColumn } from './PathBox.js';
import { YamlEditor } from './YamlEditor.js';

interface MappingPanelProps {
  readonly file: ImportFile;
  /** The text of a mapping file that was sent with the file, for where it could not be read by it. */
  readonly sent: string | undefined;
  readonly columns: readonly FileColumn[];
  readonly dryRun: DryRun | undefined;
  readonly error: unknown;
  readonly isPending: boolean;
  /** Undefined goes back to the mapping beside the file. */
  readonly onChange: (text: string | undefined) => void;
  /** Undefined where there is no other dump. */
  readonly onUseForAll: ((text: string) => void) | undefined;
}

/** How the file is read: a table of targets, or the mapping as YAML; both change the same text, and every change is tried at once. */
export function MappingPanel(props: MappingPanelProps) {
  const { file, dryRun, error, isPending, onChange, onUseForAll } = props;
  const [mode, setMode] = useState<'table' | 'yaml'>('table');
  const text = file.mapping ?? dryRun?.mapping ?? (error == null ? undefined : props.sent);
  const outline = text === undefined ? undefined : outlineOf(text);
  const change = (made: MappingChange): void => onChange(changeMapping(text ?? '', made));
  return (
    <section className="panel imp-mapping" aria-label="Mapping">
      <header>
        <h2>Mapping</h2>
        {outline && <EntitySelect outline={outline} onChange={change} />}
        <span className="t3 small ell">{wordsOf(file, dryRun)}</span>
        <span className="sp" />
        {file.mapping !== undefined && onUseForAll && (
          <button type="button" className="btn ghost" onClick={() => onUseForAll(file.mapping!)}>
            Use for all files
          </button>
        )}
        {text !== undefined && (
          <button type="button" className="btn ghost" onClick={() => save(file.name, text)}>
            Save mapping
          </button>
        )}
        <div className="seg" role="group" aria-label="Show the mapping as">
          <button type="button" aria-pressed={mode === 'table'} onClick={() => setMode('table')}>
            Table
          </button>
          <button type="button" aria-pressed={mode === 'yaml'} onClick={() => setMode('yaml')}>
            YAML
          </button>
        </div>
      </header>
      {text === undefined && isPending && <Skeleton rows={8} label="Reading the first rows" />}
      {text === undefined && !isPending && mode === 'table' && (
        <NoMapping
          error={error}
          isLog={dryRun === undefined}
          onWrite={() => (onChange(starterMapping(file.name)), setMode('yaml'))}
        />
      )}
      {mode === 'yaml' && (text !== undefined || !isPending) && (
        <YamlEditor
          text={text ?? starterMapping(file.name)}
          error={isPending ? undefined : error}
          onChange={onChange}
        />
      )}
      {mode === 'table' && text !== undefined && (
        <>
          {file.mapping === undefined && dryRun && (
            <GuessNote dryRun={dryRun} onAccount={(path) => change({ kind: 'account', path })} />
          )}
          {outline ? (
            <MappingTable outline={outline} columns={props.columns} dryRun={dryRun} onChange={change} />
          ) : (
            <State
              kind="note"
              title="The mapping cannot be shown as a table"
              actions={
                <button type="button" className="btn" onClick={() => setMode('yaml')}>
                  Mend it as YAML
                </button>
              }
            >
              Its text is no YAML map yet.
            </State>
          )}
          {!isPending && error != null && <RefusalNote error={error} onOpen={() => setMode('yaml')} />}
        </>
      )}
    </section>
  );
}

function wordsOf({ mapping, again }: ImportFile, dryRun: DryRun | undefined): string {
  if (again !== undefined) return 'corrected here, for the dump of the lake';
  if (mapping !== undefined) return 'written here, for this file';
  if (dryRun?.guess) return dryRun.entity === null ? 'drafted from the first rows' : 'guessed from the first rows';
  return dryRun?.mapping == null ? '' : 'found beside the file';
}

function EntitySelect({
  outline,
  onChange,
}: {
  readonly outline: MappingOutline;
  readonly onChange: (change: MappingChange) => void;
}) {
  return (
    <select
      className="field imp-entity"
      aria-label="One row is of"
      title={`One row is of …, read as ${outline.format}`}
      value={outline.entity}
      onChange={(event) => onChange({ kind: 'entity', entity: event.target.value })}
    >
      {ENTITIES.map((entity) => (
        <option key={entity} value={entity}>
          {ENTITY_WORDS[entity]}
        </option>
      ))}
    </select>
  );
}

function save(name: string, text: string): void {
  const base = name.replace(/\.(gz|zst)$/i, '').replace(/\.[^.]+$/, '');
  saveText({ name: `${base}.mapping.yaml`, type: 'application/yaml', text });
}

function NoMapping({
  error,
  isLog,
  onWrite,
}: {
  readonly error: unknown;
  readonly isLog: boolean;
  readonly onWrite: () => void;
}) {
  if (error != null && refusalOf(error).code !== 'MAPPING_MISSING') return <Failure error={error} />;
  return (
    <State
      kind="empty"
      title={isLog ? 'No mapping fits this file' : 'Not a log format'}
      actions={
        <button type="button" className="btn primary" onClick={onWrite}>
          Write one
        </button>
      }
    >
      {isLog
        ? 'Add the mapping file that belongs to it'
        : 'It will be left out. If it is a log after all, add its mapping'}
      , or write one here: which fields are the account, the time, the address.
    </State>
  );
}

function RefusalNote({ error, onOpen }: { readonly error: unknown; readonly onOpen: () => void }) {
  const { code, sentence, hint } = refusalOf(error);
  return (
    <div className="note bad imp-note" role="alert">
      <span>
        <b>
          <SafeText>{sentence}</SafeText>
        </b>{' '}
        {hint} <span className="mono t3">{code}</span>{' '}
        {lineOfRefusal(sentence) !== undefined && (
          <button type="button" className="link" onClick={onOpen}>
            Show the line
          </button>
        )}
      </span>
    </div>
  );
}
