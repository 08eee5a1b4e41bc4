/** How sure it is that one network grew from another: a word, a full or hollow mark, a full or broken line. */
export function Certainty({ certainty }: { readonly certainty: 'likely' | 'possible' }) {
  const isLikely = certainty === 'likely';
  return (
    <span className="row lin-certainty m">
      <svg width="26" height="12" viewBox="0 0 26 12" aria-hidden="true">
        <path d="M0 6H14" className={`lin-line ${certainty}`} />
        <path
          d="M20 1 25 6 20 11 15 6Z"
          fill={isLikely ? 'currentColor' : 'none'}
          stroke="currentColor"
          strokeWidth="1.5"
        />
      </svg>
      {isLikely ? 'Likely' : 'Possible'}
    </span>
  );
}
