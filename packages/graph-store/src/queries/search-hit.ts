import type { SearchHit } from '@iolaus/contracts';
import type { Row } from '../row.js';

const LABEL_CHARACTERS = 120;
const LAST_OF_TOKEN = 4;

/** An account found, with its network or what it did as the fact. */
export function accountHit(row: Row): SearchHit {
  const network = row.maybeText('network');
  const fact = network === null ? count(row.number('exchanges'), 'exchange') : `in ${row.text('networkName')}`;
  return { type: 'account', kind: 'account', id: row.text('id'), label: row.text('id'), fact, network };
}

/** An indicator found: a card token is shortened, a template shows its first words. */
export function indicatorHit(row: Row): SearchHit {
  const kind = row.text('kind');
  const value = row.text('value');
  const masked = kind === 'payment-method' ? `••${value.slice(-LAST_OF_TOKEN)}` : value;
  const label = (row.maybeText('text') ?? masked).slice(0, LABEL_CHARACTERS);
  const fact = `${count(row.number('reach'), 'account')}, ${count(row.number('records'), 'sighting')}`;
  return { type: 'indicator', kind, id: value, label, fact, network: null };
}

/** A network found. */
export function networkHit(row: Row): SearchHit {
  const id = row.text('id');
  const fact = `${count(row.number('accounts'), 'account')}, ${row.text('tier')}`;
  return { type: 'network', kind: 'network', id, label: row.text('name'), fact, network: id };
}

function count(number: number, word: string): string {
  return `${number.toLocaleString('en-US')} ${word}${number === 1 ? '' : 's'}`;
}
