/** One stop of the tour: where it is, what it points at, what it says. */
export interface Stop {
  readonly place: 'triage' | 'network';
  /** Selector of what it points at; the card stands in the middle while there is no such thing. */
  readonly target: string;
  readonly title: string;
  readonly words: string;
}

/** The first look at the demo, in the order of an investigator's work. */
export const STOPS: readonly Stop[] = [
  {
    place: 'triage',
    target: '.tri-table',
    title: 'The queue',
    words:
      'Each row is a network: accounts that share more than chance explains. J and K move, Enter opens, T takes the next one for you.',
  },
  {
    place: 'triage',
    target: '.tri-table tbody tr',
    title: 'Three figures, never one',
    words:
      'Significance asks whether chance could do this, strength how much joins the accounts, the tier what they do with it. A campus is linked and harmless.',
  },
  {
    place: 'network',
    target: '.stage',
    title: 'The whole campaign',
    words:
      'A disc is a community round the same indicators; its ring is the mix of evidence. Come nearer, and accounts are points. Arrows and Enter do it without a mouse.',
  },
  {
    place: 'network',
    target: '.insp',
    title: 'Why, and why not',
    words:
      'Select a member, two members or an indicator: a sentence, its figures, the rows behind it, what would break it. Innocent explanations are tested beside the case.',
  },
  {
    place: 'network',
    target: '.drawer',
    title: 'When it happened',
    words:
      'Drag over days to see who was active in them. Lanes gives each community a line, Compare sets two windows side by side, G lists the members.',
  },
  {
    place: 'network',
    target: '.insp .acts',
    title: 'Say what you think',
    words:
      'V gives a verdict, with words and your name, on record for colleagues. With a question of innocence open, nothing can be confirmed.',
  },
  {
    place: 'network',
    target: '.step-buttons',
    title: 'Nothing is lost',
    words:
      'Ctrl Z takes back your last act, whichever it was; Ctrl H lists all of them. The question mark shows every key, and starts this tour again.',
  },
];
