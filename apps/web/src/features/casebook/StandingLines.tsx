import { StandingLine } from './StandingLine.js';
import { useCasebook } from './use-casebook.js';
import { verdictsOn, type Judged } from './verdicts.js';

/** The verdicts that stand on something, a line each; nothing where there are none. */
export function StandingLines({ of }: { readonly of: Pick<Judged, 'on' | 'id'> }) {
  const book = useCasebook();
  return verdictsOn(book.data, of).map((standing) => <StandingLine key={standing.step} standing={standing} />);
}
