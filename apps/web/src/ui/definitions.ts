/** What each figure means, once for all screens: the tip where it stands, and the list under Help. */
export const DEFINITIONS = {
  q: {
    word: 'Significance, q',
    means:
      'Of findings this strong, the share that chance alone would make (false discovery rate). Smaller is surer; five pips are 10⁻⁹ or less. It says nothing of what the accounts do.',
  },
  bits: {
    word: 'Strength, bits',
    means:
      'How much joins them. Each bit doubles the odds that this is no coincidence. In a family of evidence the best indicator counts in full, the others by half, 16 at most.',
  },
  bar: { word: 'Bar', means: 'The bits that an account needs, in two families of evidence, to be a member.' },
  tier: {
    word: 'Risk tier',
    means:
      'What it does with being linked: Act, Review or Benign, by points that are all listed. A campus is truly linked, and Benign.',
  },
  points: {
    word: 'Risk points',
    means: 'Bits for or against a campaign, learned from generated networks whose truth is known; above 0 is Act.',
  },
  reach: { word: 'Reach', means: 'Accounts in the data that hold the indicator, members of networks and all others.' },
  rarity: {
    word: 'Rarity',
    means:
      'The share among accounts outside the network that hold it too. The rarer outside, the more it tells inside.',
  },
  breaks: {
    word: 'What would break it',
    means:
      'What is left when one indicator, one family of evidence or one day is taken away. Fragile is what falls under the bar by one of them.',
  },
  against: {
    word: 'Could it be innocent?',
    means:
      'Innocent explanations, each tested with one figure. Open means that the data cannot tell: until it is answered, the network cannot be confirmed.',
  },
  heldBy: {
    word: 'Held by',
    means: 'The share of members that evidence of this family joins to the others. A member may be held by several.',
  },
  secondBest: {
    word: 'Second-best network',
    means: 'Another network that holds the account within 3 bits: then it is contested which of them it belongs to.',
  },
  campaignShare: {
    word: 'Of campaign',
    means: 'The share of its exchanges that carry a prompt of this network, with the 95 % interval.',
  },
  radius: {
    word: 'Blast radius',
    means:
      'Whom a block of the indicator would hit, by the tier of their network, with how long and how much they use it.',
  },
} as const satisfies Readonly<Record<string, { readonly word: string; readonly means: string }>>;

/** A figure that is defined. */
export type DefinedTerm = keyof typeof DEFINITIONS;
