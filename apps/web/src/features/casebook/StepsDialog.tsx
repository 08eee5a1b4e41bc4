import { useEffect, useRef, type ReactNode } from 'react';
import { StepList } from '../../shell/StepList.js';
import { Dialog } from '../../ui/Dialog.js';
import { CheckpointForm } from './CheckpointForm.js';
import { JournalSteps } from './JournalSteps.js';

/** Both lists of steps: what everybody put on record, and what this tab looked at. */
export function StepsDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title="Steps" onClose={onClose} isWide>
      <div className="steps-lists">
        <section aria-label="On record">
          <h3>
            On record <span className="t3 regular">shared, newest at the bottom</span>
          </h3>
          <Bottom label="Steps on record">
            <JournalSteps />
          </Bottom>
          <CheckpointForm />
        </section>
        <section aria-label="This tab">
          <h3>
            This tab <span className="t3 regular">what you looked at</span>
            <span className="sp" />
            <kbd>Ctrl Z</kbd>
          </h3>
          <Bottom label="Steps of this tab">
            <StepList most={200} />
          </Bottom>
          <p className="micro t3">Undo takes the last of these, and takes back what it put on record.</p>
        </section>
      </div>
    </Dialog>
  );
}

/** A list that is seen from its end, and stays there as it grows. */
function Bottom({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  const element = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  useEffect(() => {
    const list = element.current;
    if (!list) return undefined;
    const toEnd = (): void => {
      if (isAtEnd.current) list.scrollTop = list.scrollHeight;
    };
    toEnd();
    const watch = new MutationObserver(toEnd);
    watch.observe(list, { childList: true, subtree: true });
    return () => watch.disconnect();
  }, []);
  return (
    <div
      ref={element}
      className="steps-scroll"
      tabIndex={0}
      role="region"
      aria-label={label}
      onScroll={({ currentTarget: { scrollTop, scrollHeight, clientHeight } }) => {
        isAtEnd.current = scrollHeight - scrollTop - clientHeight < 8;
      }}
    >
      {children}
    </div>
  );
}
