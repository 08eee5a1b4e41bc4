import { useRouter } from '@tanstack/react-router';
import { SafeText } from '../ui/safe-text.js';
import { goToStep } from './step-moves.js';
import { useSteps } from './steps.js';

/** Named steps, newest at the bottom; the one in effect is marked, undone ones are struck. A click goes to a step. */
export function StepList({ most }: { readonly most: number }) {
  const router = useRouter();
  const { steps, at } = useSteps();
  const from = Math.max(0, Math.min(at - most + 2, steps.length - most));
  const look = (index: number): string => (index === at ? 'now' : index > at ? 't3 redo' : 't3');
  return (
    <ol className="steps small">
      {from > 0 && <li className="t3">{from} earlier</li>}
      {steps.slice(from, from + most).map((step, offset) => (
        <li
          key={from + offset}
          className={look(from + offset)}
          aria-current={from + offset === at ? 'step' : undefined}
        >
          <button type="button" className="plain-button ell" onClick={() => goToStep(router, from + offset)}>
            <SafeText>{step.name}</SafeText>
          </button>
          {from + offset > at && <span className="micro"> undone</span>}
        </li>
      ))}
    </ol>
  );
}
