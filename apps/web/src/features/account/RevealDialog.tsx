import { useMutation } from '@tanstack/react-query';
import type { RecordRow } from '@iolaus/contracts';
import { useState, type FormEvent } from 'react';
import { api, queries, queryClient } from '../../api/client.js';
import { Dialog } from '../../ui/Dialog.js';
import { formatCount } from '../../ui/format.js';
import { RawBytes } from '../../ui/RawBytes.js';
import { useAuthor } from '../casebook/author.js';
import { SaidBy } from '../casebook/SaidBy.js';
import { Refused } from '../constraints/DraftDialog.js';

interface RevealDialogProps {
  readonly account: string;
  readonly row: Pick<RecordRow, 'dump' | 'ordinal'>;
  readonly onClose: () => void;
}

/** Asks for what purpose a record is read without masks; that is on record before the bytes are shown. */
export function RevealDialog({ account, row: { dump, ordinal }, onClose }: RevealDialogProps) {
  const author = useAuthor((state) => state.author);
  const [purpose, setPurpose] = useState('');
  const raw = useMutation({
    mutationFn: () => api.accounts.reveal({ id: account, dump, ordinal, purpose, author }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: queries.casebook.key() }),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (purpose.trim() !== '') raw.mutate();
  };
  return (
    <Dialog title={`Record ${formatCount(ordinal)} of ${dump.slice(0, 8)} without masks`} onClose={onClose} isWide>
      <form className="con-form" onSubmit={submit}>
        <div className="dialog-body">
          {raw.data ? (
            <RawBytes raw={raw.data} />
          ) : (
            <>
              <p className="t2">
                It holds what the masks hide: the whole prompt, tokens, addresses. Who read it, when and for what stays
                in the journal.
              </p>
              <label>
                <span className="row small">Purpose</span>
                <input
                  className="field"
                  maxLength={400}
                  value={purpose}
                  onChange={(event) => setPurpose(event.target.value)}
                />
              </label>
            </>
          )}
          {raw.isError && <Refused error={raw.error} />}
        </div>
        <div className="dialog-foot">
          {!raw.data && (
            <button type="submit" className="btn primary" disabled={purpose.trim() === '' || raw.isPending}>
              Show it <kbd>↵</kbd>
            </button>
          )}
          <SaidBy />
          <span className="sp" />
          <button type="button" className="btn ghost" onClick={onClose}>
            {raw.data ? 'Done' : 'Leave it masked'}
          </button>
        </div>
      </form>
    </Dialog>
  );
}
