// Inflates gzip files with node:zlib and throws the bytes away: the least that a program on Node must do.
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { Writable } from 'node:stream';
import { createGunzip } from 'node:zlib';

for (const path of process.argv.slice(2))
  await pipeline(
    createReadStream(path, { highWaterMark: 1 << 18 }),
    createGunzip({ chunkSize: 1 << 18 }),
    new Writable({ highWaterMark: 1 << 20, write: (_chunk, _encoding, done) => done() }),
  );
