import { createORPCClient, ORPCError } from '@orpc/client';
import { RPCLink } from '@orpc/client/fetch';
import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import { QueryClient, queryOptions } from '@tanstack/react-query';
import { decodeFrame, IolausError, withPlaces, type Api, type Frame } from '@iolaus/contracts';

/** The service, typed. */
export const api: Api = createORPCClient(new RPCLink({ url: `${location.origin}/api/rpc` }));

/** Query options and keys for every route, so that no key is written twice. */
export const queries = createTanstackQueryUtils(api);

/** One cache for all screens: a snapshot does not change under a screen, so answers stay fresh for minutes. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 5 * 60_000,
      retry: (failures, error) => failures < 2 && refusalOf(error).code === 'OFFLINE',
      refetchOnWindowFocus: false,
    },
  },
});

/** A refusal in words. */
export interface Refusal {
  readonly code: string;
  readonly sentence: string;
  readonly hint: string;
}

/** Code, sentence and next step of any error that a call can end with. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof ORPCError) {
    const { sentence, hint } = (error.data ?? {}) as Partial<Refusal>;
    if (error.status === 401)
      return {
        code: 'NOT_SIGNED_IN',
        sentence: 'You are not signed in.',
        hint: 'Open the link that the terminal printed; it works once. Start again for a new one.',
      };
    return { code: String(error.code), sentence: sentence ?? error.message, hint: hint ?? 'Try again.' };
  }
  if (error instanceof IolausError) return { code: error.code, sentence: error.message, hint: error.hint };
  if (!(error instanceof TypeError && /fetch|network/i.test(error.message))) {
    return {
      code: 'SCREEN_STOPPED',
      sentence: 'This screen stopped by a mistake of its own.',
      hint: 'Load the page again; what you see is in its address. Please report what you did before.',
    };
  }
  return {
    code: 'OFFLINE',
    sentence: 'The service does not answer.',
    hint: 'Check that it still runs in the terminal, then try again.',
  };
}

/** Positions and links of a network, as columns. */
export const fetchFrame = async (network: string, signal?: AbortSignal): Promise<Frame> =>
  decodeFrame(await fetchBytes(`/api/frames/${encodeURIComponent(network)}`, signal));

/** A frame with its organic places. */
export const fetchOrganic = async (frame: Frame, signal?: AbortSignal): Promise<Frame> =>
  withPlaces(frame, await fetchBytes(`/api/frames/${encodeURIComponent(frame.network)}/organic`, signal));

async function fetchBytes(path: string, signal: AbortSignal | undefined): Promise<Uint8Array> {
  const response = await fetch(path, signal ? { signal } : {});
  if (!response.ok)
    throw new ORPCError(response.status === 401 ? 'NOT_SIGNED_IN' : 'NOT_FOUND', {
      status: response.status,
      data: (await response.json()) as Refusal,
    });
  return new Uint8Array(await response.arrayBuffer());
}

/** How a network's frame is asked for, and kept. */
export const frameOptions = (network: string) =>
  queryOptions({ queryKey: ['frame', network], queryFn: ({ signal }) => fetchFrame(network, signal) });

/** A name for files that are sent together: they lie in one folder of the inbox, where a mapping is found beside what it maps. */
export function newBatch(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(6)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Turns the one-time token of a sign-in link into a session; false when it was used or is too old. */
export async function redeemToken(token: string): Promise<boolean> {
  const response = await fetch('/api/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  });
  return response.ok;
}
