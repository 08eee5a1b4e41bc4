import type { Preset } from './preset.js';

/** Zeek's log of connections: addresses and times, no account; `uid` joins it with http.log. */
export const zeekConn: Preset = {
  name: 'zeek-conn',
  label: 'Zeek conn.log',
  page: 'zeek',
  formats: ['zeek', 'jsonl'],
  signs: [['ts'], ['uid'], ['id.orig_h'], ['id.resp_p'], ['proto'], ['conn_state']],
  accepted01: 0.9,
  body: `entity: exchange
fields:
  time: { paths: [ts], required: true, parse: time }
  request: { paths: [uid], required: true }
  ip: { paths: [id.orig_h], required: true, parse: ip }
keep: [id.resp_h, id.resp_p, proto, service, conn_state]
`,
};

/** Zeek's log of HTTP requests that are not encrypted; the account is who signed in, where somebody did. */
export const zeekHttp: Preset = {
  name: 'zeek-http',
  label: 'Zeek http.log',
  page: 'zeek',
  formats: ['zeek', 'jsonl'],
  signs: [['ts'], ['uid'], ['id.orig_h'], ['method'], ['host', 'uri']],
  accepted01: 0.9,
  body: `entity: exchange
fields:
  account: { paths: [username] }
  time: { paths: [ts], required: true, parse: time }
  request: { paths: [uid], required: true }
  ip: { paths: [id.orig_h], required: true, parse: ip }
  user_agent: { paths: [user_agent], parse: line }
  status: { paths: [status_code] }
keep: [method, host, uri]
`,
};
