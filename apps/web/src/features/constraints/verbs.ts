import type { Rule } from '@iolaus/contracts';
import { BadgeCheck, Pin, Scissors, Unlink, UserX, UsersRound, type LucideIcon } from 'lucide-react';
import { formatIndicator } from '../../ui/format.js';

/** One of the verbs of a rule. */
export type Verb = Rule['verb'];

interface VerbWords {
  readonly Icon: LucideIcon;
  /** On a button that opens the dialog. */
  readonly button: string;
  /** Title of the dialog. */
  readonly title: string;
  /** On the button that does it. */
  readonly act: string;
  /** What was done, where a constraint is listed. */
  readonly done: string;
  /** What detection will do, each a sentence. */
  readonly effects: readonly string[];
  /** Why such a rule changes nothing: what the data does not hold. */
  readonly unmet: string;
}

/** What the screens say of each verb; the sentences follow what detection does with it. */
export const VERBS: Readonly<Record<Verb, VerbWords>> = {
  'cut-indicator': {
    Icon: Scissors,
    button: 'Cut this indicator…',
    title: 'Cut this indicator',
    act: 'Cut it',
    done: 'Indicator cut',
    effects: [
      'It links nobody and tells nothing any more: detection reads the data as if nobody held it.',
      'What its holders share besides still counts, and its rows stay where they are.',
    ],
    unmet: 'Nobody in this data holds it.',
  },
  'share-indicator': {
    Icon: UsersRound,
    button: 'Declare shared…',
    title: 'Declare it shared',
    act: 'Declare it shared',
    done: 'Indicator declared shared',
    effects: [
      'It is on record as one that many are known to share: an exit, an office, a vendor’s card.',
      'It links nobody and tells nothing any more; what its holders share besides still counts.',
    ],
    unmet: 'Nobody in this data holds it.',
  },
  'cut-link': {
    Icon: Unlink,
    button: 'Cut this link…',
    title: 'Cut this link',
    act: 'Cut it',
    done: 'Link cut',
    effects: [
      'All that the second account shares with the first is left out of what is known of the second.',
      'The first keeps its own; both stay linked to others by what is left.',
    ],
    unmet: 'One of the two accounts is not in this data.',
  },
  'verify-organisation': {
    Icon: BadgeCheck,
    button: 'Verify organisation…',
    title: 'Verify an organisation',
    act: 'It is who it says',
    done: 'Organisation verified',
    effects: [
      'Its accounts count as those of a verified organisation, which can explain a network innocently.',
      'Nobody is taken out of a network: what they share still shows.',
    ],
    unmet: 'No account of this data names this organisation.',
  },
  'pin-account': {
    Icon: Pin,
    button: 'Pin account…',
    title: 'Pin an account',
    act: 'Pin it',
    done: 'Account pinned',
    effects: [
      'It is a member of the network, whatever else it shares, and follows the five strongest members of today.',
      'Other members stay where their evidence puts them.',
    ],
    unmet: 'The account is not in this data, or the members that it follows are in no network.',
  },
  'exclude-account': {
    Icon: UserX,
    button: 'Exclude account…',
    title: 'Exclude an account',
    act: 'Exclude it',
    done: 'Account excluded',
    effects: [
      'It is a member of no network. What it shares still counts for others.',
      'A network that becomes too small by this is none.',
    ],
    unmet: 'The account is not in this data.',
  },
};

/** A rule in a few words, for commands, steps and names. */
export function ruleText(rule: Rule): string {
  switch (rule.verb) {
    case 'cut-indicator':
      return `Cut ${formatIndicator(rule.kind, rule.value)}`;
    case 'share-indicator':
      return `Many share ${formatIndicator(rule.kind, rule.value)}`;
    case 'cut-link':
      return `No link between ${rule.a} and ${rule.b}`;
    case 'verify-organisation':
      return `${rule.organisation} is who it says it is`;
    case 'pin-account':
      return `${rule.account} belongs to ${rule.network}`;
    case 'exclude-account':
      return `${rule.account} belongs to no network`;
  }
}

/** A rule as a command of the palette: what would be asked for, and of what. */
export function commandWords(rule: Rule): string {
  switch (rule.verb) {
    case 'cut-indicator':
      return `Cut ${formatIndicator(rule.kind, rule.value)}…`;
    case 'share-indicator':
      return `Declare ${formatIndicator(rule.kind, rule.value)} shared…`;
    case 'cut-link':
      return `Cut the link between ${rule.a} and ${rule.b}…`;
    case 'verify-organisation':
      return 'Verify an organisation…';
    case 'pin-account':
      return `Pin ${rule.account}…`;
    case 'exclude-account':
      return `Exclude ${rule.account}…`;
  }
}

/** Whether a draft says all that its rule needs; what is still to be said stands as empty text. */
export const isComplete = (rule: Rule): boolean => Object.values(rule).every((value) => value.trim() !== '');
