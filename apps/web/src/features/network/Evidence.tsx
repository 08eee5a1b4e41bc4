import { useState } from 'react';
import { Bits, IndicatorGlyph } from '../../ui/figures.js';
import { formatBits, formatCount, formatDay, formatIndicator } from '../../ui/format.js';
import { useKind } from '../../ui/kinds.js';
import { SafeText, Template, visibleText } from '../../ui/safe-text.js';
import type { NetworkProps } from './NetworkScreen.js';

const FIRST = 40;

/** Reasons in sentences, then the core: indicators by what they tell, each with members and reach. */
export function Evidence({ network, change }: NetworkProps) {
  const { core, reasons } = network.record;
  const [most, setMost] = useState(FIRST);
  return (
    <>
      <section className="sect">
        <h3>Reasons</h3>
        <ul className="against t2">
          {reasons.map((reason) => (
            <li key={reason.code}>{reason.sentence}</li>
          ))}
        </ul>
      </section>
      <section className="sect">
        <h3>
          Core indicators <span className="t3 regular">{formatCount(core.length)}</span>
          <span className="sp" />
          <span className="t3 regular">bits</span>
        </h3>
        <ul>
          {core.slice(0, most).map((each) => (
            <CoreItem
              key={`${each.kind} ${each.value}`}
              item={each}
              onPick={() =>
                change(`Selected ${formatIndicator(each.kind, each.value)}`, {
                  ind: { kind: each.kind, value: each.value },
                })
              }
            />
          ))}
        </ul>
        {core.length > most && (
          <button type="button" className="link small" onClick={() => setMost(most + FIRST)}>
            {formatCount(core.length - most)} more, each telling less
          </button>
        )}
      </section>
    </>
  );
}

function CoreItem({
  item,
  onPick,
}: {
  readonly item: NetworkProps['network']['record']['core'][number];
  readonly onPick: () => void;
}) {
  const { family } = useKind(item.kind);
  return (
    <li className="shared">
      <IndicatorGlyph kind={item.kind} />
      <div className="sp">
        <div className="row">
          <button type="button" className="plain-button mono ell" onClick={onPick} title={visibleText(item.value)}>
            <SafeText>{formatIndicator(item.kind, item.value)}</SafeText>
          </button>
          <span className="sp" />
          <span className="m num">{formatBits(item.bits)}</span>
        </div>
        {item.text && (
          <p className="micro t3 two-lines">
            <Template text={item.text} />
          </p>
        )}
        <Bits byFamily={{ [family]: item.bits }} total={item.bits} scale={16} height={5} />
        <div className="row micro t3">
          <span>
            {formatCount(item.members)} members, {formatCount(Math.max(0, item.reach - item.members))} others
          </span>
          <span className="sp" />
          <span>
            {formatDay(item.firstMs)} – {formatDay(item.lastMs)}
          </span>
        </div>
      </div>
    </li>
  );
}
