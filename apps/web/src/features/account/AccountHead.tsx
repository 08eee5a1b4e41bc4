import { Link } from '@tanstack/react-router';
import type { AccountView } from '@iolaus/contracts';
import { Network } from 'lucide-react';
import { useKeys } from '../../shell/use-keys.js';
import { CopyButton } from '../../ui/CopyButton.js';
import { Swatch } from '../../ui/figures.js';
import { formatCount, formatDay } from '../../ui/format.js';
import { SafeText, visibleText } from '../../ui/safe-text.js';
import { askVerdict } from '../casebook/judge.js';
import { judgementOfAccounts } from '../casebook/judgements.js';
import { StandingLines } from '../casebook/StandingLines.js';
import { VerdictButton } from '../casebook/VerdictButton.js';
import { HeldRules, RuleButtons } from '../constraints/RuleButtons.js';
import { rulesOfAccount } from '../constraints/rules-in-hand.js';

/** Who it is, in one line and one sentence. */
export function AccountHead({ account }: { readonly account: AccountView }) {
  const { id, network, status, organisation, isVerified } = account;
  const rules = rulesOfAccount({
    account: id,
    network: network?.id ?? '',
    organisation: isVerified ? null : organisation,
  });
  const judgement = judgementOfAccounts([id]);
  useKeys({ V: () => askVerdict(judgement) });
  return (
    <header className="acc-head">
      <div className="acc-who">
        <div className="row">
          <h1 className="mono ell" title={visibleText(id)}>
            <SafeText>{id}</SafeText>
          </h1>
          <CopyButton text={() => id} label="Copy the id" />
          {network && (
            <Link className="chip" to="/n/$id" params={{ id: network.id }} search={{ c: network.community }}>
              <Swatch letter={network.community.slice(0, 1)} />
              <b>
                <SafeText>{network.name}</SafeText>
              </b>{' '}
              {network.community}
            </Link>
          )}
          {status !== null && (
            <span className="chip">
              Status{' '}
              <b className="ell">
                <SafeText>{status}</SafeText>
              </b>
            </span>
          )}
          {organisation !== null && (
            <span className="chip">
              Organisation{' '}
              <b className="ell">
                <SafeText>{organisation}</SafeText>
              </b>
            </span>
          )}
        </div>
        <p className="t2 small">
          <SafeText>{factsOf(account)}</SafeText> Name, country and language play no part in any figure here.
        </p>
        <StandingLines of={{ on: 'account', id }} />
        <HeldRules rules={rules} />
      </div>
      <span className="sp" />
      <RuleButtons rules={rules} />
      {network && (
        <Link className="btn" to="/n/$id" params={{ id: network.id }} search={{ c: network.community, sel: [id] }}>
          <Network size={14} strokeWidth={1.5} aria-hidden="true" /> Show in network
        </Link>
      )}
      <VerdictButton judgement={judgement} isPrimary />
    </header>
  );
}

/** "Signed up 11 Sep 2026, pay-as-you-go, verified. 1,204 exchanges in 71 active hours, 11 Sep to 22 Nov." */
function factsOf({ createdMs, programme, isVerified, exchanges, activeHours, firstMs, lastMs }: AccountView): string {
  const origin = [
    createdMs === null
      ? 'Sign-up not recorded'
      : `Signed up ${formatDay(createdMs)} ${new Date(createdMs).getUTCFullYear()}`,
    ...(programme === null ? [] : [programme]),
    ...(isVerified ? ['verified'] : []),
  ].join(', ');
  const span = firstMs === null ? '' : `, ${formatDay(firstMs)} to ${formatDay(lastMs)}`;
  if (exchanges === 0) return `${origin}. No exchange recorded${span && `; seen${span.slice(1)}`}.`;
  return `${origin}. ${formatCount(exchanges)} ${exchanges === 1 ? 'exchange' : 'exchanges'} in ${formatCount(activeHours)} active ${activeHours === 1 ? 'hour' : 'hours'}${span}.`;
}
