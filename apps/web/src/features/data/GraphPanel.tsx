import { useQuery } from '@tanstack/react-query';
import { queries } from '../../api/client.js';
import { IndicatorGlyph } from '../../ui/figures.js';
import { formatCount } from '../../ui/format.js';
import { SafeText } from '../../ui/safe-text.js';
import { Failure, Skeleton } from '../../ui/states.js';

/** What the graph holds: accounts, and of each kind the indicators and their sightings. */
export function GraphPanel() {
  const status = useQuery(queries.status.get.queryOptions());
  const kinds = status.data?.kinds.filter((kind) => kind.indicators > 0) ?? [];
  return (
    <section className="panel" aria-label="Graph">
      <header>
        <h2>Graph</h2>
        {status.data && <span className="t3 small">{formatCount(status.data.accounts)} accounts</span>}
      </header>
      {status.isPending && <Skeleton rows={6} label="Counting" />}
      {status.isError && <Failure error={status.error} retry={() => void status.refetch()} />}
      {status.data && (
        <div className="scroll" tabIndex={0} role="region" aria-label="Indicators by kind">
          <table className="grid dat-graph">
            <thead>
              <tr>
                <th scope="col">Kind</th>
                <th scope="col" className="num">
                  Indicators
                </th>
                <th scope="col" className="num">
                  Sightings
                </th>
              </tr>
            </thead>
            <tbody>
              {kinds.map((kind) => (
                <tr key={kind.kind} title={`${formatCount(kind.pairs)} pairs of account and indicator`}>
                  <td>
                    <span className="row">
                      <IndicatorGlyph kind={kind.kind} /> <SafeText>{kind.plural}</SafeText>
                    </span>
                  </td>
                  <td className="num">{formatCount(kind.indicators)}</td>
                  <td className="num">{formatCount(kind.sightings)}</td>
                </tr>
              ))}
              <tr>
                <td>All</td>
                <td className="num b">{formatCount(status.data.indicators)}</td>
                <td className="num b">{formatCount(status.data.sightings)}</td>
              </tr>
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
