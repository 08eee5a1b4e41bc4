import type { MatchAnswer, RunRequest } from '@iolaus/contracts';
import type { Workbench } from '../../workbench.js';
import { runCommand, type Taken } from '../casebook.js';
import { baselineOf, newsSince } from './list-news.js';
import { matchWhole } from './match-list.js';

/** Does what an investigator asks for, as {@link runCommand}; a list is kept with what it finds now, so that a later run can tell what is new. */
export async function keepCommand(workbench: Workbench, request: RunRequest): Promise<Taken> {
  const { command } = request;
  if (command.verb !== 'save-list' || !workbench.hasSnapshot) return runCommand(workbench, request);
  const { answer, ranked } = await matchWhole(workbench, command.text);
  return runCommand(workbench, request, baselineOf(workbench.snapshot().id, answer, ranked));
}

/** What a list finds; named, and unchanged since it was saved, also what is new since then. */
export async function matchSavedList(
  workbench: Workbench,
  { text, list }: { readonly text: string; readonly list?: string | undefined },
  signal?: AbortSignal,
): Promise<MatchAnswer> {
  const { answer, ranked } = await matchWhole(workbench, text, signal);
  const saved = list === undefined ? undefined : workbench.casebook.state.content.lists.get(list);
  const found = saved?.command.found;
  if (!saved || !found || saved.command.text !== text.trim()) return answer;
  const of = { name: saved.command.name, author: saved.author ?? null, savedMs: saved.atMs, snapshot: found.snapshot };
  return { ...answer, since: { ...of, ...newsSince(found, answer, ranked) } };
}
