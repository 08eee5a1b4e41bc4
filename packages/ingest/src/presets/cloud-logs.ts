import type { Preset } from './preset.js';

/** Bedrock's log of invocations: who, when and what, without an address. */
export const bedrock: Preset = {
  name: 'bedrock-invocations',
  label: 'Bedrock model invocation log',
  page: 'bedrock',
  formats: ['jsonl', 'json'],
  signs: [['schemaType'], ['requestId'], ['modelId'], ['identity.arn', 'accountId']],
  accepted01: 0.9,
  body: `entity: exchange
fields:
  account: { paths: [identity.arn, accountId], required: true }
  time: { paths: [timestamp], required: true, parse: rfc3339 }
  request: { paths: [requestId], required: true }
  model: { paths: [modelId] }
  prompt: { paths: ["input.inputBodyJson.messages[-1].content[].text", "input.inputBodyJson.messages[-1].content", input.inputBodyJson.prompt, input.inputBodyJson.inputText] }
  system_prompt: { paths: ["input.inputBodyJson.system[].text", input.inputBodyJson.system] }
  tools: { paths: [input.inputBodyJson.tools, input.inputBodyJson.toolConfig.tools] }
  input_tokens: { paths: [input.inputTokenCount] }
  output_tokens: { paths: [output.outputTokenCount] }
  status: { paths: [errorCode] }
keep: [operation, region, accountId, input.inputBodyS3Path]
`,
};

/** CloudTrail's events of the same calls: the address and the user agent that the invocation log lacks. */
export const cloudtrail: Preset = {
  name: 'cloudtrail-bedrock',
  label: 'CloudTrail events of Bedrock',
  page: 'bedrock',
  formats: ['json', 'jsonl'],
  signs: [['eventVersion'], ['eventSource'], ['eventName'], ['eventTime'], ['userIdentity.type']],
  // A trail tells of every service of the account.
  accepted01: 0.01,
  body: `entity: exchange
only: { eventName: [InvokeModel, InvokeModelWithResponseStream, Converse, ConverseStream] }
fields:
  account: { paths: [userIdentity.arn, userIdentity.accountId], required: true }
  time: { paths: [eventTime], required: true, parse: rfc3339 }
  request: { paths: [requestID], required: true }
  ip: { paths: [sourceIPAddress], parse: ip }
  user_agent: { paths: [userAgent], parse: line }
  model: { paths: [requestParameters.modelId] }
  status: { paths: [errorCode] }
keep: [eventName, awsRegion]
`,
};

/** Cloudflare's log of HTTP requests, as Logpush writes it. */
export const cloudflare: Preset = {
  name: 'cloudflare-http-requests',
  label: 'Cloudflare HTTP requests',
  page: 'cloudflare',
  formats: ['jsonl', 'json'],
  signs: [['RayID'], ['ClientIP'], ['EdgeStartTimestamp']],
  accepted01: 0.9,
  body: `entity: exchange
fields:
  account: { paths: ["RequestHeaders[\\"x-account-id\\"]"] }
  time: { paths: [EdgeStartTimestamp], required: true, parse: time }
  request: { paths: ["RequestHeaders[\\"x-request-id\\"]", RayID] }
  ip: { paths: [ClientIP], required: true, parse: ip }
  user_agent: { paths: [ClientRequestUserAgent], parse: line }
  status: { paths: [EdgeResponseStatus] }
indicators:
  - { name: asn, label: ASN, paths: [ClientASN], family: network, reliability: 0 }
  - { name: tls-fingerprint, label: TLS fingerprint, paths: [JA4, JA3Hash], family: client, reliability: 0.3 }
keep: [RayID, ClientRequestHost, ClientRequestMethod]
`,
};

/** Charges as Stripe's interface and exports give them. */
export const stripe: Preset = {
  name: 'stripe-charges',
  label: 'Stripe charges',
  page: 'stripe',
  formats: ['jsonl', 'json'],
  signs: [['object'], ['amount'], ['currency'], ['payment_method_details.type']],
  accepted01: 0.5,
  body: `entity: payment
only: { object: [charge] }
fields:
  account: { paths: [metadata.account_id, customer], required: true }
  time: { paths: [created], required: true, parse: unix-s }
  payment_method: { paths: [payment_method_details.card.fingerprint, payment_method_details.sepa_debit.fingerprint, payment_method_details.us_bank_account.fingerprint], required: true }
  bin: { paths: [payment_method_details.card.iin] }
  amount: { paths: [amount] }
  currency: { paths: [currency] }
keep: [id, status, on_behalf_of]
`,
};
