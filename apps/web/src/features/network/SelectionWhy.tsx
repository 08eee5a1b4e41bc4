import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { EyeOff, Link2 } from 'lucide-react';
import { Tabs } from 'radix-ui';
import { queries } from '../../api/client.js';
import { SafeText } from '../../ui/safe-text.js';
import { Failure, Skeleton } from '../../ui/states.js';
import { Why } from '../../ui/why.js';
import { Notes } from '../casebook/Notes.js';
import { StandingLines } from '../casebook/StandingLines.js';
import { VerdictButton } from '../casebook/VerdictButton.js';
import { judgementOfAccounts } from '../casebook/judgements.js';
import { WhatYouKnow } from '../constraints/RuleButtons.js';
import { rulesOfAccount, rulesOfSelection } from '../constraints/rules-in-hand.js';
import type { NetworkProps } from './NetworkScreen.js';
import { Paths } from './Paths.js';
import { hiding, lookingAtPaths } from './selection.js';

/** Why the selected account is a member, what joins two selected accounts, or what can be done with more of them. */
export function SelectionWhy(props: NetworkProps & { readonly accounts: readonly string[] }) {
  const { accounts, change, view } = props;
  const { hidden, name, patch } = hiding(view);
  return (
    <aside className="insp" aria-label="Why">
      <header className="sect insp-head">
        <p className="micro t3">
          {accounts.length === 1
            ? 'Member'
            : accounts.length === 2
              ? 'Link between two accounts'
              : `${accounts.length} accounts selected`}
        </p>
        <div className="pair">
          {(accounts.length > 2 ? [] : accounts).map((account, at) => (
            <span key={account} className="row">
              {at === 1 && <Link2 size={14} strokeWidth={1.5} className="t3" aria-hidden="true" />}
              <Link to="/a/$id" params={{ id: account }} className="mono m ell plain">
                <SafeText>{account}</SafeText>
              </Link>
            </span>
          ))}
        </div>
        {accounts.length === 1 && <StandingLines of={{ on: 'account', id: accounts[0]! }} />}
      </header>
      {accounts.length === 2 ? (
        <LinkTabs {...props} />
      ) : (
        <div className="scroll" tabIndex={0} role="region" aria-label="Reasons">
          {accounts.length === 1 ? (
            <MemberWhy {...props} account={accounts[0]!} />
          ) : (
            <p className="sect t2">Select one account for why it is a member, or two for what joins them.</p>
          )}
        </div>
      )}
      <div className="acts">
        {accounts.length === 1 ? (
          <Link className="btn primary sp" to="/a/$id" params={{ id: accounts[0]! }}>
            Open the account
          </Link>
        ) : (
          <span className="sp" />
        )}
        <VerdictButton judgement={judgementOfAccounts(accounts)} />
        <button type="button" className="btn" disabled={hidden === 0} onClick={() => change(name, patch)}>
          <EyeOff size={16} strokeWidth={1.5} aria-hidden="true" /> Hide <kbd>H</kbd>
        </button>
      </div>
    </aside>
  );
}

/** What joins two accounts: what both hold, and the paths over others. */
function LinkTabs(props: NetworkProps & { readonly accounts: readonly string[] }) {
  const { accounts, view, change } = props;
  return (
    <Tabs.Root
      className="insp-tabs"
      value={view.path === undefined ? 'why' : 'paths'}
      onValueChange={(tab) => change(...lookingAtPaths(tab === 'paths'))}
    >
      <Tabs.List className="tabs fixed" aria-label="About the link">
        <Tabs.Trigger value="why">Why</Tabs.Trigger>
        <Tabs.Trigger value="paths">
          Paths <kbd>P</kbd>
        </Tabs.Trigger>
      </Tabs.List>
      <Tabs.Content value="why" className="scroll">
        <LinkWhy {...props} a={accounts[0]!} b={accounts[1]!} />
      </Tabs.Content>
      <Tabs.Content value="paths" className="scroll">
        <Paths {...props} />
      </Tabs.Content>
    </Tabs.Root>
  );
}

function MemberWhy({ account, network, change }: NetworkProps & { readonly account: string }) {
  const found = useQuery(queries.accounts.get.queryOptions({ input: { id: account } }));
  if (found.isPending) return <Skeleton rows={10} label="Reading why" />;
  if (found.isError) return <Failure error={found.error} />;
  const rules = rulesOfAccount({
    account,
    network: found.data.network?.id ?? '',
    organisation: found.data.isVerified ? null : found.data.organisation,
  });
  return (
    <>
      {found.data.why ? (
        <Why
          why={found.data.why}
          tierOf={`of network ${network.record.name}`}
          onRows={({ kind, value }) => change('Opened the rows', { rows: { kind, value } })}
        />
      ) : (
        <p className="sect t2">It is not a member of a network of this snapshot.</p>
      )}
      <WhatYouKnow rules={rules} />
      <section className="sect">
        <h3>
          Notes on the account <span className="sp" />
          <kbd>N</kbd>
        </h3>
        <Notes of={{ on: 'account', id: account }} />
      </section>
    </>
  );
}

function LinkWhy({ a, b, network, change }: NetworkProps & { readonly a: string; readonly b: string }) {
  const link = useQuery(queries.links.get.queryOptions({ input: { a, b } }));
  if (link.isPending) return <Skeleton rows={10} label="Reading what joins them" />;
  if (link.isError) return <Failure error={link.error} />;
  return (
    <>
      <Why
        why={link.data.why}
        tierOf={`of network ${network.record.name}`}
        onRows={({ kind, value }) => change('Opened the rows', { rows: { kind, value } })}
      />
      {link.data.atLarge && (
        <section className="sect">
          <h3>Among all pairs of accounts</h3>
          <p className="t2 small">{link.data.atLarge.sentence}</p>
        </section>
      )}
      <WhatYouKnow rules={rulesOfSelection([a, b], network.record.id)} />
    </>
  );
}
