import type { IndicatorKind } from '@iolaus/contracts';
import type { ScenarioInfo } from './scenarios.js';

/** Mapping files that lie beside the dumps of every scenario; those of the detection tests declare {@link DEVICE_KIND} besides. */
const MAPPINGS: Readonly<Record<string, string>> = {
  'exchanges.mapping.yaml': `version: 1
match: "exchanges*.jsonl*"
format: jsonl
entity: exchange
fields:
  account: { paths: [account_id], required: true }
  time: { paths: [ts], required: true, parse: rfc3339 }
  request: { paths: [request_id] }
  ip: { paths: [ip], parse: ip }
  user_agent: { paths: [user_agent] }
  model: { paths: [model] }
  prompt: { paths: [prompt] }
  system_prompt: { paths: [system_prompt] }
  tools: { paths: [tools] }
  input_tokens: { paths: [input_tokens], parse: integer }
  output_tokens: { paths: [output_tokens], parse: integer }
  status: { paths: [status] }
`,
  'accounts.mapping.yaml': `version: 1
match: "accounts*.csv*"
format: csv
entity: account
fields:
  account: { paths: [account_id], required: true }
  created: { paths: [created], parse: rfc3339 }
  email_domain: { paths: [email_domain] }
  organisation: { paths: [organisation] }
  verified: { paths: [verified], parse: boolean }
  programme: { paths: [programme] }
  country: { paths: [country] }
  status: { paths: [status] }
`,
  'payments.mapping.yaml': `version: 1
match: "payments*.csv*"
format: csv
entity: payment
fields:
  account: { paths: [account_id], required: true }
  time: { paths: [ts], required: true, parse: rfc3339 }
  payment_method: { paths: [payment_method], required: true }
  bin: { paths: [bin] }
  amount: { paths: [amount], parse: number }
  currency: { paths: [currency] }
`,
};

/** The kind that the exchanges of the detection tests declare: which machine a client says that it runs on. */
export const DEVICE_KIND: IndicatorKind = {
  kind: 'device',
  label: 'Device',
  plural: 'Devices',
  family: 'client',
  reliability01: 0.9,
  isDeclared: true,
};

const DEVICE_INDICATOR = `indicators:
  - { name: ${DEVICE_KIND.kind}, label: ${DEVICE_KIND.label}, paths: [device], family: ${DEVICE_KIND.family}, reliability: ${DEVICE_KIND.reliability01}, parse: text }
`;

/** Bans come later than the list of accounts, in a dump of their own that is read after it. */
const BANS = `version: 1
match: "bans*.csv*"
format: csv
entity: account
fields:
  account: { paths: [account_id], required: true }
  status: { paths: [status] }
  banned_at: { paths: [banned_at], parse: rfc3339 }
`;

/** Mapping files for the dumps of a scenario, by name. */
export function mappingsOf(scenario: ScenarioInfo): Readonly<Record<string, string>> {
  if (scenario.kind === 'cells') return MAPPINGS;
  return {
    ...MAPPINGS,
    'exchanges.mapping.yaml': MAPPINGS['exchanges.mapping.yaml'] + DEVICE_INDICATOR,
    ...(scenario.regrowth ? { 'bans.mapping.yaml': BANS } : {}),
  };
}
