import type { Entity } from '@iolaus/contracts';

/** What the rows of a dump are, in the words of the screen. */
export const ENTITY_WORDS: Readonly<Record<Entity, string>> = {
  exchange: 'Exchanges',
  account: 'Sign-ups',
  payment: 'Payments',
  sighting: 'Sightings',
};
