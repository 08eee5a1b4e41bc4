import type { NetworkRow } from '@iolaus/contracts';
import { useAuthor } from './author.js';
import { statusOf } from './network-status.js';
import { Taken } from './StatusCell.js';
import { release, take } from './takes.js';
import { unwatch, watch } from './watching.js';
import { useCasebook } from './use-casebook.js';

/** Whose a network is, with how to take it or to give it back, and whether it is watched. */
export function TakeLine({ network }: { readonly network: Pick<NetworkRow, 'id' | 'tier'> }) {
  const book = useCasebook();
  const author = useAuthor((state) => state.author);
  if (!book.data) return null;
  const { take: taken, isMine, isWatched, isClosed } = statusOf(book.data, network, author);
  if (taken)
    return (
      <p className="row small take-line">
        <Taken take={taken} isMine={isMine} />
        {isMine && (
          <button type="button" className="link" onClick={() => release(network.id)}>
            Release it
          </button>
        )}
      </p>
    );
  if (isClosed) return null;
  return (
    <p className="row small take-line">
      <span className="t3">{isWatched ? 'It is watched.' : 'Nobody works on it.'}</span>
      <button type="button" className="link" onClick={() => take(network.id)}>
        Take it
      </button>
      <button
        type="button"
        className="link"
        title="W"
        onClick={() => (isWatched ? unwatch(network.id) : watch(network.id))}
      >
        {isWatched ? 'Stop watching' : 'Watch it'}
      </button>
    </p>
  );
}
