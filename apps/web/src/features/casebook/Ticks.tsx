import type { ReactNode } from 'react';

/** Values of which any may be ticked. */
export function Ticks({
  legend,
  values,
  ticked,
  onTick,
}: {
  readonly legend: ReactNode;
  readonly values: readonly { readonly value: string; readonly word: string }[];
  readonly ticked: readonly string[];
  readonly onTick: (ticked: readonly string[]) => void;
}) {
  return (
    <fieldset className="ask-values">
      {legend}
      {values.map(({ value, word }) => (
        <label key={value} className="row small">
          <input
            type="checkbox"
            checked={ticked.includes(value)}
            onChange={({ target }) =>
              onTick(target.checked ? [...ticked, value] : ticked.filter((other) => other !== value))
            }
          />
          {word}
        </label>
      ))}
    </fieldset>
  );
}
