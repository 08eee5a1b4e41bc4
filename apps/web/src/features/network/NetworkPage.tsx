import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { frameOptions, queries } from '../../api/client.js';
import { knownGraphics } from '../../graph/index.js';
import { Slot } from '../../shell/slots.js';
import { ExportButton } from '../../ui/ExportButton.js';
import { SafeText } from '../../ui/safe-text.js';
import { Failure, Skeleton } from '../../ui/states.js';
import { CopyLink } from './CopyLink.js';
import './network.css';
import { NetworkScreen } from './NetworkScreen.js';
import { useNetworkView } from './use-network-view.js';

const route = getRouteApi('/n/$id');

/** The network that the address names: its record and discs first, its accounts as they come. */
export function NetworkPage() {
  const { id } = route.useParams();
  const { view, change } = useNetworkView();
  const network = useQuery(queries.networks.get.queryOptions({ input: { id } }));
  const frame = useQuery(frameOptions(id));
  const name = network.data?.record.name ?? id;
  // The picture asks for it, and nothing else is to be done while its data is on its way.
  useEffect(() => void knownGraphics(), []);
  return (
    <>
      <Slot place="crumbs">
        <Link to="/">Networks</Link>
        <span aria-hidden="true">›</span>
        {view.c ? (
          <button
            type="button"
            className="plain-button"
            onClick={() => change('Opened the whole network', { c: undefined, sel: undefined, ind: undefined })}
          >
            <SafeText>{name}</SafeText>
          </button>
        ) : (
          <b>
            <SafeText>{name}</SafeText>
          </b>
        )}
        {view.c && (
          <>
            <span aria-hidden="true">›</span>
            <b>{view.c}</b>
          </>
        )}
      </Slot>
      <Slot place="actions">
        <CopyLink />
        {network.data && frame.isError && <ExportButton network={network.data.record.id} name={name} />}
      </Slot>
      {network.isPending && <Skeleton rows={14} label="Reading the network" />}
      {network.isError && <Failure error={network.error} retry={() => void network.refetch()} />}
      {frame.isError && !network.isError && <Failure error={frame.error} retry={() => void frame.refetch()} />}
      {network.data && !frame.isError && (
        <NetworkScreen key={id} network={network.data} frame={frame.data} view={view} change={change} />
      )}
    </>
  );
}
