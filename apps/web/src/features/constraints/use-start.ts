import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Constraint, Rule } from '@iolaus/contracts';
import { api, queries } from '../../api/client.js';
import { inTurn } from '../casebook/in-turn.js';
import { expectConstraint } from '../casebook/own-constraints.js';
import { showRun, type ConstrainingRun } from './use-constraining.js';

/** What is asked for: a new rule with its reason, or an end of one that holds. */
export type Asked =
  | { readonly act: 'made'; readonly rule: Rule; readonly reason: string; readonly author: string }
  | { readonly act: 'undone'; readonly constraint: Constraint };

/** Makes or undoes a constraint, and shows the detection that follows beside the networks as they are listed now. */
export function useStart() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (asked: Asked): Promise<ConstrainingRun> => {
      const before = (await api.networks.triage()).rows;
      return inTurn(async () => {
        const started = await start(asked);
        expectConstraint(started.constraint.id, asked.act);
        return { act: asked.act, before, ...started };
      });
    },
    onSuccess: async (run) => {
      showRun(run);
      await client.invalidateQueries({ queryKey: queries.constraints.key() });
    },
  });
}

function start(asked: Asked) {
  if (asked.act === 'undone') return api.constraints.undo({ id: asked.constraint.id });
  const author = asked.author.trim();
  return api.constraints.add({ rule: asked.rule, reason: asked.reason, ...(author !== '' && { author }) });
}
