import { useQuery } from '@tanstack/react-query';
import type { Rule } from '@iolaus/contracts';
import { ArrowLeftRight } from 'lucide-react';
import { queries } from '../../api/client.js';
import { formatCount } from '../../ui/format.js';
import { Failure } from '../../ui/states.js';
import { RuleSubject } from './RuleWords.js';

interface RuleFieldsProps {
  readonly rule: Rule;
  readonly onChange: (rule: Rule) => void;
}

/** What a rule is of, and what of it is still to be said. */
export function RuleFields({ rule, onChange }: RuleFieldsProps) {
  switch (rule.verb) {
    case 'verify-organisation':
      return (
        <label>
          <span className="row small">
            Organisation <span className="t3">as the data names it</span>
          </span>
          <input
            className="field"
            required
            value={rule.organisation}
            onChange={(event) => onChange({ ...rule, organisation: event.target.value })}
          />
        </label>
      );
    case 'pin-account':
      return (
        <>
          <RuleSubject rule={{ verb: 'exclude-account', account: rule.account }} />
          <NetworkField network={rule.network} onChange={(network) => onChange({ ...rule, network })} />
        </>
      );
    case 'cut-link':
      return (
        <dl className="con-link small">
          <dt className="t3">First, keeps it</dt>
          <dd className="mono ell">{rule.a}</dd>
          <dt className="t3">Second, loses it</dt>
          <dd className="mono ell">{rule.b}</dd>
          <button type="button" className="btn ghost" onClick={() => onChange({ ...rule, a: rule.b, b: rule.a })}>
            <ArrowLeftRight size={14} strokeWidth={1.5} aria-hidden="true" /> Swap
          </button>
        </dl>
      );
    case 'cut-indicator':
    case 'share-indicator':
    case 'exclude-account':
      return <RuleSubject rule={rule} />;
  }
}

function NetworkField({
  network,
  onChange,
}: {
  readonly network: string;
  readonly onChange: (network: string) => void;
}) {
  const triage = useQuery(queries.networks.triage.queryOptions());
  if (triage.isError) return <Failure error={triage.error} retry={() => void triage.refetch()} />;
  const rows = triage.data?.rows ?? [];
  return (
    <label>
      <span className="row small">Network that it belongs to</span>
      <select className="field" required value={network} onChange={(event) => onChange(event.target.value)}>
        <option value="">{triage.isPending ? 'Reading networks' : 'Choose a network'}</option>
        {network !== '' && !rows.some(({ id }) => id === network) && <option value={network}>{network}</option>}
        {rows.map(({ id, name, accounts }) => (
          <option key={id} value={id}>
            {name}, {id}, {formatCount(accounts)} accounts
          </option>
        ))}
      </select>
    </label>
  );
}
