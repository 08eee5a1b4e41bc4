import type { ModelUses } from '@iolaus/contracts';
import { formatShare } from '../../ui/format.js';
import { SafeText } from '../../ui/safe-text.js';
import { Failure, Skeleton } from '../../ui/states.js';
import { CompareColumn } from './CompareColumn.js';

/** Share of the exchanges that each model has in either window. */
export function ModelsOfTwo({
  uses,
  error,
  isPending,
}: {
  readonly uses: ModelUses | undefined;
  readonly error: unknown;
  readonly isPending: boolean;
}) {
  const total = (uses ?? []).reduce((sum, each) => ({ a: sum.a + each.earlier, b: sum.b + each.later }), {
    a: 0,
    b: 0,
  });
  const shareOf = (part: number, of: number): string => (of === 0 ? '–' : formatShare(part / of));
  return (
    <CompareColumn title="By model" count={undefined} hint="share of exchanges in A and in B">
      {isPending && <Skeleton rows={3} label="Reading models" />}
      {error != null && <Failure error={error} />}
      {uses?.length === 0 && <p className="small t3">No exchange in either window.</p>}
      {uses && uses.length > 0 && (
        <table className="small compare-models">
          <thead>
            <tr className="t3">
              <th>Model</th>
              <th className="num">A</th>
              <th className="num">B</th>
            </tr>
          </thead>
          <tbody>
            {uses.map(({ model, earlier, later }) => (
              <tr key={model ?? ''}>
                <td className="ell">
                  {model === null ? <span className="t3">none named</span> : <SafeText>{model}</SafeText>}
                </td>
                <td className="num">{shareOf(earlier, total.a)}</td>
                <td className="num">{shareOf(later, total.b)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </CompareColumn>
  );
}
