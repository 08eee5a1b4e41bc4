import { Link, useRouterState } from '@tanstack/react-router';
import { visibleText } from '../ui/safe-text.js';
import { Database, List, ListChecks, Network, Tag, Users } from 'lucide-react';
import { initialsOf, useAuthor } from '../features/casebook/author.js';
import { askName } from '../features/casebook/with-name.js';
import { useSteps } from './steps.js';

/** The main navigation. "Network" leads to the network that was open last. */
export function Rail({ hasNetworks }: { readonly hasNetworks: boolean }) {
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  const lastNetwork = useSteps(
    ({ steps, at }) => steps.slice(0, at + 1).findLast((step) => step.href.startsWith('/n/'))?.href,
  );
  const on = (prefix: string): string =>
    prefix === '/' ? (pathname === '/' ? 'on' : '') : pathname.startsWith(prefix) ? 'on' : '';
  return (
    <nav className="rail" aria-label="Main">
      <Mark />
      <Link to="/" className={on('/')} title="Triage (G T)" aria-label="Triage">
        <List size={16} strokeWidth={1.5} aria-hidden="true" />
      </Link>
      {hasNetworks && lastNetwork && (
        <Link to={lastNetwork} className={on('/n/')} title="Network" aria-label="Network">
          <Network size={16} strokeWidth={1.5} aria-hidden="true" />
        </Link>
      )}
      <Link to="/accounts" className={on('/accounts')} title="Accounts (G A)" aria-label="Accounts">
        <Users size={16} strokeWidth={1.5} aria-hidden="true" />
      </Link>
      <Link to="/i" className={on('/i') || on('/match')} title="Indicators (G I)" aria-label="Indicators">
        <Tag size={16} strokeWidth={1.5} aria-hidden="true" />
      </Link>
      <Link to="/constraints" className={on('/constraints')} title="Constraints (G K)" aria-label="Constraints">
        <ListChecks size={16} strokeWidth={1.5} aria-hidden="true" />
      </Link>
      <Link to="/data" className={on('/data')} title="Data (G D)" aria-label="Data">
        <Database size={16} strokeWidth={1.5} aria-hidden="true" />
      </Link>
      <span className="sp" />
      <You />
    </nav>
  );
}

/** Who works here, by the name that this browser keeps. */
function You() {
  const author = useAuthor((state) => state.author);
  const words = author === '' ? 'Say who you are' : `You: ${visibleText(author)}`;
  return (
    <button type="button" className="plain-button you" title={words} onClick={askName}>
      <span className="visually-hidden">{words}</span>
      <span className="avatar" aria-hidden="true">
        {author === '' ? '–' : initialsOf(author)}
      </span>
    </button>
  );
}

function Mark() {
  return (
    <svg className="mark" viewBox="0 0 28 28" fill="none" role="img" aria-label="Iolaus">
      <path
        d="M14 23.5V15M14 17.5C14 12.5 7 13 7 7.5M14 17.5c0-5 7-4.500 7-10"
        stroke="var(--text)"
        strokeWidth="2"
        strokeLinecap="round"
      />
      <circle cx="7" cy="6.400" r="2.400" fill="var(--text)" />
      <circle cx="21" cy="6.400" r="2.400" fill="var(--text)" />
      <path
        d="M14 3.200c2.300 2.900 3.700 4.700 3.700 7A3.700 3.700 0 0 1 14 14a3.700 3.700 0 0 1-3.700-3.800c0-2.300 1.400-4.100 3.700-7Z"
        fill="var(--brand)"
      />
    </svg>
  );
}
