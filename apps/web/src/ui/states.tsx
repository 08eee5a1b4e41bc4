import type { ReactNode } from 'react';
import { CircleAlert, Inbox, Info, Link2Off, ListFilter } from 'lucide-react';
import { refusalOf } from '../api/client.js';

const ICONS = {
  empty: Inbox,
  'no-result': ListFilter,
  failure: CircleAlert,
  offline: Link2Off,
  note: Info,
} as const;

/** What happened, to what, what to do: one shape for every state that is not the data itself. */
export function State({
  kind,
  title,
  children,
  actions,
}: {
  readonly kind: keyof typeof ICONS;
  readonly title: string;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}) {
  const Icon = ICONS[kind];
  return (
    <div className="state" role={kind === 'failure' || kind === 'offline' ? 'alert' : 'status'}>
      <Icon size={18} strokeWidth={1.5} className={kind === 'failure' ? 'err' : 't3'} aria-hidden="true" />
      <h2>{title}</h2>
      <p className="t2">{children}</p>
      {actions && <div className="row">{actions}</div>}
    </div>
  );
}

/** A refusal of the service in its own words. */
export function Failure({ error, retry }: { readonly error: unknown; readonly retry?: () => void }) {
  const { code, sentence, hint } = refusalOf(error);
  return (
    <State
      kind={code === 'OFFLINE' ? 'offline' : 'failure'}
      title={sentence}
      actions={
        retry && (
          <button type="button" className="btn" onClick={retry}>
            Try again
          </button>
        )
      }
    >
      {hint} <span className="mono t3">{code}</span>
    </State>
  );
}

/** Grey bars in the layout of what will come. */
export function Skeleton({ rows, label }: { readonly rows: number; readonly label: string }) {
  return (
    <div className="skeleton" role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, at) => (
        <i key={at} style={{ width: `${92 - ((at * 37) % 50)}%` }} />
      ))}
    </div>
  );
}

/** The only way to say that something is missing: how many, why, how to show it. */
export function HiddenCount({
  count,
  rule,
  action,
}: {
  readonly count: string;
  readonly rule: string;
  readonly action?: ReactNode;
}) {
  return (
    <span className="t2 small">
      <b className="m">{count}</b> {rule} {action}
    </span>
  );
}
