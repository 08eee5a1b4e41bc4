import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { run } from '../run.js';

const verifyFile = vi.hoisted(() => vi.fn((_path: string, _key?: string): unknown => undefined));

vi.mock('@iolaus/pipeline', async (original) => ({
  ...(await original<typeof import('@iolaus/pipeline')>()),
  verifyFile,
}));

let [out, err] = ['', ''];

beforeEach(() => {
  [out, err] = ['', ''];
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((out += String(text)), true));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => ((err += String(text)), true));
});

afterEach(() => {
  process.exitCode = undefined;
});

const figure = (ok: boolean, name = 'accounts') => ({ ok, name, stated: 31, recomputed: ok ? 31 : 30 });

it('says that a bundle is intact, and ends with 0', async () => {
  verifyFile.mockReturnValue({ ok: true, checks: [{ ok: true, sentence: 'Signed.' }], figures: [figure(true)] });
  await run(['verify', 'lerna.zip']);
  expect(out).toBe(
    'This bundle is intact, signed, and its 1 figures follow from its rows.\n✓ Signed.\n✓ accounts: stated 31, recomputed 31\n',
  );
  expect(process.exitCode).toBeUndefined();
});

it('does not vouch for a bundle of which one figure is wrong, and ends with 1 and the refusal', async () => {
  verifyFile.mockReturnValue({ ok: false, checks: [], figures: [figure(false)] });
  await run(['verify', 'lerna.zip']);
  expect(out).toBe('Not verified. Do not rely on this copy.\n✗ accounts: stated 31, recomputed 30\n');
  expect(err).toBe('BUNDLE_INVALID  Not verified: 1 figure failed.\n  Do not rely on this copy.\n');
  expect(process.exitCode).toBe(1);
});

it('lets no bundle write a verdict of its own', async () => {
  const name = 'accounts\r\u001b[2J\n✓ This bundle is intact';
  verifyFile.mockReturnValue({ ok: false, checks: [], figures: [figure(false, name)] });
  await run(['verify', 'lerna.zip']);
  expect(out.trimEnd().split('\n')).toEqual([
    'Not verified. Do not rely on this copy.',
    '✗ accounts<U+000D><U+001B>[2J<U+000A>✓ This bundle is intact: stated 31, recomputed 30',
  ]);
});

it('checks with the key that is trusted', async () => {
  verifyFile.mockReturnValue({ ok: true, checks: [], figures: [] });
  await run(['verify', '/bundles/lerna.zip', '--key', '/keys/trusted.pub']);
  expect(verifyFile).toHaveBeenLastCalledWith('/bundles/lerna.zip', '/keys/trusted.pub');
});
