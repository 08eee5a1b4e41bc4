import type { DryRun } from '@iolaus/contracts';
import { formatShare } from '../../ui/format.js';
import { SafeText } from '../../ui/safe-text.js';

/** What a file without a mapping was taken for and why; where that is not sure, the fields that may be the account. */
export function GuessNote({
  dryRun,
  onAccount,
}: {
  readonly dryRun: DryRun;
  readonly onAccount: (path: string) => void;
}) {
  const { guess, entity } = dryRun;
  if (!guess) return null;
  const [best] = guess.candidates;
  if (entity !== null)
    return (
      <p className="imp-guess small t2">
        Taken for <b className="m">{guess.label}</b>: {best?.why}. Every choice can be changed.
      </p>
    );
  return (
    <div className="imp-guess">
      <p className="small">
        <b>Which field is the account?</b>{' '}
        <span className="t2">
          It is never guessed.{' '}
          {best ? `Nearest known format: ${best.label}, ${formatShare(best.score01)}.` : 'No known format comes near.'}
        </span>
      </p>
      <p className="row imp-guesses">
        {guess.accounts.slice(0, 6).map(({ path, filled01, sample }) => (
          <button key={path} type="button" className="chip" onClick={() => onAccount(path)} title={sample}>
            <b className="mono">
              <SafeText>{path}</SafeText>
            </b>{' '}
            {formatShare(filled01)}
          </button>
        ))}
        {guess.accounts.length === 0 && (
          <span className="t3 small">No field looks like one: choose its path in the table.</span>
        )}
      </p>
    </div>
  );
}
