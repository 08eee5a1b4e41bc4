import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import type { QuarantineGroup, RefusedRow } from '@iolaus/contracts';
import { useState } from 'react';
import { api } from '../../api/client.js';
import { Dialog } from '../../ui/Dialog.js';
import { formatCount } from '../../ui/format.js';
import { RawBytes } from '../../ui/RawBytes.js';
import { SafeText } from '../../ui/safe-text.js';
import { Failure, Skeleton } from '../../ui/states.js';

const PAGE = 200;

/** Refused rows of one dump with their places; a row opens to its bytes. */
export function QuarantineRows({ group }: { readonly group: QuarantineGroup }) {
  const refused = useInfiniteQuery({
    queryKey: ['refused', group.dump],
    queryFn: ({ pageParam }) => api.dumps.refused({ offset: pageParam, limit: PAGE, dump: group.dump }),
    initialPageParam: 0,
    getNextPageParam: ({ total }, pages) => (pages.length * PAGE < total ? pages.length * PAGE : undefined),
  });
  const [opened, setOpened] = useState<RefusedRow>();
  const read = refused.data?.pages.flatMap((page) => page.rows) ?? [];
  const rows = read.filter(
    ({ code, field, reason }) => code === group.code && field === group.field && reason === group.reason,
  );
  return (
    <div className="dat-rows">
      {refused.isPending && <Skeleton rows={3} label="Reading rows" />}
      {refused.isError && <Failure error={refused.error} retry={() => void refused.refetch()} />}
      <ul>
        {rows.map((row) => (
          <li key={row.ordinal} className="row small">
            <button type="button" className="link dat-ref" onClick={() => setOpened(row)}>
              Row {formatCount(row.ordinal)}
            </button>
            <span className="t3 dat-ref">byte {formatCount(row.byteOffset)}</span>
            <span className="mono t2 ell sp">
              <SafeText>{row.excerpt}</SafeText>
            </span>
          </li>
        ))}
      </ul>
      {rows.length < group.count && refused.hasNextPage && (
        <p className="small t3">
          {formatCount(rows.length)} of {formatCount(group.count)} shown, in the order of the dump.{' '}
          <button
            type="button"
            className="link"
            disabled={refused.isFetchingNextPage}
            onClick={() => void refused.fetchNextPage()}
          >
            Show more
          </button>
        </p>
      )}
      {opened && <RawDialog row={opened} onClose={() => setOpened(undefined)} />}
    </div>
  );
}

/** The bytes of one row, read again from the dump when that is asked for: they hold what the masks hide. */
function RawDialog({ row, onClose }: { readonly row: RefusedRow; readonly onClose: () => void }) {
  const raw = useMutation({
    mutationFn: async () => (await api.dumps.rows({ sha256: row.dump, ordinals: String(row.ordinal) }))[0],
  });
  return (
    <Dialog title={`Row ${formatCount(row.ordinal)} of ${row.name}`} onClose={onClose} isWide>
      <div className="dialog-body dat-raw">
        <p>
          <SafeText>{row.reason}</SafeText>. <span className="t3">Byte {formatCount(row.byteOffset)}</span>
        </p>
        {!raw.data && (
          <pre className="mono raw-bytes">
            <SafeText>{row.excerpt}</SafeText>
          </pre>
        )}
        {raw.isError && <Failure error={raw.error} />}
        {raw.data && <RawBytes raw={raw.data} />}
      </div>
      {!raw.data && (
        <div className="dialog-foot">
          <button type="button" className="btn" disabled={raw.isPending} onClick={() => raw.mutate()}>
            Read its bytes from the dump
          </button>
          <span className="t3 small">They hold what is masked here: whole prompts, tokens.</span>
        </div>
      )}
    </Dialog>
  );
}
