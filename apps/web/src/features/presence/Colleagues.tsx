import { SafeText } from '../../ui/safe-text.js';
import { initialsOf } from '../casebook/author.js';
import './presence.css';
import { useColleagues } from './use-presence.js';

const SHOWN = 3;

/** Colleagues who look at the same network now: initials, name, what of it. */
export function Colleagues({ network }: { readonly network: string }) {
  const colleagues = useColleagues(network);
  if (colleagues.length === 0) return null;
  return (
    <ul className="colleagues" aria-label="Colleagues here" aria-live="polite">
      {colleagues.slice(0, SHOWN).map(({ tab, author, looking }) => (
        <li key={tab} className="float row small">
          <span className="avatar" aria-hidden="true">
            {initialsOf(author)}
          </span>
          <span className="ell">
            <b className="m">
              <SafeText>{author}</SafeText>
            </b>{' '}
            <span className="t3">
              looks at <SafeText>{looking}</SafeText>
            </span>
          </span>
        </li>
      ))}
      {colleagues.length > SHOWN && <li className="micro t3">and {colleagues.length - SHOWN} more</li>}
    </ul>
  );
}
