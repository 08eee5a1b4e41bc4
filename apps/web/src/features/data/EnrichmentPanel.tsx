import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ENRICHMENT_KINDS, type EnrichmentFile, type EnrichmentKind } from '@iolaus/contracts';
import { Plus, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { api, newBatch, queries } from '../../api/client.js';
import { uploadDump } from '../../api/upload.js';
import { formatCount } from '../../ui/format.js';
import { SafeText } from '../../ui/safe-text.js';
import { Failure } from '../../ui/states.js';
import { ENRICHMENT_WORDS } from './enrichment-words.js';

/** Files that tell more about addresses, card BINs and prompts: which there are, one more, one less. */
export function EnrichmentPanel() {
  const client = useQueryClient();
  const files = useQuery(queries.enrichment.list.queryOptions());
  const input = useRef<HTMLInputElement>(null);
  const [kind, setKind] = useState<EnrichmentKind>(ENRICHMENT_KINDS[0]);
  const renew = (): Promise<void> => client.invalidateQueries({ queryKey: queries.enrichment.key() });
  const add = useMutation({
    mutationFn: async (file: File) => {
      const { path } = await uploadDump(file, { batch: newBatch() });
      return api.enrichment.add({ kind, path });
    },
    onSuccess: renew,
  });
  const remove = useMutation({
    mutationFn: ({ sha256 }: EnrichmentFile) => api.enrichment.remove({ sha256 }),
    onSuccess: renew,
  });
  const error = files.error ?? add.error ?? remove.error;
  return (
    <section className="panel dat-enrich" aria-label="Enrichment">
      <header>
        <h2>Enrichment</h2>
        <span className="sp" />
        <select
          className="field dat-enrich-kind"
          aria-label="What the file tells"
          value={kind}
          onChange={(event) => setKind(event.target.value as EnrichmentKind)}
        >
          {ENRICHMENT_KINDS.map((each) => (
            <option key={each} value={each}>
              {ENRICHMENT_WORDS[each]}
            </option>
          ))}
        </select>
        <button type="button" className="btn ghost" disabled={add.isPending} onClick={() => input.current?.click()}>
          <Plus size={14} strokeWidth={1.5} aria-hidden="true" /> Add
        </button>
        <input
          ref={input}
          type="file"
          hidden
          aria-label="Enrichment file"
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            if (file) add.mutate(file);
            event.target.value = '';
          }}
        />
      </header>
      {error != null && <Failure error={error} />}
      {error == null && files.data?.length === 0 && (
        <p className="sect t3 small">
          None. Networks, proxy lists, BINs and public prompts say what an address or a text is worth.
        </p>
      )}
      {files.data && files.data.length > 0 && (
        <ul className="scroll">
          {files.data.map((file) => (
            <li key={`${file.kind} ${file.sha256}`} className="row small dat-enrich-file">
              <span className="ell sp" title={file.sha256}>
                <SafeText>{file.name}</SafeText>{' '}
                <span className="t3 micro">
                  {ENRICHMENT_WORDS[file.kind]}, {formatCount(file.rows)}
                </span>
              </span>
              <button
                type="button"
                className="btn ghost icon"
                disabled={remove.isPending}
                onClick={() => remove.mutate(file)}
                aria-label={`Take ${file.name} away`}
                title="Take it away; the next import counts without it"
              >
                <X size={14} strokeWidth={1.5} aria-hidden="true" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
