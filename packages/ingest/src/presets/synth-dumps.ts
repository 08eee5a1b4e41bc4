import type { Preset } from './preset.js';

/** Exchanges as `iolaus synth` writes them. */
export const synthExchanges: Preset = {
  name: 'iolaus-exchanges',
  label: 'Iolaus exchanges',
  page: 'iolaus',
  formats: ['jsonl', 'csv', 'parquet'],
  signs: [['account_id'], ['ts'], ['request_id'], ['model'], ['prompt']],
  accepted01: 0.9,
  body: `entity: exchange
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
};

/** Accounts as `iolaus synth` writes them. */
export const synthAccounts: Preset = {
  name: 'iolaus-accounts',
  label: 'Iolaus accounts',
  page: 'iolaus',
  formats: ['csv', 'jsonl', 'parquet'],
  signs: [['account_id'], ['created'], ['email_domain', 'email']],
  accepted01: 0.9,
  body: `entity: account
fields:
  account: { paths: [account_id], required: true }
  created: { paths: [created], parse: rfc3339 }
  email: { paths: [email], parse: email }
  email_domain: { paths: [email_domain] }
  organisation: { paths: [organisation] }
  verified: { paths: [verified], parse: boolean }
  programme: { paths: [programme] }
  country: { paths: [country] }
  status: { paths: [status] }
`,
};

/** Payments as `iolaus synth` writes them. */
export const synthPayments: Preset = {
  name: 'iolaus-payments',
  label: 'Iolaus payments',
  page: 'iolaus',
  formats: ['csv', 'jsonl', 'parquet'],
  signs: [['account_id'], ['ts'], ['payment_method']],
  accepted01: 0.9,
  body: `entity: payment
fields:
  account: { paths: [account_id], required: true }
  time: { paths: [ts], required: true, parse: rfc3339 }
  payment_method: { paths: [payment_method], required: true }
  bin: { paths: [bin] }
  amount: { paths: [amount], parse: number }
  currency: { paths: [currency] }
`,
};
