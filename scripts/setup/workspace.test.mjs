import { ERRORS } from '@iolaus/contracts';
import { describe, expect, it } from 'vitest';
import { checkNode } from './workspace.mjs';

const refusalOf = (version) => {
  try {
    checkNode(version);
    return undefined;
  } catch ({ code, message, hint }) {
    return { code, message, hint };
  }
};

describe('the Node.js that Iolaus is started with', () => {
  it.each(['20.19.0', '20.20.2', '21.0.0', '22.1.0', '100.0.0'])('may be %s', (version) => {
    expect(refusalOf(version)).toBeUndefined();
  });

  it.each(['20.18.9', '20.9.0', '18.20.4', '8.99.0'])(
    'is refused as %s, in the words of the catalogue, which is not built by then',
    (found) => {
      const { sentence, hint } = ERRORS.NODE_TOO_OLD;
      const message = sentence.replace('{found}', found).replace('{needed}', '20.19');
      expect(refusalOf(found)).toEqual({ code: 'NODE_TOO_OLD', message, hint });
    },
  );
});
