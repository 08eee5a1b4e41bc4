import type { Preset } from './preset.js';

/** nginx's own `combined` access log; the account is who signed in. */
export const nginxCombined: Preset = {
  name: 'nginx-combined',
  label: 'nginx access log, combined',
  page: 'nginx',
  formats: ['log'],
  signs: [['remote_addr'], ['time_local'], ['request'], ['remote_user']],
  accepted01: 0.9,
  body: `pattern: '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent"'
entity: exchange
fields:
  account: { paths: [remote_user] }
  time: { paths: [time_local], required: true, parse: "strptime: %d/%b/%Y:%H:%M:%S %z" }
  ip: { paths: [remote_addr], required: true, parse: ip }
  user_agent: { paths: [http_user_agent], parse: line }
  status: { paths: [status] }
keep: [request]
`,
};

/** The format `main` of the configuration that nginx's packages bring. */
export const nginxMain: Preset = {
  name: 'nginx-main',
  label: 'nginx access log, main',
  page: 'nginx',
  formats: ['log'],
  signs: nginxCombined.signs,
  accepted01: 0.9,
  body: `pattern: '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent" "$http_x_forwarded_for"'
entity: exchange
fields:
  account: { paths: [remote_user] }
  time: { paths: [time_local], required: true, parse: "strptime: %d/%b/%Y:%H:%M:%S %z" }
  ip: { paths: [http_x_forwarded_for, remote_addr], required: true, parse: forwarded-for }
  user_agent: { paths: [http_user_agent], parse: line }
  status: { paths: [status] }
keep: [request, remote_addr]
`,
};

/** An nginx access log in JSON, with the names of nginx's variables as keys. */
export const nginxJson: Preset = {
  name: 'nginx-json',
  label: 'nginx access log, JSON',
  page: 'nginx',
  formats: ['jsonl'],
  signs: [['remote_addr'], ['time_iso8601', 'msec', 'time_local'], ['request', 'request_uri'], ['status']],
  accepted01: 0.9,
  body: `entity: exchange
fields:
  account: { paths: [http_x_account_id, remote_user] }
  time: { paths: [time_iso8601, msec], required: true, parse: time }
  request: { paths: [request_id, http_x_request_id] }
  ip: { paths: [http_x_forwarded_for, remote_addr], required: true, parse: forwarded-for }
  user_agent: { paths: [http_user_agent], parse: line }
  status: { paths: [status] }
keep: [request, request_uri, host]
`,
};

/** Envoy's default access log; it names no account, and joins others by its request id. */
export const envoyText: Preset = {
  name: 'envoy-default',
  label: 'Envoy access log, default format',
  page: 'envoy',
  formats: ['log'],
  signs: [['START_TIME'], ['REQ(:METHOD)'], ['RESPONSE_CODE'], ['REQ(X-REQUEST-ID)']],
  accepted01: 0.9,
  body: `pattern: '[%START_TIME%] "%REQ(:METHOD)% %REQ(X-ENVOY-ORIGINAL-PATH?:PATH)% %PROTOCOL%" %RESPONSE_CODE% %RESPONSE_FLAGS% %BYTES_RECEIVED% %BYTES_SENT% %DURATION% %RESP(X-ENVOY-UPSTREAM-SERVICE-TIME)% "%REQ(X-FORWARDED-FOR)%" "%REQ(USER-AGENT)%" "%REQ(X-REQUEST-ID)%" "%REQ(:AUTHORITY)%" "%UPSTREAM_HOST%"'
entity: exchange
fields:
  time: { paths: [START_TIME], required: true, parse: rfc3339 }
  request: { paths: ["REQ(X-REQUEST-ID)"], required: true }
  ip: { paths: ["REQ(X-FORWARDED-FOR)"], parse: forwarded-for }
  user_agent: { paths: ["REQ(USER-AGENT)"], parse: line }
  status: { paths: [RESPONSE_CODE] }
keep: ["REQ(:METHOD)", "REQ(X-ENVOY-ORIGINAL-PATH?:PATH)", "REQ(:AUTHORITY)"]
`,
};

/** An Envoy access log in JSON, with the keys that service meshes use. */
export const envoyJson: Preset = {
  name: 'envoy-json',
  label: 'Envoy access log, JSON',
  page: 'envoy',
  formats: ['jsonl'],
  signs: [
    ['start_time'],
    ['response_code'],
    ['request_id'],
    ['method'],
    ['downstream_remote_address', 'x_forwarded_for'],
  ],
  accepted01: 0.9,
  body: `entity: exchange
fields:
  account: { paths: [x_account_id] }
  time: { paths: [start_time], required: true, parse: time }
  request: { paths: [request_id], required: true }
  ip: { paths: [x_forwarded_for, downstream_remote_address], parse: forwarded-for }
  user_agent: { paths: [user_agent], parse: line }
  status: { paths: [response_code] }
keep: [method, path, authority]
`,
};
