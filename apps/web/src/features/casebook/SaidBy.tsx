import { SafeText } from '../../ui/safe-text.js';
import { useAuthor } from './author.js';

/** Under which name something will be said. */
export function SaidBy() {
  const author = useAuthor((state) => state.author);
  return (
    <span className="small t3 ell">
      {author === '' ? (
        'Goes on record without a name'
      ) : (
        <>
          As{' '}
          <b className="m t2">
            <SafeText>{author}</SafeText>
          </b>
        </>
      )}
    </span>
  );
}

/** Who said something and when. */
export function WhoWhen({ author, time }: { readonly author: string | null; readonly time: string }) {
  return (
    <>
      {author === null ? 'no name given' : <SafeText>{author}</SafeText>}, {time}
    </>
  );
}
