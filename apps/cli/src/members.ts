import type { Api, MemberRecord, NetworkRecord } from '@iolaus/contracts';

const PAGE = 1000;

/** All members of a network, best first, as `detect --out` prints them. */
export async function membersOf(
  api: Api,
  { id, accounts }: Pick<NetworkRecord, 'id' | 'accounts'>,
): Promise<MemberRecord[]> {
  const members: MemberRecord[] = [];
  for (let offset = 0; offset < accounts; offset += PAGE) {
    const { rows } = await api.networks.members({ id, offset, limit: PAGE });
    for (const { account, bits, probability, share, shareLow, shareHigh } of rows)
      members.push({ account, bits, probability, share, shareLow, shareHigh });
  }
  return members;
}
