/** Mapping files that lie beside the dumps of every scenario. */
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

const DEVICE = `indicators:
  - { name: device, label: Device, paths: [device], family: client, reliability: 0.9, parse: text }
`;

const BANS = `version: 1
match: "bans*.csv*"
format: csv
entity: account
fields:
  account: { paths: [account_id], required: true }
  status: { paths: [status] }
  banned_at: { paths: [banned_at], parse: rfc3339 }
`;

/** The mapping files of a scenario: of one whose log tells devices, and of one with bans, there is more. */
export function mappingsOf(of: {
  readonly hasDevices: boolean;
  readonly hasBans: boolean;
}): Readonly<Record<string, string>> {
  return {
    ...MAPPINGS,
    ...(of.hasDevices ? { 'exchanges.mapping.yaml': `${MAPPINGS['exchanges.mapping.yaml']}${DEVICE}` } : {}),
    ...(of.hasBans ? { 'bans.mapping.yaml': BANS } : {}),
  };
}
