import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { AccountView, EvidenceItem } from '@iolaus/contracts';
import { queries } from '../../api/client.js';
import { Slot } from '../../shell/slots.js';
import { formatIndicator } from '../../ui/format.js';
import { SafeText } from '../../ui/safe-text.js';
import { Failure, Skeleton } from '../../ui/states.js';
import { LogPanel } from '../casebook/LogPanel.js';
import { NotesPanel } from '../casebook/NotesPanel.js';
import './account.css';
import { AccountHead } from './AccountHead.js';
import { ActivityPanel } from './ActivityPanel.js';
import { AgainstPanel, BreaksPanel } from './DoubtPanels.js';
import { FigureStrip } from './FigureStrip.js';
import { HoldsPanel } from './HoldsPanel.js';
import { NeighboursPanel } from './NeighboursPanel.js';
import { RowsPanel } from './RowsPanel.js';
import { TemplatesPanel } from './TemplatesPanel.js';
import { useRowFilter } from './use-row-filter.js';

/** An account: what holds it in its network and what speaks against that, when it works, who shares with it, and its raw rows. */
export function AccountScreen({ id }: { readonly id: string }) {
  const account = useQuery(queries.accounts.get.queryOptions({ input: { id } }));
  return (
    <>
      <Crumbs id={id} network={account.data?.network ?? null} />
      {account.isPending && <Skeleton rows={16} label="Reading the account" />}
      {account.isError && <Failure error={account.error} retry={() => void account.refetch()} />}
      {account.data && <Account account={account.data} />}
    </>
  );
}

function Account({ account }: { readonly account: AccountView }) {
  const { filter, change } = useRowFilter(account.id);
  const showRows = (item: EvidenceItem): void =>
    change({ kind: item.kind, value: item.value }, `Opened rows of ${formatIndicator(item.kind, item.value)}`);
  return (
    <div className="acc">
      <AccountHead account={account} />
      <FigureStrip account={account} />
      <div className="acc-body">
        <div className="acc-left">
          <div className="acc-top">
            <HoldsPanel account={account} filter={filter} onRows={showRows} />
            {account.why && (
              <div className="acc-pair">
                <BreaksPanel why={account.why} />
                <AgainstPanel why={account.why} />
              </div>
            )}
          </div>
          <RowsPanel account={account} filter={filter} onClear={() => change(undefined, 'Opened all rows')} />
        </div>
        <div className="acc-right">
          <ActivityPanel account={account} />
          <NeighboursPanel account={account} />
          <TemplatesPanel account={account} onRows={showRows} />
          <NotesPanel of={{ on: 'account', id: account.id }} />
          <LogPanel of={{ on: 'account', id: account.id }} />
        </div>
      </div>
      <Slot place="status">
        <span>
          {account.network ? (
            <>
              Account of{' '}
              <b>
                <SafeText>{account.network.name}</SafeText>
              </b>
              , community <b>{account.network.community}</b>
            </>
          ) : (
            'Account in no network'
          )}
        </span>
      </Slot>
    </div>
  );
}

function Crumbs({ id, network }: { readonly id: string; readonly network: AccountView['network'] }) {
  return (
    <Slot place="crumbs">
      <Link to="/">Networks</Link>
      <span aria-hidden="true">›</span>
      {network && (
        <>
          <Link to="/n/$id" params={{ id: network.id }}>
            <SafeText>{network.name}</SafeText>
          </Link>
          <span aria-hidden="true">›</span>
          <Link to="/n/$id" params={{ id: network.id }} search={{ c: network.community }}>
            {network.community}
          </Link>
          <span aria-hidden="true">›</span>
        </>
      )}
      <b className="ell">
        <SafeText>{id}</SafeText>
      </b>
    </Slot>
  );
}
