import { useQuery } from '@tanstack/react-query';
import type { Rule } from '@iolaus/contracts';
import { queries } from '../../api/client.js';
import { SafeText } from '../../ui/safe-text.js';
import './constraints.css';
import { heldOf, withoutHeld } from './rules-in-hand.js';
import { askToUndo, draftRule } from './use-constraining.js';
import { VERBS } from './verbs.js';

/** A button for each rule that can be said and does not hold yet; a click asks why before anything is done. */
export function RuleButtons({ rules, look = '' }: { readonly rules: readonly Rule[]; readonly look?: 'ghost' | '' }) {
  const constraints = useQuery(queries.constraints.list.queryOptions());
  return withoutHeld(rules, constraints.data ?? []).map((rule) => {
    const { Icon, button } = VERBS[rule.verb];
    return (
      <button key={rule.verb} type="button" className={`btn ${look}`} onClick={() => draftRule(rule)}>
        <Icon size={14} strokeWidth={1.5} aria-hidden="true" /> {button}
      </button>
    );
  });
}

/** Constraints that hold and speak of the same, each with its reason and an undo; nothing where there are none. */
export function HeldRules({ rules }: { readonly rules: readonly Rule[] }) {
  const constraints = useQuery(queries.constraints.list.queryOptions());
  const held = heldOf(constraints.data ?? [], rules);
  if (held.length === 0) return null;
  return (
    <ul className="con-held">
      {held.map((constraint) => {
        const { Icon, done } = VERBS[constraint.rule.verb];
        return (
          <li key={constraint.id} className="note">
            <Icon size={14} strokeWidth={1.5} aria-hidden="true" />
            <span className="sp">
              <b>{done}</b>, {constraint.id}: <SafeText>{constraint.reason}</SafeText>{' '}
              <button type="button" className="link" onClick={() => askToUndo(constraint)}>
                Undo…
              </button>
            </span>
          </li>
        );
      })}
    </ul>
  );
}

/** What can be said of what is in hand, and what was said of it: a section of an inspector. */
export function WhatYouKnow({ rules }: { readonly rules: readonly Rule[] }) {
  if (rules.length === 0) return null;
  return (
    <section className="sect">
      <h3>
        What you know <span className="sp" />
        <span className="t3 regular">with a reason, undone at any time</span>
      </h3>
      <div className="con-buttons">
        <RuleButtons rules={rules} />
      </div>
      <HeldRules rules={rules} />
    </section>
  );
}
