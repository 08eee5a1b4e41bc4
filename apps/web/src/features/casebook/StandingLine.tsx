import { formatTime } from '../../ui/format.js';
import { SafeText } from '../../ui/safe-text.js';
import { WhoWhen } from './SaidBy.js';
import { VERDICT_WORDS, type Standing } from './verdicts.js';

/** A verdict that stands: word, who, when, and the words that came with it. */
export function StandingLine({
  standing,
  isNamed = false,
}: {
  readonly standing: Standing;
  readonly isNamed?: boolean;
}) {
  const { verdict, subject, author, atMs, text } = standing;
  const whom = subject.on === 'indicator' ? subject.value : subject.id;
  return (
    <p className="small t2 standing">
      <b className="m standing-word">{VERDICT_WORDS[verdict].done}</b>{' '}
      {isNamed && (
        <span className="mono">
          <SafeText>{whom}</SafeText>{' '}
        </span>
      )}
      <span className="t3">
        <WhoWhen author={author} time={formatTime(atMs).slice(0, -3)} />
      </span>
      {text !== null && (
        <>
          {' · '}“<SafeText>{text}</SafeText>”
        </>
      )}
    </p>
  );
}
