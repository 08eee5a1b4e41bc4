// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { useSteps } from '../../shell/steps.js';
import { expectConstraint, tookConstraint } from './own-constraints.js';

const made = { id: 'S-0003', verb: 'constrain', name: 'Cut ip 192.0.2.1 (C-0001)' } as const;
const undone = { id: 'S-0004', verb: 'undo', name: 'Undid S-0003 “Cut ip 192.0.2.1 (C-0001)”' } as const;

describe('a constraint of this page', () => {
  beforeEach(() => useSteps.setState({ steps: [{ name: 'Opened', href: '/' }], at: 0 }));

  it('is an act of this tab that is undone by its step', () => {
    expectConstraint('C-0001', 'made');
    expect(tookConstraint(made)).toBe(true);
    expect(useSteps.getState().steps[1]).toMatchObject({
      name: made.name,
      act: { back: { do: 'undo', steps: ['S-0003'] } },
    });
    expect(tookConstraint(made)).toBe(false);
  });

  it('that it undid is redone by the step that made it', () => {
    expectConstraint('C-0001', 'undone');
    expect([tookConstraint(made), tookConstraint(undone)]).toEqual([false, true]);
    expect(useSteps.getState().steps[1]?.act?.back).toEqual({ do: 'redo', steps: ['S-0003'] });
  });

  it('is not one of somebody else', () => {
    expectConstraint('C-0010', 'made');
    expect(tookConstraint(made)).toBe(false);
    expect(useSteps.getState().steps).toHaveLength(1);
  });
});
