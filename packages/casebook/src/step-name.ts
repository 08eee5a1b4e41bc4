import type { RecordedCommand, Rule, Step, Subject, Verdict } from '@iolaus/contracts';
import { isStepCommand } from './history.js';

/** What an entry did, in plain words; `find` gives the steps that it speaks of. */
export function stepName({ command }: Pick<Step, 'command'>, find: (id: string) => Step | undefined): string {
  const named = (id: string): string => {
    const step = find(id);
    return step && isStepCommand(step.command) ? `${id} “${stepName(step, find)}”` : id;
  };
  switch (command.verb) {
    case 'verdict':
      return verdictWords(subjectWords(command.subject), command.verdict);
    case 'verdicts':
      return verdictWords(`${command.subjects.length} accounts`, command.verdict);
    case 'note':
      return `Noted on ${subjectWords(command.subject)}`;
    case 'remove-note':
      return `Removed the note ${command.note}`;
    case 'save-view':
      return `Saved the ${command.asks ? 'query' : 'view'} “${command.name}”`;
    case 'remove-view':
      return `Removed the view “${command.name}”`;
    case 'save-list':
      return `Saved the list “${command.name}”, ${linesWords(command.text)}`;
    case 'remove-list':
      return `Removed the list “${command.name}”`;
    case 'take':
      return `Took ${subjectWords(command.subject)}`;
    case 'release':
      return `Released ${subjectWords(command.subject)}`;
    case 'watch-network':
      return `Watches ${subjectWords(command.subject)}`;
    case 'unwatch-network':
      return `Watches ${subjectWords(command.subject)} no longer`;
    case 'name-network':
      return `Named ${subjectWords(command.subject)} “${command.name}”`;
    case 'unname-network':
      return `Took back the name of ${subjectWords(command.subject)}`;
    case 'constrain':
      return `${ruleWords(command.rule)} (${command.id})`;
    case 'checkpoint':
      return `Checkpoint “${command.name}”`;
    case 'seen':
      return `Looked at ${command.networks.length} ${command.networks.length === 1 ? 'network' : 'networks'}`;
    case 'reveal':
      return `Read record ${command.ordinal} of ${subjectWords(command.subject)} without masks: “${command.purpose}”`;
    case 'cypher':
      return `Asked the graph: ${oneLine(command.cypher)}`;
    case 'use-points':
      return `Points are ${command.source} from the next detection on`;
    case 'undo':
      return `Undid ${named(command.step)}${moreWords(command.out.length - 1)}`;
    case 'redo':
      return `Redid ${named(command.in[0] ?? command.of ?? '')}${moreWords(command.in.length - 1)}`;
    case 'go-back':
      return `Went back to ${named(command.checkpoint)}`;
    case 'branch':
      return `Began the branch “${command.name}”${command.from === undefined ? '' : ` from ${command.from}`}`;
    case 'switch':
      return `Went to the branch “${command.branch}”`;
  }
}

/** What a command speaks of, undefined for what is no account, indicator or network. */
export function subjectOf(command: RecordedCommand): Subject | undefined {
  if ('subject' in command) return command.subject;
  if (command.verb !== 'constrain') return undefined;
  const { rule } = command;
  if ('account' in rule) return { on: 'account', id: rule.account };
  return 'kind' in rule ? { on: 'indicator', kind: rule.kind, value: rule.value } : undefined;
}

/** All that a command speaks of: several accounts where it gives one word on them. */
export function subjectsOf(command: RecordedCommand): readonly Subject[] {
  if (command.verb === 'verdicts') return command.subjects;
  const of = subjectOf(command);
  return of ? [of] : [];
}

const MOST_SHOWN = 120;

/** A query as one line, its beginning where it is long. */
function oneLine(cypher: string): string {
  const line = cypher.replace(/\s+/g, ' ').trim();
  return line.length > MOST_SHOWN ? `${line.slice(0, MOST_SHOWN)}…` : line;
}

/** Lines of a list that say something. */
export const linesOf = (text: string): number => text.split('\n').filter((line) => line.trim() !== '').length;

const linesWords = (text: string): string => `${linesOf(text)} ${linesOf(text) === 1 ? 'line' : 'lines'}`;
const moreWords = (more: number): string => (more > 0 ? ` and ${more} more` : '');

function subjectWords(of: Subject): string {
  return of.on === 'indicator' ? `${of.kind} ${of.value}` : `${of.on} ${of.id}`;
}

function verdictWords(whom: string, verdict: Verdict): string {
  switch (verdict) {
    case 'confirmed':
      return `Confirmed ${whom}`;
    case 'cleared':
      return `Cleared ${whom}`;
    case 'contested':
      return `Contested ${whom}`;
    case 'none':
      return `Took back the verdict on ${whom}`;
  }
}

function ruleWords(rule: Rule): string {
  switch (rule.verb) {
    case 'cut-indicator':
      return `Cut ${rule.kind} ${rule.value}`;
    case 'share-indicator':
      return `Declared ${rule.kind} ${rule.value} shared`;
    case 'cut-link':
      return `Cut the link of ${rule.a} and ${rule.b}`;
    case 'verify-organisation':
      return `Verified the organisation ${rule.organisation}`;
    case 'pin-account':
      return `Pinned account ${rule.account} to network ${rule.network}`;
    case 'exclude-account':
      return `Excluded account ${rule.account}`;
  }
}
