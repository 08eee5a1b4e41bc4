import { useContext, useState } from 'react';
import type { DryRun } from '@iolaus/contracts';
import { Check, Minus, TriangleAlert } from 'lucide-react';
import { formatShare } from '../../ui/format.js';
import { Kinds } from '../../ui/kinds.js';
import { SafeText } from '../../ui/safe-text.js';
import { Failure, Skeleton } from '../../ui/states.js';
import { starterMapping, type ImportFile } from './import-files.js';

interface MappingPanelProps {
  readonly file: ImportFile;
  readonly dryRun: DryRun | undefined;
  readonly error: unknown;
  readonly isPending: boolean;
  readonly onSave: (text: string) => Promise<void>;
}

/** How the file is read: target, path, sample, fill; or the mapping as YAML, to be edited and tried at once. */
export function MappingPanel({ file, dryRun, error, isPending, onSave }: MappingPanelProps) {
  const hasMapping = dryRun !== undefined && dryRun.mapping !== null;
  const [chosen, setChosen] = useState<'table' | 'yaml'>();
  // Kept here, so that neither a new dry run nor a look at the table loses what was written.
  const [draft, setDraft] = useState<string>();
  const mode = chosen ?? (hasMapping || isPending ? 'table' : 'yaml');
  return (
    <section className="panel imp-mapping" aria-label="Mapping">
      <header>
        <h2>Mapping</h2>
        <span className="t3 small ell">
          {file.mapping
            ? 'written here, for this file'
            : hasMapping
              ? 'found beside the file'
              : 'none found: write one, or add a mapping file'}
        </span>
        <span className="sp" />
        <div className="seg" role="group" aria-label="Show the mapping as">
          <button type="button" aria-pressed={mode === 'table'} onClick={() => setChosen('table')}>
            Table
          </button>
          <button type="button" aria-pressed={mode === 'yaml'} onClick={() => setChosen('yaml')}>
            YAML
          </button>
        </div>
      </header>
      {mode === 'yaml' && (
        <YamlForm
          text={draft ?? dryRun?.mapping ?? starterMapping(file.name)}
          error={error}
          isPending={isPending}
          onChange={setDraft}
          onSave={onSave}
        />
      )}
      {mode === 'table' && isPending && <Skeleton rows={8} label="Reading the first rows" />}
      {mode === 'table' && !isPending && error != null && <Failure error={error} />}
      {mode === 'table' && !isPending && error == null && dryRun && <FieldTable dryRun={dryRun} />}
    </section>
  );
}

function FieldTable({ dryRun }: { readonly dryRun: DryRun }) {
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label="Fields">
      <table className="grid">
        <thead>
          <tr>
            <th>Target</th>
            <th>Path in the file</th>
            <th>Sample</th>
            <th>Read as</th>
            <th className="num">Filled</th>
            <th>
              <span className="visually-hidden">State</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {dryRun.fields.map((field) => (
            <tr key={field.target}>
              <td className="m">
                <TargetName target={field.target} />{' '}
                {!field.required && <span className="t3 micro regular">optional</span>}
              </td>
              <td>
                <span className="imp-pathname mono">
                  <SafeText>{field.path}</SafeText>
                </span>
              </td>
              <td className="mono t2 imp-sample ell">
                {field.filled01 > 0 ? <SafeText>{field.sample}</SafeText> : 'not in these rows'}
              </td>
              <td className="t2">{field.parse}</td>
              <td className="num">{formatShare(field.filled01)}</td>
              <td>
                <FillMark field={field} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function TargetName({ target }: { readonly target: string }) {
  const kinds = useContext(Kinds);
  return kinds.find((kind) => kind.kind === target)?.label ?? target.replaceAll('_', ' ');
}

function FillMark({ field }: { readonly field: DryRun['fields'][number] }) {
  if (field.filled01 === 0)
    return <Minus size={14} strokeWidth={1.5} className={field.required ? 'err' : 't3'} aria-label="never filled" />;
  if (field.required && field.filled01 < 1)
    return <TriangleAlert size={14} strokeWidth={1.5} className="review-text" aria-label="not always filled" />;
  return <Check size={14} strokeWidth={1.5} className="ok-text" aria-label="filled" />;
}

interface YamlFormProps {
  readonly text: string;
  readonly error: unknown;
  readonly isPending: boolean;
  readonly onChange: (text: string) => void;
  readonly onSave: (text: string) => Promise<void>;
}

function YamlForm({ text, error, isPending, onChange, onSave }: YamlFormProps) {
  const [failed, setFailed] = useState<unknown>();
  const save = (): void => void onSave(text).then(() => setFailed(undefined), setFailed);
  return (
    <div className="imp-yaml">
      <textarea
        className="field mono"
        spellCheck={false}
        aria-label="Mapping as YAML"
        value={text}
        onChange={(event) => onChange(event.target.value)}
      />
      {!isPending && (failed ?? error) != null && <Refusal error={failed ?? error} />}
      <div className="row">
        <button type="button" className="btn primary" disabled={isPending} onClick={save}>
          Try this mapping
        </button>
        <span className="t3 small">
          {isPending ? 'Reading the first rows' : 'Reads the first rows again; nothing is written.'}
        </span>
      </div>
    </div>
  );
}

function Refusal({ error }: { readonly error: unknown }) {
  return (
    <div className="imp-refusal">
      <Failure error={error} />
    </div>
  );
}
