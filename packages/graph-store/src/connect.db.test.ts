import { describe, expect, it } from 'vitest';
import { openGraph } from './open-graph.js';
import { testCredentials } from './testing/test-graph.js';

describe('openGraph', () => {
  it('refuses a wrong password as NEO4J_REFUSED', async () => {
    await expect(openGraph({ ...testCredentials(), password: 'wrong-password' })).rejects.toMatchObject({
      code: 'NEO4J_REFUSED',
    });
  });

  for (const uri of ['bolt://127.0.0.1:9', 'nonsense', 'http://127.0.0.1:7474']) {
    it(`refuses ${uri} as NEO4J_UNREACHABLE within 10 s`, async () => {
      const started = performance.now();
      await expect(openGraph({ ...testCredentials(), uri })).rejects.toMatchObject({ code: 'NEO4J_UNREACHABLE' });
      expect(performance.now() - started).toBeLessThan(10_000);
    });
  }

  it('runs each migration once', async () => {
    const first = await openGraph(testCredentials());
    const second = await openGraph(testCredentials());
    await first.close();
    expect((await second.status()).version).toMatch(/^5\./);
    await second.close();
  });
});
