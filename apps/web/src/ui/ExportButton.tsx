import { useMutation } from '@tanstack/react-query';
import { Download, Share } from 'lucide-react';
import { useState } from 'react';
import { api } from '../api/client.js';
import { isOver, useJob } from '../api/use-job.js';
import { Dialog } from './Dialog.js';
import { formatBytes } from './format.js';
import { Progress } from './Progress.js';
import { Failure } from './states.js';

/** Seals the evidence bundle of a network, with progress, and offers it for download. */
export function ExportButton({ network, name }: { readonly network: string; readonly name: string }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="btn" onClick={() => setOpen(true)}>
        <Share size={16} strokeWidth={1.5} aria-hidden="true" />
        Export
      </button>
      {isOpen && <ExportDialog network={network} name={name} onClose={() => setOpen(false)} />}
    </>
  );
}

/** The dialog that seals the bundle of a network. */
export function ExportDialog({
  network,
  name,
  onClose,
}: {
  readonly network: string;
  readonly name: string;
  readonly onClose: () => void;
}) {
  const start = useMutation({ mutationFn: () => api.bundles.export({ network }) });
  const followed = useJob(start.data?.id);
  const job = followed.job ?? start.data;
  return (
    <Dialog title={`Export the bundle of ${name}`} onClose={onClose}>
      <div className="dialog-body">
        {!job && (
          <p className="t2">
            The bundle holds accounts, links, reasons and the cited raw records, signed with this installation’s key.
            Anyone can check it with unzip, sha256sum and ssh-keygen, and recompute its figures with iolaus verify.
            Prompts and card tokens are inside: hand it only to those who may read them.
          </p>
        )}
        {(start.error ?? followed.error) != null && <Failure error={start.error ?? followed.error} />}
        {job && !isOver(job) && <Progress job={job} />}
        {job?.error && <p className="note bad">{`${job.error.sentence} ${job.error.hint}`}</p>}
        {job?.bundle && (
          <p className="t2">
            Sealed: {formatBytes(job.bundle.bytes)}, SHA-256 <span className="mono break-all">{job.bundle.sha256}</span>
          </p>
        )}
      </div>
      <div className="dialog-foot">
        {!job && (
          <button type="button" className="btn primary" disabled={start.isPending} onClick={() => start.mutate()}>
            Seal the bundle
          </button>
        )}
        {job?.bundle && (
          <a className="btn primary" href={`/api/bundles/${job.id}`} download>
            <Download size={16} strokeWidth={1.5} aria-hidden="true" /> Download
          </a>
        )}
        {job && !isOver(job) && (
          <button type="button" className="btn" onClick={() => void api.jobs.cancel({ id: job.id })}>
            Cancel
          </button>
        )}
        <button type="button" className="btn ghost" onClick={onClose}>
          Close
        </button>
      </div>
    </Dialog>
  );
}
