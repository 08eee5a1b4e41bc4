import { useQuery } from '@tanstack/react-query';
import type { Similar } from '@iolaus/contracts';
import { useState } from 'react';
import { queries } from '../../api/client.js';
import { formatCount } from '../../ui/format.js';
import { Failure, Skeleton } from '../../ui/states.js';
import { comparedWords, proposedLeast, sharersOf } from './similar-words.js';
import { fitAddress, joined, selecting } from './selection.js';
import type { StageProps } from './Stage.js';

/** Numbers of shared indicators that are offered, from one on. */
const MOST_OFFERED = 6;

/** Who shares how many indicators with the selection, before anybody is selected. */
export function SimilarPanel({
  accounts,
  network,
  onClose,
  ...props
}: StageProps & { readonly accounts: readonly string[]; readonly onClose: () => void }) {
  const answer = useQuery(
    queries.networks.similar.queryOptions({ input: { id: network.record.id, accounts: [...accounts] } }),
  );
  return (
    <section className="float similar" aria-label="Similar accounts">
      {answer.isPending && <Skeleton rows={4} label="Counting who shares what they hold" />}
      {answer.isError && <Failure error={answer.error} />}
      {answer.data && <Choice {...props} network={network} selected={accounts} of={answer.data} onClose={onClose} />}
    </section>
  );
}

interface ChoiceProps extends StageProps {
  readonly selected: readonly string[];
  readonly of: Similar;
  readonly onClose: () => void;
}

function Choice({ network, change, selected, of, onClose }: Omit<ChoiceProps, 'frame'>) {
  const [least, setLeast] = useState(() => proposedLeast(of));
  const { accounts, total } = sharersOf(of, least);
  const together = fitAddress(joined(selected, accounts));
  // A full selection gives way to what is like it.
  const isInstead = together.length === selected.length && accounts.length > 0;
  const sel = isInstead ? fitAddress(accounts) : together;
  const taken = isInstead ? sel.length : sel.length - selected.length;
  const add = (): void => {
    change(`Selected ${sel.length} accounts that share ${least} or more`, {
      ...selecting(sel),
      of: taken < total ? sel.length - taken + total : undefined,
    });
    onClose();
  };
  return (
    <>
      <h3>
        Share indicators with {selected.length === 1 ? 'it' : 'these'}
        <span className="sp" />
        <span className="t3 regular">of {formatCount(of.others)} members</span>
      </h3>
      {of.atLeast.length === 0 ? (
        <p className="small t2">Nobody else holds what they hold.</p>
      ) : (
        <div role="radiogroup" aria-label="Shared indicators, or more">
          {of.atLeast.slice(0, MOST_OFFERED).map((count, at) => (
            <label key={at} className="row small similar-row">
              <input type="radio" name="least" checked={least === at + 1} onChange={() => setLeast(at + 1)} />
              <span className="num similar-least">≥ {at + 1}</span>
              <span className="meter wide" aria-hidden="true">
                <i style={{ width: `${(count / of.others) * 100}%` }} />
              </span>
              <span className="num similar-count">{formatCount(count)}</span>
            </label>
          ))}
        </div>
      )}
      {comparedWords(of).map((words) => (
        <p key={words} className="micro t3">
          {words}
        </p>
      ))}
      <div className="row">
        <button type="button" className="btn primary" disabled={taken === 0} onClick={add} autoFocus>
          {actWords({ isInstead, taken, total })} <kbd>↵</kbd>
        </button>
        <button type="button" className="btn ghost" onClick={onClose}>
          Close <kbd>Esc</kbd>
        </button>
      </div>
      <p className="visually-hidden" aria-live="polite">
        {`${formatCount(total)} of ${formatCount(of.others)} members of ${network.record.name} share ${least} or more`}
      </p>
    </>
  );
}

function actWords(of: { readonly isInstead: boolean; readonly taken: number; readonly total: number }): string {
  const what =
    of.taken < of.total
      ? `the ${formatCount(of.taken)} of ${formatCount(of.total)} that share most`
      : `the ${formatCount(of.total)}`;
  return of.isInstead ? `Select ${what} instead` : `Add ${what}`;
}
