import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ExpandPreview, NetworkView } from '@iolaus/contracts';
import { queries } from '../../api/client.js';
import { Dialog } from '../../ui/Dialog.js';
import { IndicatorGlyph } from '../../ui/figures.js';
import { formatCount, formatIndicator } from '../../ui/format.js';
import { useKind } from '../../ui/kinds.js';
import { SafeText } from '../../ui/safe-text.js';
import { Failure, Skeleton } from '../../ui/states.js';
import type { IndicatorKey, NetworkViewState } from './network-view.js';
import { RadiusOnHover } from './RadiusOnHover.js';
import type { ChangeView } from './use-network-view.js';

const MOST_ADDED = 500;

interface ExpandDialogProps {
  readonly network: NetworkView;
  readonly indicator: IndicatorKey;
  readonly view: NetworkViewState;
  readonly change: ChangeView;
  readonly onClose: () => void;
}

/** What an expansion would add, before the click: counts a kind, and how many are linked by more than chance. */
export function ExpandDialog(props: ExpandDialogProps) {
  const { network, indicator, onClose } = props;
  const preview = useQuery(
    queries.networks.expandPreview.queryOptions({ input: { id: network.record.id, ...indicator } }),
  );
  return (
    <Dialog title="Expand, before the click" onClose={onClose}>
      <div className="dialog-body">
        <RadiusOnHover network={network.record.id} indicator={indicator}>
          <p className="row">
            <IndicatorGlyph kind={indicator.kind} />
            <b className="mono m ell">
              <SafeText>{formatIndicator(indicator.kind, indicator.value)}</SafeText>
            </b>
            {preview.data && <span className="t2">touches {formatCount(preview.data.touches)} accounts</span>}
          </p>
        </RadiusOnHover>
        {preview.isPending && <Skeleton rows={4} label="Counting what it touches" />}
        {preview.isError && <Failure error={preview.error} />}
        {preview.data && <Counts preview={preview.data} />}
      </div>
      <Choices {...props} preview={preview.data} />
    </Dialog>
  );
}

function Counts({ preview }: { readonly preview: ExpandPreview }) {
  return (
    <table className="grid expand-counts">
      <thead>
        <tr>
          <th>Kind</th>
          <th className="num">Touches</th>
          <th className="num">Here</th>
          <th className="num">Others</th>
          <th className="num">More than chance</th>
        </tr>
      </thead>
      <tbody>
        {preview.rows.map((row) => (
          <tr key={row.kind}>
            <td>
              <KindName kind={row.kind} />
            </td>
            <td className="num">{formatCount(row.touches)}</td>
            <td className="num">{formatCount(row.here)}</td>
            <td className="num">{formatCount(row.others)}</td>
            <td className="num b">{formatCount(row.moreThanChance)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function KindName({ kind }: { readonly kind: string }) {
  const { plural } = useKind(kind);
  if (kind === 'account') return <span>Accounts</span>;
  return (
    <span className="row">
      <IndicatorGlyph kind={kind} /> {plural}
    </span>
  );
}

function Choices({
  preview,
  indicator,
  view,
  change,
  onClose,
}: ExpandDialogProps & { readonly preview: ExpandPreview | undefined }) {
  const accounts = preview?.rows.find((row) => row.kind === 'account') ?? preview?.rows[0];
  const strong = accounts?.moreThanChance ?? 0;
  const others = preview?.others ?? 0;
  const add = (only: 'more-than-chance' | 'all', count: number) => (): void => {
    const before = (view.x ?? []).filter((each) => each.kind !== indicator.kind || each.value !== indicator.value);
    change(`Added ${formatCount(count)} accounts by ${formatIndicator(indicator.kind, indicator.value)}`, {
      x: [...before, { ...indicator, only }],
    });
    onClose();
  };
  return (
    <div className="dialog-foot">
      {strong > 0 && (
        <button type="button" className="btn primary" autoFocus onClick={add('more-than-chance', strong)}>
          Add the {formatCount(strong)} <kbd>↵</kbd>
        </button>
      )}
      {others > 0 && others <= MOST_ADDED && (
        <button type="button" className="btn" autoFocus={strong === 0} onClick={add('all', others)}>
          Add all {formatCount(others)}
        </button>
      )}
      {preview && others === 0 && <span className="t2 small">Everyone who holds it is here already.</span>}
      {others > MOST_ADDED && (
        <span className="t2 small">{formatCount(others)} are too many to add; its page lists them.</span>
      )}
      <span className="sp" />
      <Link className="btn ghost" to="/i/$kind/$value" params={{ kind: indicator.kind, value: indicator.value }}>
        Open its page
      </Link>
    </div>
  );
}
