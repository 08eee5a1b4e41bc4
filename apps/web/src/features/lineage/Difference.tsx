import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Generation, HeldIndicator, NetworkDifference } from '@iolaus/contracts';
import { queries } from '../../api/client.js';
import { IndicatorGlyph } from '../../ui/figures.js';
import { formatBits, formatCount, formatDay } from '../../ui/format.js';
import { SafeText } from '../../ui/safe-text.js';
import { Failure, Skeleton } from '../../ui/states.js';
import { IndicatorName } from '../../ui/why.js';
import { KindMatrix } from '../compare/KindMatrix.js';
import { selecting } from '../network/selection.js';
import type { LineageProps } from './Generations.js';
import { beforeAndAfter } from './before-and-after.js';

const SHOWN = 30;

/** What generation B has of generation A: accounts that outlived the ban, and indicators that survived, were lost, or are new. */
export function Difference({
  generations,
  compared,
  onCompare,
}: LineageProps & { readonly generations: readonly Generation[] }) {
  return (
    <aside className="insp" aria-label="Difference of two generations">
      <div className="sect insp-head">
        <h2>Difference</h2>
        {compared ? (
          (['earlier', 'later'] as const).map((side) => (
            <label key={side} className="row lin-choice">
              <span className="lin-letter">{side === 'earlier' ? 'A' : 'B'}</span>
              <select
                aria-label={side === 'earlier' ? 'Generation A' : 'Generation B'}
                className="field sp"
                value={compared[side].id}
                onChange={({ target: { value } }) =>
                  onCompare(`Compared with ${value}`, {
                    earlier: compared.earlier.id,
                    later: compared.later.id,
                    [side]: value,
                  })
                }
              >
                {generations
                  .filter((each) => each !== compared[side === 'earlier' ? 'later' : 'earlier'])
                  .map(({ id, name, generation }) => (
                    <option key={id} value={id}>
                      {`${name} (generation ${generation})`}
                    </option>
                  ))}
              </select>
            </label>
          ))
        ) : (
          <p className="small t2 insp-sub">
            There is one generation, so there is nothing to compare. Should it be banned and come back, what survives
            stands here.
          </p>
        )}
      </div>
      {compared && <Found {...compared} />}
    </aside>
  );
}

function Found({ earlier, later }: { readonly earlier: Generation; readonly later: Generation }) {
  const found = useQuery(queries.networks.difference.queryOptions({ input: { id: later.id, other: earlier.id } }));
  if (found.isPending) return <Skeleton rows={12} label="Comparing both generations" />;
  if (found.isError) return <Failure error={found.error} retry={() => void found.refetch()} />;
  const { data } = found;
  const days = beforeAndAfter(earlier);
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label="Differences">
      <KindMatrix
        kinds={data.kinds.map(({ kind, lost, kept, fresh }) => ({ kind, counts: [lost, kept, fresh] }))}
        heads={['Lost', 'Survived', 'New']}
        hint="two members or more hold them"
      />
      <Accounts
        title="Outlived the ban"
        hint={data.sinceMs === null ? 'no time is known' : `in A, active after ${formatDay(data.sinceMs)}`}
        network={earlier}
        found={data.outlived}
      />
      <Accounts title="Held by both" hint="in B, and within 3 bits of A" network={later} found={data.contested} />
      <Indicators title="Survived" found={data.kept} sides={['earlier', 'later']} />
      <Indicators title="Lost" found={data.lost} sides={['earlier']} />
      <Indicators title="New" found={data.fresh} sides={['later']} />
      {days && (
        <p className="sect small">
          <Link to="/n/$id" params={{ id: earlier.id }} search={{ mode: 'compare', ...days }}>
            Compare <SafeText>{earlier.name}</SafeText> before and after its ban
          </Link>
        </p>
      )}
    </div>
  );
}

function Accounts({
  title,
  hint,
  network,
  found,
}: {
  readonly title: string;
  readonly hint: string;
  readonly network: Generation;
  readonly found: NetworkDifference['outlived'];
}) {
  const shown = found.accounts.slice(0, SHOWN);
  return (
    <section className="sect" aria-label={title}>
      <h3>
        {title} <span className="num t2">{formatCount(found.total)}</span> <span className="sp" />
        <span className="t3 micro regular">{hint}</span>
      </h3>
      {found.total === 0 && <p className="small t3">No account.</p>}
      {found.total > 0 && (
        <Link
          to="/n/$id"
          params={{ id: network.id }}
          search={{ ...selecting(found.accounts.map(({ account }) => account)), table: true }}
          className="small"
        >
          Select in <SafeText>{network.name}</SafeText>
        </Link>
      )}
      <ul>
        {shown.map(({ account, bits }) => (
          <li key={account} className="row small compared">
            <Link to="/a/$id" params={{ id: account }} className="plain mono ell sp">
              <SafeText>{account}</SafeText>
            </Link>
            <span className="num t2 compared-count">{formatBits(bits)}</span>
          </li>
        ))}
      </ul>
      <Rest shown={shown.length} total={found.total} />
    </section>
  );
}

function Indicators({
  title,
  found,
  sides,
}: {
  readonly title: string;
  readonly found: NetworkDifference['kept'];
  readonly sides: readonly ('earlier' | 'later')[];
}) {
  const shown = found.rows.slice(0, SHOWN);
  const columns = sides.map((side) => (side === 'earlier' ? 'in A' : 'in B')).join(', ');
  return (
    <section className="sect" aria-label={title}>
      <h3>
        {title} <span className="num t2">{formatCount(found.total)}</span> <span className="sp" />
        <span className="t3 micro regular">{columns}, bits</span>
      </h3>
      {found.total === 0 && <p className="small t3">No indicator of either core.</p>}
      <ul>
        {shown.map((each) => (
          <Row key={`${each.kind} ${each.value}`} indicator={each} sides={sides} />
        ))}
      </ul>
      <Rest shown={shown.length} total={found.total} />
    </section>
  );
}

function Row({
  indicator,
  sides,
}: {
  readonly indicator: HeldIndicator;
  readonly sides: readonly ('earlier' | 'later')[];
}) {
  return (
    <li className="row small compared">
      <IndicatorGlyph kind={indicator.kind} />
      <span className="ell sp">
        <IndicatorName kind={indicator.kind} value={indicator.value} text={indicator.text} />
      </span>
      {sides.map((side) => (
        <span key={side} className="num compared-count">
          {formatCount(indicator[side])}
        </span>
      ))}
      <span className="num t2 compared-count">{formatBits(indicator.bits)}</span>
    </li>
  );
}

function Rest({ shown, total }: { readonly shown: number; readonly total: number }) {
  return shown < total ? (
    <p className="micro t3">
      {formatCount(shown)} of {formatCount(total)}, most telling first
    </p>
  ) : null;
}
