import { formatDay } from '../../ui/format.js';
import { SafeText, visibleText } from '../../ui/safe-text.js';
import { initialsOf } from './author.js';
import type { NetworkStatus, Take } from './network-status.js';
import { VERDICT_WORDS } from './verdicts.js';

/** Where a network stands: its verdict with who gave it, who works on it, or that it waits. */
export function StatusCell({ status }: { readonly status: NetworkStatus }) {
  const { verdict, take, isMine, isWatched, isExplained } = status;
  if (!verdict)
    return take ? (
      <Taken take={take} isMine={isMine} />
    ) : (
      <span className="t2">{isWatched ? 'Watching' : isExplained ? 'Explained' : 'Open'}</span>
    );
  return (
    <>
      <div className="m">{VERDICT_WORDS[verdict.verdict].done}</div>
      <div className="t3 micro ell status-who" title={visibleText(verdict.text ?? '')}>
        {formatDay(verdict.atMs)}, {verdict.author === null ? 'no name given' : <SafeText>{verdict.author}</SafeText>}
      </div>
    </>
  );
}

/** Who works on it. */
export function Taken({ take, isMine }: { readonly take: Take; readonly isMine: boolean }) {
  const who = take.author ?? 'no name given';
  return (
    <span className="row status-taken" title={isMine ? undefined : `Taken by ${visibleText(who)}`}>
      <span className="avatar" aria-hidden="true">
        {initialsOf(who)}
      </span>
      {isMine ? (
        <span className="m">Yours</span>
      ) : (
        <>
          <span className="visually-hidden">Taken by </span>
          <span className="ell t2">
            <SafeText>{who}</SafeText>
          </span>
        </>
      )}
    </span>
  );
}
