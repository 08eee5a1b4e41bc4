import type { Publication, PublishedNetwork } from './publication.js';

/** Id of the network that stands for a new one; no network has it. */
const NEW_ID = 'rehearsal';

/**
 * A publication that differs from the given one in everything that a step can write: a member and a core indicator of the largest network are gone, and the bits of its others and of its communities
 * are changed; the last of the other networks has gone, and a new one has come.
 */
export function rehearsalOf(held: Publication): Publication {
  const bySize = held.networks.toSorted((x, y) => y.members.ids.length - x.members.ids.length);
  const largest = bySize[0];
  const last = bySize.at(-1);
  return {
    ...held,
    networks: held.networks.map((network) => {
      if (network === largest) return changed(network);
      return network === last ? { ...network, record: { ...network.record, id: NEW_ID } } : network;
    }),
  };
}

function changed({ record, members, core, communities }: PublishedNetwork): PublishedNetwork {
  return {
    record: { ...record, score: record.score + 1 },
    members: {
      ids: members.ids.slice(1),
      bits: members.bits.slice(1).map((bits) => bits + 1),
      community: members.community.slice(1),
    },
    core: core.slice(1).map((each) => ({ ...each, bits: each.bits + 1 })),
    communities: communities.map((each) => ({ ...each, bits: each.bits + 1 })),
  };
}
