import { State } from '../../ui/states.js';
import { emptyWords, type Excluder } from './facets.js';

/** Nothing passes: which facet takes most away, how to lift it, and how to lift all. */
export function NoRows({
  what,
  excluders,
  onLift,
  onClear,
}: {
  /** The word for one row. */
  readonly what: string;
  readonly excluders: readonly Excluder[];
  readonly onLift: (id: string) => void;
  readonly onClear: () => void;
}) {
  const [most] = excluders;
  return (
    <State
      kind="no-result"
      title={`No ${what} passes`}
      actions={
        <>
          {most && most.without > 0 && (
            <button type="button" className="btn" onClick={() => onLift(most.id)}>
              Lift {most.words}
            </button>
          )}
          <button type="button" className="btn" onClick={onClear}>
            Clear all <kbd>⇧F</kbd>
          </button>
        </>
      }
    >
      {emptyWords(excluders, what)}
    </State>
  );
}
