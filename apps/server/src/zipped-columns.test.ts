import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { wantsZipped, zipColumns, zippedTag } from './zipped-columns.js';

const asks = (ip: string, encoding?: string): boolean =>
  wantsZipped({ ip, headers: encoding === undefined ? {} : { 'accept-encoding': encoding } });

describe('columns are zipped', () => {
  it.each(['gzip', 'gzip, deflate, br', 'br;q=1.0, gzip;q=0.8', '*'])(
    'for another machine that takes %s',
    (encoding) => {
      expect(asks('192.0.2.7', encoding)).toBe(true);
    },
  );

  it.each([undefined, '', 'br', 'gzip;q=0', 'identity, gzip;q=0.0'])('not for one that takes %s', (encoding) => {
    expect(asks('192.0.2.7', encoding)).toBe(false);
  });

  it.each(['127.0.0.1', '::1', '::ffff:127.0.0.1'])('not on this machine, %s', (ip) => {
    expect(asks(ip, 'gzip')).toBe(false);
  });

  it('so that they come back whole, under a tag of their own', async () => {
    const bytes = Uint8Array.from({ length: 5000 }, (_, at) => at % 7);
    const zipped = await zipColumns(bytes);
    expect(zipped.length).toBeLessThan(500);
    expect(new Uint8Array(gunzipSync(zipped))).toEqual(bytes);
    expect(zippedTag('"S-N-0001-2"')).toBe('"S-N-0001-2-gzip"');
  });
});
