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

/** Bytes raw and gzipped: ours (picture and frame), ids that come later, the others', and what of ours are links. */
export function payloadOf({ frame, ids }, files) {
  return {
    ours: bytesOf(files['picture.json'], files.frame),
    /** Asked for when something needs them, not for the picture. */
    ids: bytesOf(Buffer.from(JSON.stringify({ ids }))),
    others: bytesOf(files['graph.json']),
    ofOurs: {
      picture: bytesOf(files['picture.json']),
      // The frame of the same accounts without a link.
      links: less(bytesOf(files.frame), bytesOf(Buffer.from(encodeFrame(withoutLinks(frame))))),
    },
  };
}

const withoutLinks = (frame) => ({
  ...frame,
  linkStart: new Uint32Array(frame.linkStart.length),
  linkAccount: new Uint32Array(),
});
const less = (a, b) => ({ rawKiB: a.rawKiB - b.rawKiB, gzipKiB: a.gzipKiB - b.gzipKiB });

function bytesOf(...bodies) {
  const sum = (of) => bodies.reduce((total, body) => total + of(body).length, 0);
  return { rawKiB: Math.round(sum((body) => body) / 1024), gzipKiB: Math.round(sum((body) => gzipSync(body)) / 1024) };
}
