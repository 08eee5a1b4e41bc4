import type { Row } from '../row.js';

/** A node of the digest: where the next page starts, and everything that counts about it. */
export interface DigestRow {
  readonly key: string;
  readonly text: string;
}

/** The node with its properties and sightings as one canonical text. */
export function digestRowOf(row: Row): DigestRow {
  return {
    key: row.text('key'),
    text: JSON.stringify([row.text('key'), row.json('properties'), row.json('sightings')]),
  };
}
