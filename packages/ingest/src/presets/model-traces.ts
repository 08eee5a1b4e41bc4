import type { Preset } from './preset.js';

const ATTRIBUTES = `  account: { paths: ["attributes[user.id]", "attributes[enduser.id]"], required: true }
  request: { paths: ["attributes[gen_ai.response.id]", spanId, "context.span_id", span_id] }
  ip: { paths: ["attributes[client.address]", "attributes[source.address]"], parse: ip }
  user_agent: { paths: ["attributes[user_agent.original]"], parse: line }
  model: { paths: ["attributes[gen_ai.request.model]"], required: true }
  prompt: { paths: ["attributes[gen_ai.input.messages][-1].parts[].content", "attributes[gen_ai.prompt]"] }
  system_prompt: { paths: ["attributes[gen_ai.system_instructions][].content"] }
  tools: { paths: ["attributes[gen_ai.tool.definitions]"] }
  input_tokens: { paths: ["attributes[gen_ai.usage.input_tokens]"] }
  output_tokens: { paths: ["attributes[gen_ai.usage.output_tokens]"] }
  status: { paths: ["attributes[error.type]", "status.code", "status.status_code"] }
`;

/** OpenTelemetry spans of calls to models, as exporters of OTLP write them: nested, several spans to a document. */
export const otelOtlp: Preset = {
  name: 'otel-genai-otlp',
  label: 'OpenTelemetry GenAI spans, OTLP JSON',
  page: 'opentelemetry',
  formats: ['jsonl', 'json'],
  signs: [['traceId'], ['spanId'], ['startTimeUnixNano']],
  // A trace also holds the spans of databases and queues.
  accepted01: 0.05,
  body: `entity: exchange
records: "resourceSpans[].scopeSpans[].spans[]"
fields:
  time: { paths: [startTimeUnixNano], required: true, parse: unix-ns }
${ATTRIBUTES}keep: [name, "^^.resource.attributes[service.name]"]
`,
};

/** The same spans, one to a line, as the console exporter of an SDK and most stores of traces write them. */
export const otelSpans: Preset = {
  name: 'otel-genai-spans',
  label: 'OpenTelemetry GenAI spans, one to a line',
  page: 'opentelemetry',
  formats: ['jsonl', 'json'],
  signs: [['context.trace_id', 'trace_id', 'traceId'], ['start_time', 'startTime'], ['attributes']],
  accepted01: 0.05,
  body: `entity: exchange
fields:
  time: { paths: [start_time, startTime], required: true, parse: time }
${ATTRIBUTES}keep: [name]
`,
};

/** Spend logs of the LiteLLM proxy. */
export const litellm: Preset = {
  name: 'litellm-spend-logs',
  label: 'LiteLLM spend logs',
  page: 'litellm',
  formats: ['jsonl', 'json', 'csv'],
  signs: [['request_id'], ['call_type'], ['startTime'], ['spend']],
  accepted01: 0.9,
  body: `entity: exchange
fields:
  account: { paths: [end_user, user, api_key], required: true }
  time: { paths: [startTime], required: true, parse: time }
  request: { paths: [request_id] }
  ip: { paths: [requester_ip_address], parse: forwarded-for }
  user_agent: { paths: ["metadata.user_agent", "proxy_server_request.headers[\\"user-agent\\"]"], parse: line }
  model: { paths: [model] }
  prompt: { paths: ["messages[-1].content[].text", "messages[-1].content", "proxy_server_request.body.messages[-1].content"] }
  system_prompt: { paths: ["messages[role=system].content", "proxy_server_request.body.system"] }
  tools: { paths: ["proxy_server_request.body.tools"] }
  input_tokens: { paths: [prompt_tokens] }
  output_tokens: { paths: [completion_tokens] }
  status: { paths: [status] }
indicators:
  - { name: api-key, label: API key, paths: [api_key], family: identity, reliability: 0.8 }
keep: [call_type, team_id, spend]
`,
};

/** Generations that Langfuse exports. */
export const langfuse: Preset = {
  name: 'langfuse-observations',
  label: 'Langfuse observations',
  page: 'langfuse',
  formats: ['jsonl', 'json', 'csv'],
  signs: [
    ['trace_id', 'traceId'],
    ['type'],
    ['start_time', 'startTime'],
    ['usage_details', 'usageDetails', 'provided_model_name', 'model'],
  ],
  // Spans and events of the same traces are in the export, too.
  accepted01: 0.05,
  body: `entity: exchange
only: { type: [GENERATION] }
fields:
  account: { paths: [user_id, userId], required: true }
  time: { paths: [start_time, startTime], required: true, parse: time }
  request: { paths: [id] }
  ip: { paths: [metadata.client_ip, metadata.ip], parse: forwarded-for }
  user_agent: { paths: [metadata.user_agent], parse: line }
  model: { paths: [provided_model_name, model] }
  prompt: { paths: ["input.messages[-1].content", "input[-1].content", input] }
  system_prompt: { paths: ["input.messages[role=system].content", "input[role=system].content"] }
  tools: { paths: [input.tools] }
  input_tokens: { paths: [usage_details.input, usageDetails.input] }
  output_tokens: { paths: [usage_details.output, usageDetails.output] }
  status: { paths: [level] }
keep: [trace_id, session_id, name]
`,
};
