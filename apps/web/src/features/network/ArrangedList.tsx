import { X } from 'lucide-react';
import { useState } from 'react';
import { formatCount, formatIndicator } from '../../ui/format.js';
import { SafeText } from '../../ui/safe-text.js';
import { MOST_LETTERS, openingGroup, pinning, renaming, togglingCommunity } from './arranging.js';
import type { NamedGroup, NetworkViewState } from './network-view.js';
import type { NetworkProps } from './NetworkScreen.js';

type ArrangedProps = Pick<NetworkProps, 'view' | 'change'>;

/** What was arranged by hand, each with the way back: hidden accounts and communities, groups, pins. Nothing where nothing was. */
export function ArrangedList({ view, change }: ArrangedProps) {
  const { hide, hideC = [], pin = [], pinI = [], g = [] } = view;
  const unpin = (of: Pick<NetworkViewState, 'sel' | 'ind'>): void => {
    const step = pinning({ pin, pinI, ...of });
    if (step) change(...step);
  };
  if (!hide && hideC.length + pin.length + pinI.length + g.length === 0) return null;
  return (
    <div className="sect p0 arranged">
      <h3>Arranged by hand</h3>
      <div className="chips">
        {hide && (
          <Chip word="Hidden accounts" onTake={() => change('Showed hidden accounts', { hide: undefined })}>
            {formatCount(hide.length)}
          </Chip>
        )}
        {hideC.map((label) => (
          <Chip key={label} word="Hidden" onTake={() => change(...togglingCommunity(view, label))}>
            {label}
          </Chip>
        ))}
        {pin.map((account) => (
          <Chip key={account} word="Pinned" onTake={() => unpin({ sel: [account] })}>
            <SafeText>{account}</SafeText>
          </Chip>
        ))}
        {pinI.map((indicator) => (
          <Chip key={`${indicator.kind} ${indicator.value}`} word="Pinned" onTake={() => unpin({ ind: indicator })}>
            <SafeText>{formatIndicator(indicator.kind, indicator.value)}</SafeText>
          </Chip>
        ))}
      </div>
      {g.map((group) => (
        <GroupRow key={group.name} group={group} view={view} change={change} />
      ))}
    </div>
  );
}

function Chip({
  word,
  children,
  onTake,
}: {
  readonly word: string;
  readonly children: React.ReactNode;
  readonly onTake: () => void;
}) {
  return (
    <button type="button" className="chip" onClick={onTake}>
      {word} <b className="ell">{children}</b>
      <X size={14} strokeWidth={1.5} aria-hidden="true" />
      <span className="visually-hidden">, take back</span>
    </button>
  );
}

/** The name of a group, to be changed, its accounts, and the way to open it again. */
function GroupRow({ group, view, change }: ArrangedProps & { readonly group: NamedGroup }) {
  const [name, setName] = useState(group.name);
  const rename = (): void => {
    const step = renaming(view, group.name, name);
    if (step) change(...step);
    else setName(group.name);
  };
  return (
    <form
      className="row small group-row"
      onSubmit={(event) => {
        event.preventDefault();
        rename();
      }}
    >
      <input
        className="sp"
        value={name}
        maxLength={MOST_LETTERS}
        aria-label={`Name of ${group.name}`}
        onChange={(event) => setName(event.target.value)}
        onBlur={rename}
      />
      <span className="num t2">{formatCount(group.accounts.length)}</span>
      <button type="button" className="link micro" onClick={() => change(...openingGroup(view, group.name))}>
        Open
      </button>
    </form>
  );
}
