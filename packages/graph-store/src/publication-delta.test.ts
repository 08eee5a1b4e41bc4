import { INDICATOR_KINDS } from '@iolaus/contracts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deltaBetween, type LinkChanges } from './publication-delta.js';
import {
  communitiesOf,
  coreLinks,
  digestOfNetwork,
  memberLinks,
  propertiesOf,
  type Publication,
} from './publication.js';
import { buildPublication } from './testing/build-publication.js';
import { buildTables } from './testing/build-tables.js';

fc.configureGlobal({ seed: 20_260_301 });

const TABLES = buildTables([['a', 'ip', '192.0.2.1']]);
const network = fc.record({
  id: fc.constantFrom('N-1', 'N-2', 'N-3', 'N-4'),
  name: fc.constantFrom('Lerna', 'Nemea'),
  members: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), { minLength: 1 }),
  core: fc.uniqueArray(fc.constantFrom('ip:192.0.2.1', 'ip:192.0.2.2', 'payment-method:pm-1')),
});
const publications = fc
  .uniqueArray(network, { selector: ({ id }) => id })
  .map((networks) => buildPublication(TABLES, 'S-1', networks));

/** What a graph holds of a publication. */
type Held = Map<
  string,
  { properties: object; communities: object; members: Map<string, unknown>; core: Map<string, unknown> }
>;

function heldOf({ networks, kinds }: Publication): Held {
  return new Map(
    networks.map((each, position) => [
      each.record.id,
      {
        properties: { ...propertiesOf(each), position, digest: digestOfNetwork(each, kinds) },
        communities: communitiesOf(each, ''),
        members: new Map<string, unknown>(memberLinks(each)),
        core: new Map<string, unknown>(coreLinks(each, kinds)),
      },
    ]),
  );
}

/** Writes changes of links; refuses to add what is there, and to change or remove what is not. */
function write<Link>(links: Map<string, unknown>, { added, set, gone }: LinkChanges<Link>): void {
  for (const [key, link] of added) {
    expect(links.has(key)).toBe(false);
    links.set(key, link);
  }
  for (const [key, link] of set) {
    expect(links.has(key)).toBe(true);
    links.set(key, link);
  }
  for (const key of gone) expect(links.delete(key)).toBe(true);
}

function apply(held: Held, before: Publication, now: Publication): number {
  const delta = deltaBetween(before, now);
  for (const id of delta.gone) held.delete(id);
  for (const { network: each } of delta.added) held.set(each.record.id, heldOf(now).get(each.record.id)!);
  for (const { id, properties, communities, members, core } of delta.changed) {
    const own = held.get(id)!;
    Object.assign(own.properties, properties);
    if (communities) own.communities = communitiesOf({ record: { id }, communities }, '');
    write(own.members, members);
    write(own.core, core);
  }
  return delta.links;
}

describe('a step from one publication to the next', () => {
  it('leads to just what the next one holds', () => {
    fc.assert(
      fc.property(publications, publications, (before, now) => {
        const held = heldOf(before);
        apply(held, before, now);
        expect(held).toEqual(heldOf(now));
      }),
    );
  });

  it('writes nothing where both are the same', () => {
    fc.assert(
      fc.property(publications, (each) => {
        const same = { ...each, networks: each.networks.map((of) => ({ ...of })) };
        expect(deltaBetween(each, same)).toEqual({ gone: [], added: [], changed: [], links: 0 });
      }),
    );
  });

  it('writes the place alone of a network that only stands elsewhere', () => {
    const [one, two] = ['N-1', 'N-2'].map((id) => ({ id, name: id, members: ['a'], core: ['ip:192.0.2.1'] }));
    const { changed, links } = deltaBetween(
      buildPublication(TABLES, 'S-1', [one, two]),
      buildPublication(TABLES, 'S-2', [two, one]),
    );
    expect(changed.map(({ id, properties }) => [id, properties])).toEqual([
      ['N-2', { position: 0 }],
      ['N-1', { position: 1 }],
    ]);
    expect(links).toBe(0);
  });

  it('counts the links that it writes or removes: of networks that come or go all, of others what differs', () => {
    const built = (id: string, members: string[]) => ({ id, name: id, members, core: ['ip:192.0.2.1'] });
    const { links } = deltaBetween(
      buildPublication(TABLES, 'S-1', [built('N-1', ['a', 'b']), built('N-2', ['c'])]),
      buildPublication(TABLES, 'S-2', [built('N-1', ['a', 'd']), built('N-3', ['e', 'f'])]),
    );
    expect(links).toBe(2 + 2 + 3);
  });
});

it('a network has another digest whenever anything of it is another', () => {
  const [base] = buildPublication(TABLES, 'S-1', [
    { id: 'N-1', name: 'Lerna', members: ['a', 'b'], core: ['ip:192.0.2.1'] },
  ]).networks;
  const others = [
    { ...base, record: { ...base.record, score: 1 } },
    { ...base, members: { ...base.members, ids: ['b', 'a'] } },
    { ...base, members: { ...base.members, bits: Float32Array.of(40, 38) } },
    { ...base, members: { ...base.members, community: Uint16Array.of(0, 1) } },
    { ...base, core: [{ ...base.core[0], bits: 9 }] },
    { ...base, core: [{ ...base.core[0], value: '192.0.2.2' }] },
    { ...base, communities: [{ ...base.communities[0], holdsTogether: '2 cards' }] },
  ];
  const digests = [base, ...others].map((each) => digestOfNetwork(each, INDICATOR_KINDS));
  expect(new Set(digests).size).toBe(digests.length);
  expect(digestOfNetwork({ ...base }, INDICATOR_KINDS)).toBe(digests[0]);
});
