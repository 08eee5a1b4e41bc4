import { useQuery } from '@tanstack/react-query';
import type { IndicatorView } from '@iolaus/contracts';
import { useMemo, useState } from 'react';
import { queries } from '../../api/client.js';
import { formatCount, formatShare } from '../../ui/format.js';
import { Template } from '../../ui/safe-text.js';
import { Failure, Skeleton } from '../../ui/states.js';
import { IndicatorName } from '../../ui/why.js';
import { differenceOf, likeness, MOST_WORDS } from './template-difference.js';

const SHOWN = 5;
const LOOKED_AT = 500;
/** Less alike than this says nothing. */
const ALIKE = 0.15;

/** Templates of found networks that say much the same, each with the words in which it differs. Slots stay masked. */
export function AlikeTemplates({ indicator }: { readonly indicator: IndicatorView }) {
  const { kind, value, text } = indicator;
  const [open, setOpen] = useState<string>();
  const top = useQuery(queries.indicators.top.queryOptions({ input: { kind, limit: LOOKED_AT } }));
  const alike = useMemo(
    () =>
      (top.data ?? [])
        .flatMap((each) => (each.value === value || !each.text ? [] : [{ ...each, text: each.text }]))
        .map((each) => ({ ...each, alike: likeness(text ?? '', each.text) }))
        .filter((each) => each.alike >= ALIKE)
        .toSorted((x, y) => y.alike - x.alike)
        .slice(0, SHOWN),
    [top.data, value, text],
  );
  if (text === null) return null;
  const shown = alike.find((each) => each.value === open) ?? alike[0];
  return (
    <section className="panel ind-alike" aria-labelledby="ind-alike">
      <header>
        <h2 id="ind-alike">Templates like it</h2>
        <span className="t3 small ell">of networks found, with the words in which they differ</span>
      </header>
      {top.isPending && <Skeleton rows={3} label="Reading templates" />}
      {top.isError && <Failure error={top.error} retry={() => void top.refetch()} />}
      {top.data && alike.length === 0 && <p className="ind-list t3 small">No other template says much the same.</p>}
      {shown && (
        <>
          <ul className="ind-list">
            {alike.map((each) => (
              <li key={each.value} className="row small alike-row">
                <button
                  type="button"
                  className="link"
                  aria-pressed={each.value === shown.value}
                  onClick={() => setOpen(each.value)}
                >
                  {formatShare(each.alike)} alike
                </button>
                <span className="ell sp">
                  <IndicatorName kind={kind} value={each.value} text={each.text} />
                </span>
                <span className="num t2">{formatCount(each.reach)}</span>
              </li>
            ))}
          </ul>
          <Difference one={text} other={shown.text} />
        </>
      )}
    </section>
  );
}

function Difference({ one, other }: { readonly one: string; readonly other: string }) {
  const isCut = [one, other].some((text) => text.split(/\s+/).length > MOST_WORDS);
  return (
    <>
      <p className="ind-code difference">
        {differenceOf(one, other).map(({ of, text }, at) => {
          const words = <Template text={text} />;
          if (of === 'both') return <span key={at}>{words} </span>;
          return of === 'one' ? (
            <del key={at}>
              <span className="visually-hidden">this one: </span>
              {words}{' '}
            </del>
          ) : (
            <ins key={at}>
              <span className="visually-hidden">the other: </span>
              {words}{' '}
            </ins>
          );
        })}
      </p>
      <p className="micro t3 difference-legend">
        Struck: this template alone. Underlined: the other alone.{isCut && ` The first ${MOST_WORDS} words.`}
      </p>
    </>
  );
}
