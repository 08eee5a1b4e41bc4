import type { Frame, PathStep } from '@iolaus/contracts';
import { Link } from '@tanstack/react-router';
import { countDrawn, placePath, type AccountNames } from '../../graph/index.js';
import { IndicatorGlyph } from '../../ui/figures.js';
import { formatBits, formatCount } from '../../ui/format.js';
import { SafeText } from '../../ui/safe-text.js';
import { Failure, Skeleton } from '../../ui/states.js';
import { IndicatorName } from '../../ui/why.js';
import type { NetworkProps } from './NetworkScreen.js';
import { usePaths, type EvidencePath } from './use-paths.js';

/** The best paths of evidence between two accounts, in words; the one that is chosen is drawn. */
export function Paths({
  network,
  frame,
  names,
  view,
  change,
  accounts,
}: NetworkProps & { readonly accounts: readonly string[] }) {
  const found = usePaths(accounts);
  if (found.isPending) return <Skeleton rows={10} label="Looking for paths" />;
  if (found.isError) return <Failure error={found.error} retry={() => void found.refetch()} />;
  const { sentence, paths, notFollowed } = found.data;
  const choose = (number: number): void =>
    view.path === number
      ? change('Put the path away', { path: 0 })
      : change(`Looked at path ${number}`, { path: number, c: view.c ?? homeOf(accounts[0]) });
  // A path can be followed in a community; over a whole network it is a dot.
  const homeOf = (account = ''): string | undefined => {
    const at = names?.numberOf(account) ?? -1;
    return frame && at >= 0 ? network.picture.discs[frame.accountCommunity[at]!]?.label : undefined;
  };
  return (
    <>
      <p className="sect why-sentence">{sentence}</p>
      {paths.length > 0 && (
        <section className="sect">
          <h3>
            Paths, the strongest first <span className="sp" /> <span className="t3 regular">bits a step</span>
          </h3>
          <ul>
            {paths.map((path, at) => (
              <PathLine
                key={path.steps.map(({ kind, value }) => `${kind} ${value}`).join()}
                path={path}
                number={at + 1}
                isChosen={view.path === at + 1}
                frame={frame}
                names={names}
                onChoose={() => choose(at + 1)}
              />
            ))}
          </ul>
        </section>
      )}
      {notFollowed.length > 0 && (
        <section className="sect">
          <h3>What was not followed</h3>
          <ul className="against t2">
            {notFollowed.map((line) => (
              <li key={line}>
                <SafeText>{line}</SafeText>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

interface PathLineProps {
  readonly path: EvidencePath;
  readonly number: number;
  readonly isChosen: boolean;
  readonly frame: Frame | undefined;
  readonly names: AccountNames;
  readonly onChoose: () => void;
}

function PathLine({ path, number, isChosen, frame, names, onChoose }: PathLineProps) {
  return (
    <li className={`path ${isChosen ? 'on' : ''}`}>
      <button type="button" className="path-head" aria-pressed={isChosen} onClick={onChoose}>
        <b className="m">Path {number}</b>
        <span className="t3">
          {formatCount(path.steps.length)} {path.steps.length === 1 ? 'step' : 'steps'}, weakest {formatBits(path.bits)}
        </span>
        <span className="sp" />
        <span className="t3">{isChosen ? drawnWords(frame, names, path) : 'Show'}</span>
      </button>
      <ol>
        <AccountLine account={path.steps[0]!.from} others={0} />
        {path.steps.map((step) => (
          <StepLines key={`${step.kind} ${step.value}`} step={step} />
        ))}
      </ol>
    </li>
  );
}

/** How much of a path the picture of this network holds. */
function drawnWords(frame: Frame | undefined, names: AccountNames, path: EvidencePath): string {
  if (!frame || !path.steps.every(({ from, to }) => names.isKnown(from) && names.isKnown(to)))
    return 'Reading accounts';
  const { drawn, of } = countDrawn(placePath(frame, names, path));
  return drawn === of ? 'Drawn' : `${drawn} of ${of} drawn`;
}

function StepLines({ step }: { readonly step: PathStep }) {
  return (
    <>
      <li className="row path-step" title={step.rarity}>
        <IndicatorGlyph kind={step.kind} />
        <IndicatorName kind={step.kind} value={step.value} text={step.text} />
        <span className="t3 micro path-reach">on {formatCount(step.reach)} accounts</span>
        <span className="sp" />
        <span className="num m">{formatBits(step.bits)}</span>
      </li>
      <AccountLine account={step.to} others={step.others} />
    </>
  );
}

function AccountLine({ account, others }: { readonly account: string; readonly others: number }) {
  return (
    <li className="row path-account">
      <span className="path-dot" aria-hidden="true" />
      <Link to="/a/$id" params={{ id: account }} className="mono ell plain">
        <SafeText>{account}</SafeText>
      </Link>
      {others > 0 && <span className="t3 micro">or one of {formatCount(others)} others</span>}
    </li>
  );
}
