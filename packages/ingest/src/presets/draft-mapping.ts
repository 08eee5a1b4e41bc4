import type { Entity } from '@iolaus/contracts';
import { maskField } from '../mask.js';
import type { Format } from '../mapping.js';
import { isBad, readValue } from '../read-value.js';
import type { SampledColumn } from './sample-columns.js';

/** A place that may hold a target. */
export interface Guess {
  readonly target: string;
  readonly path: string;
  readonly score01: number;
  readonly filled01: number;
  /** Masked as on every screen. */
  readonly sample: string;
}

/** A mapping to begin with. The account is left for the person to choose, so that its text is no valid mapping before. */
export interface Draft {
  readonly entity: Entity;
  readonly mapping: string;
  /** Where the account may stand, best first; none is put into the mapping. */
  readonly accounts: readonly Guess[];
  /** What was put into the mapping. */
  readonly fields: readonly Guess[];
}

interface Idea {
  readonly target: string;
  readonly name: RegExp;
  /** How the value must read; without it any text will do. */
  readonly parse?: string;
  readonly looks?: (value: string) => boolean;
  /** Whether a value is of one record: what has the same twice counts once. */
  readonly isOfOne?: true;
}

/** Of a column that names records at least this share of the values differs; a few records may stand there again. */
const LEAST_DIFFERENT = 0.9;

const ACCOUNT: Idea = {
  target: 'account',
  name: /(^|[._])(account|user|customer|client|member|tenant|org|organi[sz]ation|api_?key|principal|subject|login)[._]?(id|uid|name|key|arn)?$|^(uid|sub)$/i,
  looks: (value) => value.length <= 200 && !/\s/.test(value),
};

const IDEAS: Readonly<Record<'exchange' | 'account' | 'payment', readonly Idea[]>> = {
  exchange: [
    {
      target: 'time',
      name: /(^|[._@])(ts|time|timestamp|date|datetime|created|created_at|start_?time|event_?time|logged_at)$/i,
      parse: 'time',
    },
    {
      target: 'request',
      name: /(^|[._])(request|req|trace|ray|response|event)[._]?id$|^id$/i,
      looks: (value) => value.length >= 6 && !/\s/.test(value),
      isOfOne: true,
    },
    { target: 'ip', name: /(ip|addr|address|client|source|remote|host)/i, parse: 'forwarded-for' },
    {
      target: 'user_agent',
      name: /(user[._-]?agent|^ua$|agent)/i,
      looks: (value) => /[a-z][\w.-]*\/[\d.]+/i.test(value),
    },
    { target: 'model', name: /(^|[._])model([._]?(id|name))?$/i, looks: (value) => value.length <= 120 },
    {
      target: 'prompt',
      name: /(prompt|content|message|input|question|query|text|body)/i,
      looks: (value) => /\S\s+\S+\s+\S/.test(value),
    },
    { target: 'input_tokens', name: /(input|prompt)_?tokens?(_?count)?$/i, parse: 'integer' },
    { target: 'output_tokens', name: /(output|completion)_?tokens?(_?count)?$/i, parse: 'integer' },
    { target: 'status', name: /(^|[._])(status|status_code|code|result)$/i, looks: (value) => value.length <= 40 },
  ],
  account: [
    { target: 'created', name: /(created|signed_?up|registered|joined)/i, parse: 'time' },
    { target: 'email', name: /e?-?mail$/i, parse: 'email' },
    { target: 'email_domain', name: /domain$/i, looks: (value) => /^[\w-]+(\.[\w-]+)+$/.test(value) },
    { target: 'organisation', name: /(organi[sz]ation|company|org_name)/i },
    { target: 'status', name: /(^|[._])(status|state)$/i },
  ],
  payment: [
    { target: 'time', name: /(ts|time|timestamp|date|created)/i, parse: 'time' },
    {
      target: 'payment_method',
      name: /(fingerprint|payment_?method|card_?(token|hash|fp)|token)$/i,
      parse: 'card-token',
    },
    { target: 'bin', name: /(^|[._])(bin|iin)$/i, looks: (value) => /^\d{6,8}$/.test(value) },
    { target: 'amount', name: /amount|total|price/i, parse: 'number' },
    { target: 'currency', name: /currency/i, looks: (value) => /^[a-z]{3}$/i.test(value) },
  ],
};

/** A mapping drafted out of what columns are called and how their values look; a column is used once. */
export function draftMapping(columns: readonly SampledColumn[], format: Format, match: string): Draft {
  const entity = entityOf(columns);
  const taken = new Set<string>();
  const accounts = guesses(ACCOUNT, columns).slice(0, 5);
  const fields = IDEAS[entity].flatMap((idea) => {
    const best = guesses(idea, columns).find(({ path }) => !taken.has(path) && path !== accounts[0]?.path);
    if (best) taken.add(best.path);
    return best ? [best] : [];
  });
  return { entity, accounts, fields, mapping: draftText({ entity, format, match, accounts, fields }) };
}

function entityOf(columns: readonly SampledColumn[]): 'exchange' | 'account' | 'payment' {
  const has = (target: string, of: 'account' | 'payment'): boolean => {
    const idea = IDEAS[of].find((each) => each.target === target);
    return idea !== undefined && guesses(idea, columns).length > 0;
  };
  if (has('payment_method', 'payment') && has('amount', 'payment')) return 'payment';
  return has('email', 'account') || (has('email_domain', 'account') && has('created', 'account'))
    ? 'account'
    : 'exchange';
}

/** Columns whose name and values suit, best first: half for the values that look so, half for a name, which must fit. */
function guesses(idea: Idea, columns: readonly SampledColumn[]): Guess[] {
  return columns
    .flatMap(({ path, filled01, values }) => {
      const fitting = values.filter((value) => suits(idea, value)).length / Math.max(1, values.length);
      if (!idea.name.test(path) || fitting < 0.5) return [];
      if (idea.isOfOne && new Set(values).size < LEAST_DIFFERENT * values.length) return [];
      const exact = (idea.name.exec(path)?.[0].length ?? 0) / path.length;
      const score01 = fitting * filled01 * (0.5 + 0.5 * exact);
      return [
        {
          target: idea.target,
          path,
          score01,
          filled01,
          sample: maskField(idea.target, (values[0] ?? '').slice(0, 80)),
        },
      ];
    })
    .sort((a, b) => b.score01 - a.score01);
}

const suits = ({ parse, looks }: Idea, value: string): boolean =>
  (parse === undefined || !isBad(readValue(value, parse))) && (looks === undefined || looks(value));

function draftText(draft: {
  readonly entity: Entity;
  readonly format: Format;
  readonly match: string;
  readonly accounts: readonly Guess[];
  readonly fields: readonly Guess[];
}): string {
  const parseOf = (guess: Guess): string => {
    const parse = IDEAS[draft.entity === 'sighting' ? 'exchange' : draft.entity].find(
      ({ target }) => target === guess.target,
    )?.parse;
    return parse === undefined || parse === 'card-token' ? '' : `, parse: ${parse}`;
  };
  const share = (guess: Guess): string => `${guess.path} (${Math.round(guess.filled01 * 100)} % filled)`;
  const choice = draft.accounts.length === 0 ? 'no column looks like one' : draft.accounts.map(share).join(', ');
  return [
    'version: 1',
    `match: ${JSON.stringify(draft.match)}`,
    `format: ${draft.format}`,
    ...(draft.format === 'log' ? ["pattern: ''"] : []),
    `entity: ${draft.entity}`,
    'fields:',
    `  # Choose who the account is; it is never guessed. Candidates: ${choice}`,
    '  account: { paths: [], required: true }',
    ...draft.fields.map((guess) => `  ${guess.target}: { paths: [${JSON.stringify(guess.path)}]${parseOf(guess)} }`),
    '',
  ].join('\n');
}
