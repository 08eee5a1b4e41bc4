import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compileLogPattern, unescaped } from './log-pattern.js';

fc.configureGlobal({ seed: 20_260_301 });

const COMBINED =
  '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent"';
const ENVOY =
  '[%START_TIME%] "%REQ(:METHOD)% %REQ(X-ENVOY-ORIGINAL-PATH?:PATH)% %PROTOCOL%" %RESPONSE_CODE% %BYTES_SENT% "%REQ(USER-AGENT):64%"';

function split(pattern: string, line: string): unknown {
  const compiled = compileLogPattern(pattern);
  if ('fault' in compiled) throw new Error(compiled.fault);
  const values = compiled.split(line);
  return values && Object.fromEntries(compiled.columns.map((column, at) => [column, values[at]]));
}

describe('compileLogPattern', () => {
  it('takes a line of nginx apart', () => {
    const line =
      '203.0.113.7 - acct_1 [22/Nov/2026:00:00:01 +0000] "POST /v1/messages HTTP/1.1" 200 512 "-" "probe \\x22x\\x22 (1.0)"';
    expect(split(COMBINED, line)).toEqual({
      remote_addr: '203.0.113.7',
      remote_user: 'acct_1',
      time_local: '22/Nov/2026:00:00:01 +0000',
      request: 'POST /v1/messages HTTP/1.1',
      status: '200',
      body_bytes_sent: '512',
      http_referer: undefined,
      http_user_agent: 'probe "x" (1.0)',
    });
  });

  it('takes a line of Envoy apart', () => {
    const line = '[2026-11-22T00:00:01.204Z] "POST /v1/messages HTTP/2" 200 512 "probe/1"';
    expect(split(ENVOY, line)).toEqual({
      START_TIME: '2026-11-22T00:00:01.204Z',
      'REQ(:METHOD)': 'POST',
      'REQ(X-ENVOY-ORIGINAL-PATH?:PATH)': '/v1/messages',
      PROTOCOL: 'HTTP/2',
      RESPONSE_CODE: '200',
      BYTES_SENT: '512',
      'REQ(USER-AGENT):64': 'probe/1',
    });
  });

  it('does not end a value at a quote behind a backslash', () => {
    expect(split('"$a" $b', '"x\\" y" z')).toEqual({ a: 'x" y', b: 'z' });
  });

  it('gives nothing of a line that has more fields than the pattern', () => {
    const line = '203.0.113.7 - - [22/Nov/2026:00:00:01 +0000] "GET / HTTP/1.1" 200 5 "-" "probe/1" "198.51.100.2"';
    expect(split(COMBINED, line)).toBeUndefined();
    expect(split(`${COMBINED} "$http_x_forwarded_for"`, line)).toMatchObject({ http_x_forwarded_for: '198.51.100.2' });
  });

  it.each(['words', '203.0.113.7 - - [', ''])('gives nothing of %j', (line) => {
    expect(split(COMBINED, line)).toBeUndefined();
  });

  it('gives back any values that do not hold what stands between them', () => {
    const value = fc.string({ unit: fc.constantFrom('a', 'é', '1', '.', '/', '(', ')'), minLength: 1 });
    fc.assert(
      fc.property(value, value, value, (a, b, c) => {
        expect(split('<$a> [$b] "$c"', `<${a}> [${b}] "${c}"`)).toEqual({ a, b, c });
      }),
    );
  });

  it('reads a hostile line in time that grows with its length alone', () => {
    const compiled = compileLogPattern('"$a" "$b" "$c" "$d" $e x');
    if ('fault' in compiled) throw new Error(compiled.fault);
    const line = '"" '.repeat(300_000);
    const started = performance.now();
    expect(compiled.split(line)).toBeUndefined();
    expect(performance.now() - started).toBeLessThan(1000);
  });
});

describe('unescaped', () => {
  it('puts bytes together to characters', () => {
    expect(unescaped('caf\\xC3\\xA9 \\x22')).toBe('café "');
  });
});
