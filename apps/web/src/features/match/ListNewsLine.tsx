import type { ListNews } from '@iolaus/contracts';
import { formatDay } from '../../ui/format.js';
import { WhoWhen } from '../casebook/SaidBy.js';
import { newsWords } from './news-words.js';

/** What a saved list finds that it did not find when it was saved. */
export function ListNewsLine({ since }: { readonly since: ListNews }) {
  return (
    <p className="note" role="status">
      <span>
        <b>{newsWords(since)}</b> Compared with snapshot {since.snapshot}, when it was saved (
        <WhoWhen author={since.author} time={formatDay(since.savedMs)} />
        ). Save it again under its name to count from now.
      </span>
    </p>
  );
}
