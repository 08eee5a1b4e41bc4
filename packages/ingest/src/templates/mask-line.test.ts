import { describe, expect, it } from 'vitest';
import { maskLine } from './mask-line.js';

describe('maskLine', () => {
  it.each([
    ['Accepted block blk_-772 of size 91178 from /10.251.7.2', 'Accepted block * of size * from *'],
    ['open through proxy gate.example.net:5070 HTTPS', 'open through proxy * HTTPS'],
    ['state changed at Mon Mar 03 to org.example.kernel.Idle', 'state changed at * to *'],
    ['request for /static/logo?size=big&v=x failed', 'request for * failed'],
    ['took (31 ms) in total', 'took in total'],
    ['cpu load (user, system) is high', 'cpu load ( user , system ) is high'],
    ['values: 1, 2, 3, 17', 'values : *'],
    ['took 3 ms, ready=true, free 17.2 MB', 'took * , ready = * , free *'],
    ['session <0x7ff1> closed', 'session * closed'],
  ])('masks what looks like a value: %s', (line, signature) => {
    expect(maskLine(line)).toBe(signature);
  });

  it('keeps the product of a user agent and masks its version, so that two versions are one kind and two products are two', () => {
    const agent = (product: string, version: string): string => `${product}/${version} (Linux; x86) Python/3.11`;
    expect(maskLine(agent('exampleclient', '1.2.3'))).toBe(maskLine(agent('exampleclient', '2.0')));
    expect(maskLine(agent('exampleclient', '1.2.3'))).not.toBe(maskLine(agent('otherclient', '1.2.3')));
  });

  it('gives an empty signature to a blank line and one slot to a line of numbers alone', () => {
    expect(maskLine('   ')).toBe('');
    expect(maskLine('17 23 42')).toBe('*');
  });

  it('looks at the first 4,096 characters alone', () => {
    expect(maskLine(`failed ${'x '.repeat(1_000_000)}`).length).toBeLessThan(5000);
  });
});
