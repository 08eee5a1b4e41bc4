import { gzipSync } from 'node:zlib';
import { encodeFrame } from '@iolaus/contracts';

/** What the pages fetch: the product's two answers, and the objects that the other libraries take. */
export function filesOf({ picture, frame, nodes, links }) {
  return {
    'picture.json': Buffer.from(JSON.stringify(picture)),
    frame: Buffer.from(encodeFrame(frame)),
    'graph.json': Buffer.from(JSON.stringify({ nodes, links })),
  };
}

/** Bytes raw and gzipped: ours (picture and frame), the others', and what of ours are ids and links. */
export function payloadOf({ frame }, files) {
  return {
    ours: bytesOf(files['picture.json'], files.frame),
    others: bytesOf(files['graph.json']),
    ofOurs: {
      picture: bytesOf(files['picture.json']),
      accountIds: bytesOf(Buffer.from(JSON.stringify(frame.accountIds))),
      links: bytesOf(Buffer.from(frame.linkAccount.buffer)),
    },
  };
}

function bytesOf(...bodies) {
  const sum = (of) => bodies.reduce((total, body) => total + of(body).length, 0);
  return { rawKiB: Math.round(sum((body) => body) / 1024), gzipKiB: Math.round(sum((body) => gzipSync(body)) / 1024) };
}
