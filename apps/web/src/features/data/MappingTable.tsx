import { useQuery } from '@tanstack/react-query';
import type { DryRun, Entity } from '@iolaus/contracts';
import { Check, Minus, MoveLeft, TriangleAlert } from 'lucide-react';
import { useContext } from 'react';
import { queries } from '../../api/client.js';
import { IndicatorGlyph } from '../../ui/figures.js';
import { formatShare } from '../../ui/format.js';
import { Kinds } from '../../ui/kinds.js';
import { SafeText } from '../../ui/safe-text.js';
import { DeclareForm } from './DeclareForm.js';
import type { MappingChange, MappingOutline } from './mapping-document.js';
import { mappingRows, targetsLeft, type MappingRow } from './mapping-rows.js';
import { PathBox, type FileColumn } from './PathBox.js';

interface MappingTableProps {
  readonly outline: MappingOutline;
  readonly columns: readonly FileColumn[];
  readonly dryRun: DryRun | undefined;
  readonly onChange: (change: MappingChange) => void;
}

/** Targets of the mapping with their paths, a sample, how they are read and how often they are filled. */
export function MappingTable({ outline, columns, dryRun, onChange }: MappingTableProps) {
  const words = useQuery({ ...queries.mappings.words.queryOptions(), staleTime: Number.POSITIVE_INFINITY });
  const rows = mappingRows(outline, dryRun);
  const fields = rows.filter(({ isDeclared }) => !isDeclared);
  const declared = rows.filter(({ isDeclared }) => isDeclared);
  const left = targetsLeft(outline, words.data?.targets[outline.entity as Entity] ?? []);
  const rowOf = (row: MappingRow) => (
    <TargetRow
      key={row.target}
      row={row}
      columns={columns}
      parses={(row.isDeclared ? words.data?.declaredParses : words.data?.parses) ?? []}
      onChange={onChange}
    />
  );
  return (
    <>
      <div className="scroll" tabIndex={0} role="region" aria-label="Fields">
        <table className="grid imp-fields">
          <thead>
            <tr>
              <th className="imp-col-target">Target</th>
              <th className="imp-arrow">
                <span className="visually-hidden">from</span>
              </th>
              <th>Path in the file</th>
              <th className="imp-col-sample">Sample</th>
              <th className="imp-col-parse">Read as</th>
              <th className="num imp-col-filled">Filled</th>
              <th className="imp-mark">
                <span className="visually-hidden">State</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {fields.map(rowOf)}
            <tr className="imp-sub">
              <td colSpan={7}>
                Declared indicators{' '}
                <span className="t3">linked, scored, shown and exported like the built-in kinds</span>
              </td>
            </tr>
            {declared.map(rowOf)}
            {declared.length === 0 && (
              <tr>
                <td colSpan={7} className="t3">
                  None. A wallet, a device, a tag: whatever two accounts can share.
                </td>
              </tr>
            )}
          </tbody>
        </table>
      </div>
      <div className="row imp-more">
        {left.length > 0 && (
          <select
            className="field imp-add"
            aria-label="Add a target"
            value=""
            onChange={(event) => onChange({ kind: 'paths', target: event.target.value, paths: [event.target.value] })}
          >
            <option value="">Add a target…</option>
            {left.map((target) => (
              <option key={target} value={target}>
                {target.replaceAll('_', ' ')}
              </option>
            ))}
          </select>
        )}
        <DeclareForm columns={columns} onChange={onChange} />
      </div>
    </>
  );
}

function TargetRow({
  row,
  columns,
  parses,
  onChange,
}: {
  readonly row: MappingRow;
  readonly columns: readonly FileColumn[];
  readonly parses: readonly string[];
  readonly onChange: (change: MappingChange) => void;
}) {
  const { target } = row;
  const name = useTargetName(target);
  return (
    <tr>
      <td className="m">
        <span className="row imp-target">
          {row.isDeclared && <IndicatorGlyph kind={target} />}
          <SafeText>{name}</SafeText>
          {!row.isRequired && !row.isDeclared && <span className="t3 micro regular">optional</span>}
        </span>
      </td>
      <td className="t3 imp-arrow">
        <MoveLeft size={14} strokeWidth={1.5} aria-hidden="true" />
      </td>
      <td>
        <PathBox
          label={name}
          path={row.path}
          columns={columns}
          onChoose={(path) => onChange({ kind: 'paths', target, paths: [path] })}
          onLeaveOut={target === 'account' ? undefined : () => onChange({ kind: 'leave-out', target })}
        />
      </td>
      <td className="mono t2 imp-sample ell">
        {row.sample === '' ? <span className="t3">not in these rows</span> : <SafeText>{row.sample}</SafeText>}
      </td>
      <td>
        <select
          className="imp-parse"
          aria-label={`Read ${name} as`}
          value={row.parse ?? ''}
          onChange={(event) => onChange({ kind: 'parse', target, parse: event.target.value || undefined })}
        >
          <option value="">{row.parse === undefined ? row.readAs : 'as usual'}</option>
          {[...new Set([...parses, ...(row.parse === undefined ? [] : [row.parse])])].map((parse) => (
            <option key={parse} value={parse}>
              {parse}
            </option>
          ))}
        </select>
      </td>
      <td className="num">{row.filled01 === undefined ? '' : formatShare(row.filled01)}</td>
      <td className="imp-mark">
        <FillMark row={row} />
      </td>
    </tr>
  );
}

function useTargetName(target: string): string {
  const kinds = useContext(Kinds);
  return kinds.find((kind) => kind.kind === target)?.label ?? target.replaceAll('_', ' ');
}

function FillMark({ row: { filled01, isRequired } }: { readonly row: MappingRow }) {
  if (filled01 === undefined) return null;
  if (filled01 === 0)
    return <Minus size={14} strokeWidth={1.5} className={isRequired ? 'err' : 't3'} aria-label="never filled" />;
  if (isRequired && filled01 < 1)
    return <TriangleAlert size={14} strokeWidth={1.5} className="review-text" aria-label="not always filled" />;
  return <Check size={14} strokeWidth={1.5} className="ok-text" aria-label="filled" />;
}
