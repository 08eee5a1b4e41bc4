import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { queries } from '../../api/client.js';
import { formatBits, formatCount, formatDay } from '../../ui/format.js';
import { Template } from '../../ui/safe-text.js';
import { Failure, Skeleton } from '../../ui/states.js';
import { compareTemplates, templatesOf, type CoreTemplate } from './compare-templates.js';
import type { NetworkProps } from './NetworkScreen.js';
import './templates.css';

const FIRST = 12;

/** The prompt frames of the network: fixed words and slots, how many members and others send each, what it tells; beside those of another network where one is chosen. */
export function Templates({ network, change }: NetworkProps) {
  const { record } = network;
  const [other, setOther] = useState('');
  const own = templatesOf(record);
  const pick = ({ kind, value }: CoreTemplate): void =>
    change(`Selected the template ${value}`, { ind: { kind, value }, sel: undefined, rows: undefined });
  if (own.length === 0)
    return (
      <p className="sect t2">
        No prompt template is among what tells most in this network, or the data has no prompts.
      </p>
    );
  return (
    <>
      <CompareWith own={record.id} other={other} onChoose={setOther} />
      {other === '' ? (
        <Group title="Prompt templates" rows={own} accounts={record.accounts} onPick={pick} />
      ) : (
        <Compared key={other} network={network} other={other} own={own} onPick={pick} />
      )}
    </>
  );
}

function CompareWith({
  own,
  other,
  onChoose,
}: {
  readonly own: string;
  readonly other: string;
  readonly onChoose: (id: string) => void;
}) {
  const triage = useQuery(queries.networks.triage.queryOptions());
  const others = triage.data?.rows.filter(({ id }) => id !== own) ?? [];
  return (
    <label className="sect row small template-compare">
      <span className="t3">Beside those of</span>
      <select className="field sp" value={other} onChange={(event) => onChoose(event.target.value)}>
        <option value="">no other network</option>
        {others.map(({ id, name }) => (
          <option key={id} value={id}>
            {name} {id}
          </option>
        ))}
      </select>
    </label>
  );
}

function Compared({
  network: { record },
  other,
  own,
  onPick,
}: Pick<NetworkProps, 'network'> & {
  readonly other: string;
  readonly own: readonly CoreTemplate[];
  readonly onPick: (of: CoreTemplate) => void;
}) {
  const found = useQuery(queries.networks.get.queryOptions({ input: { id: other } }));
  if (found.isPending) return <Skeleton rows={8} label="Reading the other network" />;
  if (found.isError) return <Failure error={found.error} />;
  const theirs = found.data.record;
  const compared = compareTemplates(own, templatesOf(theirs));
  return (
    <>
      <Group title="Both send" rows={compared.both} accounts={record.accounts} onPick={onPick} />
      <Group title={`${record.name} alone`} rows={compared.one} accounts={record.accounts} onPick={onPick} />
      <Group title={`${theirs.name} alone`} rows={compared.other} accounts={theirs.accounts} />
    </>
  );
}

function Group({
  title,
  rows,
  accounts,
  onPick,
}: {
  readonly title: string;
  readonly rows: readonly CoreTemplate[];
  readonly accounts: number;
  /** Without it a template leads to its page alone. */
  readonly onPick?: (of: CoreTemplate) => void;
}) {
  const [most, setMost] = useState(FIRST);
  return (
    <section className="sect" aria-label={title}>
      <h3>
        {title} <span className="t3 regular">{formatCount(rows.length)}</span>
        <span className="sp" />
        <span className="t3 regular">bits</span>
      </h3>
      {rows.length === 0 && <p className="small t3">None of those that tell most.</p>}
      <ul>
        {rows.slice(0, most).map((each) => (
          <li key={each.value} className="template-item">
            <p className="template-words" tabIndex={0}>
              <Template text={each.text ?? ''} />
            </p>
            <div className="row micro t3">
              <span>
                {formatCount(each.members)} of {formatCount(accounts)} members,{' '}
                {formatCount(Math.max(0, each.reach - each.members))} others
              </span>
              <span className="sp" />
              <span>
                {formatDay(each.firstMs)} – {formatDay(each.lastMs)}
              </span>
              <span className="num m">{formatBits(each.bits)}</span>
            </div>
            <div className="row micro">
              {onPick && (
                <button type="button" className="link" onClick={() => onPick(each)}>
                  Show in the picture<span className="visually-hidden">: {each.value}</span>
                </button>
              )}
              <Link to="/i/$kind/$value" params={{ kind: each.kind, value: each.value }}>
                Its accounts<span className="visually-hidden">: {each.value}</span>
              </Link>
            </div>
          </li>
        ))}
      </ul>
      {rows.length > most && (
        <button type="button" className="link small" onClick={() => setMost(most + FIRST)}>
          {formatCount(rows.length - most)} more, each telling less
        </button>
      )}
    </section>
  );
}
