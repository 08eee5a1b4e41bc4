import type { Frame } from '@iolaus/contracts';

/** Stands for accounts and communities that would be in no network. */
export const NO_PART = 255;

/** Parts that a cut would leave, by place: of accounts in the order of the frame, and of communities that of most of their members. */
export interface Parts {
  readonly ofAccount: Uint8Array;
  readonly ofCommunity: Uint8Array;
}

/** Parts of accounts from a digit each, and of each community the part that most of its members are in. */
export function partsOf(frame: Pick<Frame, 'accountCommunity'>, digits: string): Parts {
  const ofAccount = Uint8Array.from(frame.accountCommunity, (_, at) => {
    const part = digits.charCodeAt(at) - 48;
    return part >= 0 && part <= 9 ? part : NO_PART;
  });
  const counts: Map<number, number>[] = [];
  ofAccount.forEach((part, at) => {
    const count = (counts[frame.accountCommunity[at]!] ??= new Map<number, number>());
    count.set(part, (count.get(part) ?? 0) + 1);
  });
  return {
    ofAccount,
    ofCommunity: Uint8Array.from(counts, (count) => {
      const [most] = [...(count ?? [])].sort((x, y) => y[1] - x[1] || x[0] - y[0]);
      return most ? most[0] : NO_PART;
    }),
  };
}
