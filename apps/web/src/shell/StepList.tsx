import { useRouter } from '@tanstack/react-router';
import { BookCheck } from 'lucide-react';
import { SafeText } from '../ui/safe-text.js';
import { goToStep } from './step-moves.js';
import { useSteps, type Step } from './steps.js';

/** Named steps of this tab, newest at the bottom; the one in effect is marked, undone ones are struck. A click goes to a view; what was done on record carries a mark, and is passed by undo alone. */
export function StepList({ most }: { readonly most: number }) {
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
          <StepName step={step} index={from + offset} />
          {from + offset > at && <span className="micro"> undone</span>}
        </li>
      ))}
    </ol>
  );
}

function StepName({ step, index }: { readonly step: Step; readonly index: number }) {
  const router = useRouter();
  if (!step.act)
    return (
      <button type="button" className="plain-button ell" onClick={() => goToStep(router, index)}>
        <SafeText>{step.name}</SafeText>
      </button>
    );
  return (
    <span className="row step-act" title="On record, for everybody">
      <BookCheck size={12} strokeWidth={1.5} aria-label="On record:" />
      <span className="ell">
        <SafeText>{step.name}</SafeText>
      </span>
    </span>
  );
}
