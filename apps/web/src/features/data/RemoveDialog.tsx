import { useMutation, useQuery } from '@tanstack/react-query';
import type { DumpRow } from '@iolaus/contracts';
import { useState } from 'react';
import { api, queries } from '../../api/client.js';
import { isOver, useJob } from '../../api/use-job.js';
import { Dialog } from '../../ui/Dialog.js';
import { formatCount } from '../../ui/format.js';
import { Progress } from '../../ui/Progress.js';
import { SafeText } from '../../ui/safe-text.js';
import { Failure, Skeleton } from '../../ui/states.js';

/** What goes with a dump, before it goes; whether that can be undone; then the removal as it goes on. */
export function RemoveDialog({ dump, onClose }: { readonly dump: DumpRow; readonly onClose: () => void }) {
  const view = useQuery({ ...queries.dumps.get.queryOptions({ input: { sha256: dump.sha256 } }), staleTime: 0 });
  const [typed, setTyped] = useState('');
  const start = useMutation({ mutationFn: () => api.dumps.remove({ sha256: dump.sha256 }) });
  const followed = useJob(start.data?.id);
  const job = followed.job ?? start.data;
  const isForGood = view.data?.isSourceThere === false;
  const mayGo = view.isSuccess && (!isForGood || typed.trim() === dump.name);
  return (
    <Dialog title="Remove a dump" onClose={onClose}>
      <div className="dialog-body dat-remove">
        {!job && (
          <>
            <p>
              <b className="break-all">
                <SafeText>{dump.name}</SafeText>
              </b>{' '}
              goes out of the lake and the graph, with all that it alone told.
            </p>
            <dl className="imp-facts small">
              <Fact words="Rows, accepted" count={dump.accepted} />
              <Fact words="Refused rows, kept with their reasons" count={dump.refused} />
              <Fact
                words="Rows that were told before: by an earlier dump, where they stay, or above in this one"
                count={dump.duplicates}
              />
            </dl>
            {view.isPending && <Skeleton rows={2} label="Looking for its file" />}
            {view.isError && <Failure error={view.error} retry={() => void view.refetch()} />}
            {view.data?.isSourceThere && (
              <p className="note">
                <span>
                  Its file stays at <span className="mono break-all">{dump.path}</span>. Importing it again brings
                  everything back.
                </span>
              </p>
            )}
            {isForGood && (
              <label className="dat-type">
                <span className="note bad">
                  Its file is no longer at {dump.path}: this cannot be undone. Type the name of the dump to go on.
                </span>
                <input
                  className="field"
                  value={typed}
                  onChange={(event) => setTyped(event.target.value)}
                  aria-label="Name of the dump"
                />
              </label>
            )}
            <p className="t3 small">Networks stay as they were found until you detect again.</p>
          </>
        )}
        {(start.error ?? followed.error) != null && <Failure error={start.error ?? followed.error} />}
        {job && !isOver(job) && <Progress job={job} />}
        {job?.state === 'done' && <p>Removed. Detect again, so that the networks rest on what is left.</p>}
        {job?.error && <p className="note bad">{`${job.error.sentence} ${job.error.hint}`}</p>}
      </div>
      <div className="dialog-foot">
        {!job && (
          <button
            type="button"
            className="btn primary"
            disabled={!mayGo || start.isPending}
            onClick={() => start.mutate()}
          >
            Remove the dump
          </button>
        )}
        <button type="button" className="btn ghost" onClick={onClose}>
          {job ? 'Close' : 'Keep it'}
        </button>
      </div>
    </Dialog>
  );
}

function Fact({ words, count }: { readonly words: string; readonly count: number }) {
  return (
    <div>
      <dt className="t2">{words}</dt>
      <dd>{formatCount(count)}</dd>
    </div>
  );
}
